import { expect, test } from 'vitest';
import { findingStates } from '#lib/domain/findings/Finding.ts';
import type { AuditRecord, Field, Json } from '#lib/domain/changes/RecordState.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import {
	aPerson,
	as,
	aServer,
	aTemplate,
	noon,
	north,
	south,
	type TestServer
} from '../../../../tests/fixtures/builders.ts';
import { readConfig } from '../config.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { actOnline } from '../records/actOnline.ts';
import { updateRecord } from '../records/records.repository.ts';
import { publishShipped } from '../templates/templates.useCases.ts';
import {
	answerFindings,
	listThemes,
	readTheme,
	seeFindings,
	setFindingsAside,
	takeUpAgain
} from './findings.useCases.ts';
import { gatherFindings } from './gatherFindings.ts';

const submittedAt = new Date(noon - 3_600_000).toISOString();

function aThemedTemplate() {
	const small = aTemplate({ id: 'tagged' });
	const tag = (section: (typeof small.sections)[number]) => ({
		...section,
		questions: section.questions.map((one) => ({ ...one, themes: ['oversight'] }))
	});
	return { ...small, sections: small.sections.map(tag) };
}

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		await publishShipped(server.database, [aTemplate(), aThemedTemplate()], noon);
		const qa = await server.person([as('qa-manager')]);
		const auditor = await server.person([as('auditor')]);
		const run = () =>
			gatherFindings.run({
				database: server.database,
				config: readConfig({}),
				now: server.clock.now,
				signal: new AbortController().signal,
				stillMine: () => Promise.resolve()
			});
		return { server, qa, auditor, run, audit: (more = {}) => submitted(server, auditor, more) };
	}

	let cases = 0;
	function submitted(server: TestServer, auditor: Person, more: Record<string, unknown> = {}): Promise<AuditRecord> {
		cases += 1;
		const { fields = {}, ...head } = more as { fields?: Record<string, Json> };
		const field = (value: Json): Field => ({ ver: 1, value, by: auditor.id, at: submittedAt, client: null });
		const written = { 'answer/CJ2.1': 'no', ...fields };
		return server.audit(
			{
				...{ auditor: auditor.id, worker: null, state: 'submitted', submittedAt, template: { id: 'tagged', ver: 1 } },
				...{ caseRef: `9X-${cases}`, ...north, ...head }
			},
			Object.fromEntries(Object.entries(written).map(([key, value]) => [key, field(value)]))
		);
	}

	const wish = (findings: readonly string[], owner: string) => ({
		...{ theme: 'oversight', findings, level: 'team' as const, owner, dueOn: '2026-06-01' },
		...{ says: 'Three children.', what: 'Supervise monthly', difference: 'Drift is seen.' }
	});

	test('findings of three audits gather under one theme, and gathered again are the same', async () => {
		const { server, qa, run, audit } = await world();
		for (let one = 0; one < 3; one += 1) await audit();
		expect(await run()).toEqual({ audits: 3, findings: 3 });
		const before = await seeFindings(server.acting(qa));
		expect(await run()).toEqual({ audits: 0, findings: 0 });
		expect(await seeFindings(server.acting(qa))).toEqual(before);
		expect(await listThemes(server.acting(qa))).toMatchObject([{ theme: 'oversight', children: 3, repeats: true }]);
	});

	test('P17: one action answers them all, its owner’s tablet brings it, and each is accounted for to the end', async () => {
		const { server, qa, run, audit } = await world();
		const owner = await server.person([as('team-manager', north)]);
		for (let one = 0; one < 3; one += 1) await audit();
		await run();
		const ids = (await readTheme(server.acting(qa), 'oversight')).map(({ id }) => id);
		const made = await answerFindings(server.acting(qa), wish(ids, owner.id));
		if (!made.ok) throw new Error(made.problem.code);
		const states = async () => [...new Set((await seeFindings(server.acting(qa))).map(({ state }) => state))];
		expect(await states()).toEqual(['in-hand']);
		expect(await seeFindings(server.acting(qa), { action: made.value })).toHaveLength(3);
		const tablet = await server.tablet(owner);
		await tablet.pulls();
		const record = { kind: 'action' as const, id: made.value };
		expect(tablet.holding(record)?.head).toMatchObject({ theme: 'oversight', findings: 3, ...north });
		await tablet.sends({ name: 'action.complete', record, args: { note: 'Done.', evidence: [] } });
		const verdict = { verdict: 'verified', note: 'Seen.', difference: 'Drift is seen.' };
		expect((await actOnline(server.acting(qa), { record, name: 'action.verify', args: verdict })).ok).toBe(true);
		expect(await states()).toEqual(['verified']);
	});

	test('an action raised in the audit answers the answer beside it at once', async () => {
		const { server, qa, auditor, run, audit } = await world();
		const about = await audit();
		await run();
		const tablet = await server.tablet(auditor);
		await tablet.pulls();
		const raised = {
			level: 'child',
			finding: 'No plan',
			what: 'Plan',
			difference: 'Known',
			owner: qa.id,
			dueOn: '2026-04-01'
		};
		await tablet.sends({
			name: 'action.raise',
			record: about.record,
			args: { id: crypto.randomUUID(), ...raised, question: 'CJ2.1' }
		});
		expect(await run()).toMatchObject({ audits: 1 });
		expect(await seeFindings(server.acting(qa))).toMatchObject([{ key: 'answer/CJ2.1', state: 'in-hand' }]);
	});

	test('an action that was there before answers a finding for as long as the auditor relies on it', async () => {
		const { server, qa, auditor, run, audit } = await world();
		const [about, there] = [await audit(), await server.action({ ...north, owner: qa.id })];
		const rely = async (relied: boolean) => {
			const args = { question: 'CJ2.1', action: there.record.id, relied };
			const done = await actOnline(server.acting(auditor), { record: about.record, name: 'action.rely', args });
			expect(done.ok).toBe(true);
			await run();
		};
		await run();
		expect(await seeFindings(server.acting(qa))).toMatchObject([{ state: 'waiting' }]);
		await rely(true);
		expect(await seeFindings(server.acting(qa), { action: there.record.id })).toMatchObject([{ state: 'in-hand' }]);
		await rely(false);
		expect(await seeFindings(server.acting(qa))).toMatchObject([{ state: 'waiting', actions: [] }]);
	});

	test('what is set aside, with a reason, waits no longer, and again once it is taken up', async () => {
		const { server, qa, run, audit } = await world();
		await audit();
		await run();
		const [one] = await seeFindings(server.acting(qa));
		const chosen = { theme: 'oversight', findings: [one?.id ?? ''] };
		expect(await setFindingsAside(server.acting(qa), { ...chosen, why: ' ' })).toMatchObject({ ok: false });
		expect(await setFindingsAside(server.acting(qa), { ...chosen, why: 'The team was closed.' })).toMatchObject({
			ok: true
		});
		expect(await seeFindings(server.acting(qa))).toMatchObject([
			{ state: 'set-aside', setAside: { by: qa.id, why: 'The team was closed.' } }
		]);
		// Gathered again, the decision stands.
		await server.database.transaction((trx) =>
			trx
				.updateTable('finding_audit')
				.set({ ver: 0 })
				.execute()
				.then(() => undefined)
		);
		await run();
		expect(await seeFindings(server.acting(qa))).toMatchObject([{ state: 'set-aside' }]);
		await takeUpAgain(server.acting(qa), chosen);
		expect(await seeFindings(server.acting(qa))).toMatchObject([{ state: 'waiting' }]);
	});

	test('a withdrawn audit takes its findings with it; submitted again they stand with what was done about them', async () => {
		const { server, qa, run, audit } = await world();
		const about = await audit();
		await run();
		const save = (head: object, ver: number) =>
			server.database.transaction((trx) =>
				updateRecord(trx, { ...about, ver, head: { ...about.head, ...head } }, [], server.clock.now)
			);
		const [before] = await seeFindings(server.acting(qa));
		await setFindingsAside(server.acting(qa), { theme: 'oversight', findings: [before?.id ?? ''], why: 'Known.' });
		await save({ state: 'begun' }, 2);
		await run();
		expect(await seeFindings(server.acting(qa))).toMatchObject([{ id: before?.id, state: 'withdrawn' }]);
		await save({ state: 'submitted' }, 3);
		await run();
		expect(await seeFindings(server.acting(qa))).toMatchObject([{ id: before?.id, state: 'set-aside' }]);
	});

	test('W10: a manager sees and answers the findings of their own place alone', async () => {
		const { server, run, audit } = await world();
		const tm = await server.person([as('team-manager', south)]);
		await audit();
		await audit({ ...south, caseRef: '9X-south' });
		await run();
		const seen = await seeFindings(server.acting(tm));
		expect(seen.map(({ caseRef }) => caseRef)).toEqual(['9X-south']);
		const rows = await server.database.db.selectFrom('finding').select('id').execute();
		const all = rows.map(({ id }) => id);
		expect(await answerFindings(server.acting(tm), wish(all, tm.id))).toMatchObject({
			problem: { code: 'findings.not-there' }
		});
		await expect(
			setFindingsAside(server.acting(tm), { theme: 'oversight', findings: all, why: 'x' })
		).rejects.toThrow();
		await expect(seeFindings(server.acting(aPerson([as('board')])))).rejects.toThrow();
	});

	test.each([
		['findings.none-chosen', { findings: [] }],
		['findings.says-missing', { says: ' ' }],
		['findings.what-missing', { what: '' }],
		['findings.difference-missing', { difference: '' }],
		['findings.due-wrong', { dueOn: '2026-03-12' }],
		['findings.due-wrong', { dueOn: null }],
		['findings.owner-missing', { owner: crypto.randomUUID() }]
	])('%s: %o is told and makes nothing', async (code, more) => {
		const { server, qa, run, audit } = await world();
		await audit();
		await run();
		const [one] = await seeFindings(server.acting(qa));
		const asked = { ...wish([one?.id ?? ''], qa.id), ...more };
		expect(await answerFindings(server.acting(qa), asked)).toMatchObject({ ok: false, problem: { code } });
		expect((await seeFindings(server.acting(qa)))[0]?.state).toBe('waiting');
	});

	test('an action cannot be given to someone who has left', async () => {
		const { server, qa, run, audit } = await world();
		const gone = await server.person([as('team-manager', north)], { status: 'deactivated' });
		await audit();
		await run();
		const ids = (await seeFindings(server.acting(qa))).map(({ id }) => id);
		expect(await answerFindings(server.acting(qa), wish(ids, gone.id))).toMatchObject({
			problem: { code: 'findings.owner-missing' }
		});
		expect(findingStates).toContain((await seeFindings(server.acting(qa)))[0]?.state);
	});
});
