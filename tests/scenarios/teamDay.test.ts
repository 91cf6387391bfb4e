import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { reallocate } from '#lib/server/audits/audits.useCases.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { listParked } from '#lib/server/parked/parked.useCases.ts';
import { as } from '../fixtures/builders.ts';
import { aTeam, type Team } from './aTeam.ts';

test('M1: two tablets answer different questions without signal, and both answers stand, in no conflict', async () => {
	const { ada, adaElsewhere, audit, everyoneSyncs } = await aTeam();
	ada.goesOffline();
	adaElsewhere.goesOffline();
	await ada.answers(audit, 'CJ2.1', 'yes');
	await adaElsewhere.answers(audit, 'CJ2.3', 'drifting');
	expect([await ada.waiting(), await adaElsewhere.waiting()]).toEqual([1, 1]);
	await ada.comesBack();
	await adaElsewhere.comesBack();
	await everyoneSyncs();
	const shown = await ada.shows(audit);
	expect(shown?.fields).toEqual({ 'answer/CJ2.1': 'yes', 'answer/CJ2.3': 'drifting' });
	expect(await adaElsewhere.shows(audit)).toEqual(shown);
});

test('M2: two tablets answer one question differently; both values are shown on both until one chooses, and both agree', async () => {
	const { ada, adaElsewhere, audit, everyoneSyncs, history } = await aTeam();
	ada.goesOffline();
	adaElsewhere.goesOffline();
	await ada.answers(audit, 'CJ2.1', 'yes');
	await adaElsewhere.answers(audit, 'CJ2.1', 'no');
	await ada.comesBack();
	await adaElsewhere.comesBack();
	await everyoneSyncs();
	const both = { value: 'no', other: [expect.objectContaining({ value: 'yes' }) as unknown] };
	for (const tablet of [ada, adaElsewhere]) expect((await tablet.shows(audit))?.fields['answer/CJ2.1']).toEqual(both);

	const session = await ada.audit(audit);
	expect(session.conflicts).toHaveLength(1);
	expect(await session.resolveConflict('answer/CJ2.1', 'other')).toMatchObject({ ok: true });
	await everyoneSyncs();
	for (const tablet of [ada, adaElsewhere])
		expect((await tablet.shows(audit))?.fields).toEqual({ 'answer/CJ2.1': 'yes' });
	expect((await history(audit)).map(({ value }) => value)).toEqual(['"yes"', '"no"', expect.anything()]);
});

test.each(['lost request', 'lost answer', 'sent twice', 'server killed'] as const)(
	'I1, I7: a push with its %s is in history once',
	async (fault) => {
		const { ada, audit, everyoneSyncs, history, database } = await aTeam();
		await ada.answers(audit, 'CJ2.1', 'yes');
		await ada.answers(audit, 'CJ2.3', 'achieved');
		ada.faults.push({ path: 'push', fault });
		await ada.syncs();
		if (fault === 'lost request' || fault === 'server killed') expect(await history(audit)).toEqual([]);
		if (fault !== 'sent twice') expect(await ada.waiting()).toBe(2);
		await everyoneSyncs();
		expect(await ada.waiting()).toBe(0);
		expect((await history(audit)).map(({ key, n }) => [key, n])).toEqual([
			['answer/CJ2.1', 1],
			['answer/CJ2.3', 2]
		]);
		expect(await verifyLog(database.db)).toEqual({ ok: true, entries: 2 });
	}
);

test('M3: a tablet whose clock is five hours fast wins nothing by it', async () => {
	const { ada, adaElsewhere, audit, everyoneSyncs } = await aTeam();
	adaElsewhere.clockOff = 5 * 3_600_000;
	await adaElsewhere.answers(audit, 'CJ2.1', 'no');
	await adaElsewhere.syncs();
	await ada.syncs();
	await ada.answers(audit, 'CJ2.1', 'partly');
	await everyoneSyncs();
	expect((await adaElsewhere.shows(audit))?.fields).toEqual({ 'answer/CJ2.1': 'partly' });
});

test('W6, I4: an audit given to someone else is gone from the tablet; unsent work on it is parked, and seen by its author and QA', async () => {
	const { server, ada, ruth, audit, join } = await aTeam();
	const cora = await join(await server.person([as('auditor')], { name: 'Cora Lind' }));
	await ada.answers(audit, 'CJ2.1', 'yes');
	await ada.syncs();
	ada.goesOffline();
	await ada.answers(audit, 'CJ2.3', 'achieved');
	const given = await reallocate(server.acting(ruth.person), {
		auditId: audit.id,
		auditor: cora.person.id,
		reason: 'Ada is on leave'
	});
	expect(given).toMatchObject({ ok: true });
	await ada.comesBack();
	await ada.syncs();
	expect(await ada.shows(audit)).toBeNull();
	expect(await must(ada.tablet.unlocked ?? undefined, 'open').open.base(audit)).toBeNull();
	await expectParked({ server, ruth }, ada, 'NO_PERMISSION');
	await cora.syncs();
	expect((await cora.shows(audit))?.fields).toEqual({ 'answer/CJ2.1': 'yes' });
});

