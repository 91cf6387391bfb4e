import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { reallocate } from '#lib/server/audits/audits.useCases.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { as } from '../fixtures/builders.ts';
import { aTeam, type Fault, type Member, type Team } from './aTeam.ts';

const runs = Number(process.env.SCENARIO_RUNS ?? 100);

const questions = ['CJ2.1', 'CJ2.2', 'CJ2.3'] as const;
const values = {
	'CJ2.1': ['yes', 'no', 'partly'],
	'CJ2.2': ['good', 'inadequate'],
	'CJ2.3': ['achieved', 'drifting']
} as const;
const tablet = fc.nat(2);
const fault: fc.Arbitrary<Fault> = fc.constantFrom('lost request', 'lost answer', 'sent twice', 'server killed');
const act = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({ do: fc.constant('answer' as const), tablet, question: fc.nat(2), value: fc.nat(2) })
	},
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('sync' as const), tablet }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('goOffline' as const), tablet }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('comeBack' as const), tablet }) },
	{
		weight: 3,
		arbitrary: fc.record({ do: fc.constant('fault' as const), tablet, fault, path: fc.constantFrom('push', 'pull') })
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('submit' as const), tablet }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const), tablet }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('reallocate' as const), tablet }) }
);
type Act = typeof act extends fc.Arbitrary<infer Made> ? Made : never;

/** The team stays, the audits are new: Ada's two tablets, and Cora's, whom it may be given to and taken from again. */
async function play(
	team: Team,
	cora: Member,
	audit: RecordRef & { kind: 'audit' },
	acts: readonly Act[]
): Promise<number> {
	const { server, ada, adaElsewhere, ruth } = team;
	const hands = [ada, adaElsewhere, cora];
	for (const hand of hands) expect(await hand.comesBack()).toBe('done');
	let saved = 0;
	let holder = ada.person.id;
	for (const one of acts) {
		const hand = must(hands[one.tablet], 'a tablet');
		const session =
			['answer', 'submit', 'settle'].includes(one.do) && (await hand.shows(audit)) !== null
				? await hand.audit(audit)
				: null;
		if (one.do === 'answer' && session !== null) {
			const question = must(questions[one.question], 'a question');
			const value: AnswerValue = values[question][one.value % values[question].length] ?? 'na';
			if ((await session.answer(question, value)).ok) saved += 1;
		}
		if (one.do === 'submit' && session !== null) {
			const done = session.record.head.state === 'submitted' ? session.withdraw('Not yet') : session.submit('So far');
			if ((await done).ok) saved += 1;
		}
		const [conflict] = session?.conflicts ?? [];
		if (one.do === 'settle' && session !== null && conflict !== undefined) {
			if ((await session.resolveConflict(conflict.key, 'value')).ok) saved += 1;
		}
		await session?.close();
		if (one.do === 'sync') await hand.syncs();
		if (one.do === 'goOffline') hand.goesOffline();
		if (one.do === 'comeBack') await hand.comesBack();
		if (one.do === 'fault') hand.faults.push({ path: one.path as 'push', fault: one.fault });
		if (one.do === 'reallocate') {
			const to = holder === ada.person.id ? cora.person.id : ada.person.id;
			const given = await reallocate(server.acting(ruth.person), { auditId: audit.id, auditor: to, reason: 'Leave' });
			if (given.ok) holder = to;
		}
	}
	for (const hand of hands) hand.faults.length = 0;
	for (let round = 0; round < 2; round += 1) for (const hand of hands) expect(await hand.comesBack()).toBe('done');
	await ruth.syncs();
	await holdsTrue(team, cora, audit, holder, saved);
	return saved;
}

async function holdsTrue(
	{ ada, adaElsewhere, ruth, history }: Team,
	cora: Member,
	audit: RecordRef,
	holder: string,
	saved: number
) {
	const hands = [ada, adaElsewhere, cora];
	for (const hand of hands) expect(await hand.waiting(), 'nothing waits any more').toBe(0);
	const rows = (await history(audit)).filter(({ client_id }) => client_id !== null);
	const logged = new Map(rows.map((row) => [row.change_id, row.log_seq]));
	expect(logged.size, 'I1: each change saved is in history or parked').toBe(saved);
	expect(new Set(rows.map(({ change_id, log_seq }) => `${change_id ?? ''} ${log_seq}`)).size, 'I1: once').toBe(saved);
	for (const client of new Set(rows.map(({ client_id }) => client_id))) {
		const own = rows.filter(({ client_id }) => client_id === client).map(({ n }) => n ?? 0);
		expect(own, 'I3: in the order of n').toEqual([...own].sort((a, b) => a - b));
	}
	const truth = await ruth.shows(audit);
	expect(truth).not.toBeNull();
	for (const hand of hands) {
		const isTheirs = hand.person.id === holder;
		const shown = await hand.shows(audit);
		if (isTheirs) expect(shown, 'I2: the same record at the same version').toEqual(truth);
		else expect(shown, 'I4, I8: not theirs, so not here').toBeNull();
	}
}

/** A tablet reads what it keeps until a backup has it: after some histories the team starts afresh. */
const perTeam = 10;

test(`I1–I4, I7, I8: in ${String(runs)} short histories of three tablets and a bad network nothing is lost, doubled, different or leaked`, async () => {
	let saved = 0;
	let played = 0;
	let world: { team: Team; cora: Member } | null = null;
	await fc.assert(
		fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
			if (world === null || played % perTeam === 0) {
				const team = await aTeam();
				world = { team, cora: await team.join(await team.server.person([as('auditor')], { name: 'Cora Lind' })) };
			}
			played += 1;
			const { team, cora } = world;
			const { record } = await team.server.audit({ auditor: team.ada.person.id, state: 'allocated', worker: null });
			saved += await play(team, cora, record as RecordRef & { kind: 'audit' }, acts);
			expect(await verifyLog(team.database.db)).toMatchObject({ ok: true });
		}),
		{ numRuns: runs, seed: Number(process.env.SCENARIO_SEED ?? 20261123), endOnFailure: true }
	);
	expect(saved).toBeGreaterThan(runs);
}, 3_600_000);