test('P9: an answer that comes after the audit was submitted is parked, and seen by its author and QA', async () => {
	const { server, ada, adaElsewhere, ruth, audit, everyoneSyncs } = await aTeam();
	adaElsewhere.goesOffline();
	await adaElsewhere.answers(audit, 'CJ2.3', 'drifting');
	await ada.answers(audit, 'CJ2.1', 'yes');
	expect(await (await ada.audit(audit)).submit('All that could be read was read.')).toMatchObject({ ok: true });
	await ada.syncs();
	await adaElsewhere.comesBack();
	await everyoneSyncs();
	await expectParked({ server, ruth }, adaElsewhere, 'RECORD_LOCKED');
	const shown = await ada.shows(audit);
	expect(shown?.fields).not.toHaveProperty('answer/CJ2.3');
	for (const tablet of [adaElsewhere, ruth]) expect(await tablet.shows(audit)).toEqual(shown);
});

test('a loop goes round without signal: raised, accepted, done, verified, and everyone is told the same', async () => {
	const { ada, ben, priya, ruth, audit, everyoneSyncs } = await aTeam();
	ada.goesOffline();
	const raised = await (
		await ada.audit(audit)
	).raiseAction({
		level: 'child',
		finding: 'The first core group was late.',
		what: 'Set dates at the conference itself',
		difference: 'The plan starts within ten working days.',
		owner: ben.person.id,
		dueOn: '2026-04-01'
	});
	const id = must(raised.actionId, 'an action');
	const action = { kind: 'action', id } as const;
	await ada.comesBack();
	await ben.syncs();
	ben.goesOffline();
	expect(await (await ben.action(id)).accept()).toMatchObject({ ok: true });
	expect(await (await ben.action(id)).complete('The dates stand in the minutes.')).toMatchObject({ ok: true });
	await ben.comesBack();
	await ada.syncs();
	const verdict = { verdict: 'verified', note: 'Read in the minutes', difference: 'Yes' } as const;
	expect(await (await ada.action(id)).verify(verdict)).toMatchObject({ ok: true });
	await everyoneSyncs();
	const shown = await ada.shows(action);
	expect(shown?.fields.state).toBe('verified');
	for (const member of [ben, priya, ruth]) expect(await member.shows(action)).toEqual(shown);
});

test('nobody verifies their own work: an owner’s verdict is refused on the tablet and on the server', async () => {
	const { ada, ben, audit, everyoneSyncs } = await aTeam();
	const text = {
		finding: 'Late.',
		what: 'Set dates',
		difference: 'On time.',
		dueOn: '2026-04-01',
		level: 'child'
	} as const;
	const raised = await (await ada.audit(audit)).raiseAction({ ...text, owner: ben.person.id });
	const id = must(raised.actionId, 'an action');
	await everyoneSyncs();
	await (await ben.action(id)).accept();
	await (await ben.action(id)).complete('Done.');
	expect(await (await ben.action(id)).verify({ verdict: 'verified', note: 'I saw it' })).toMatchObject({
		ok: false,
		problem: { code: 'NO_PERMISSION' }
	});
});

test('S5: two tabs share one outbox: each change has its own number, and each is sent once', async () => {
	const { ada, audit, everyoneSyncs, history } = await aTeam();
	const tab = await ada.opensAnotherTab();
	ada.goesOffline();
	tab.goesOffline();
	const questions = ['CJ2.1', 'CJ2.2', 'CJ2.3', 'CJ2.4', 'CJ1.1', 'CJ2.9'];
	const values = ['yes', 'good', 'drifting', 4, 'safe', 'x'];
	await Promise.all(
		questions
			.slice(0, 5)
			.map((question, at) => (at % 2 === 0 ? ada : tab).answers(audit, question, must(values[at], 'a value')))
	);
	expect([await ada.waiting(), await tab.waiting()]).toEqual([5, 5]);
	await Promise.all([ada.comesBack(), tab.comesBack()]);
	await everyoneSyncs();
	expect((await history(audit)).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
	expect(Object.keys((await tab.shows(audit))?.fields ?? {})).toHaveLength(5);
	expect(await tab.shows(audit)).toEqual(await ada.shows(audit));
});

/** I12: what was parked is listed for its author and for the QA manager, online and on their tablets. */
async function expectParked(
	{ server, ruth }: Pick<Team, 'server' | 'ruth'>,
	author: Team['ada'],
	code: string
): Promise<void> {
	for (const person of [author.person, ruth.person]) {
		expect((await listParked(server.acting(person))).map(({ head }) => head.code)).toEqual([code]);
	}
	for (const member of [author, ruth]) {
		await member.syncs();
		const unlocked = must(member.tablet.unlocked ?? undefined, 'open');
		const kinds = (await unlocked.open.summaries()).filter(({ record }) => record.kind === 'parked');
		expect(kinds).toHaveLength(1);
	}
}
