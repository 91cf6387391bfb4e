import { expect, test } from 'vitest';
import type { AuditRecord, Field, Json, ModerationRecord } from '#lib/domain/changes/RecordState.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { as, aServer, noon, north, type TestServer } from '../../../../tests/fixtures/builders.ts';
import { readConfig } from '../config.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { updatePerson } from '../people/people.repository.ts';
import { insertLeave } from '../programme/register.repository.ts';
import { findRecord } from '../records/records.repository.ts';
import { queueModerations } from './queueModerations.ts';

const submittedAt = new Date(noon - 3_600_000).toISOString();

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const auditor = await server.person([as('auditor')]);
		const mo = await server.person([as('moderator')]);
		const audit = (grade = 'inadequate', more = {}) => submitted(server, auditor, grade, more);
		const run = () =>
			queueModerations.run({
				database: server.database,
				config: readConfig({}),
				now: server.clock.now,
				signal: new AbortController().signal,
				stillMine: () => Promise.resolve()
			});
		return { server, auditor, mo, audit, run };
	}

	async function submitted(server: TestServer, auditor: Person, grade: string, more = {}): Promise<AuditRecord> {
		const field = (value: Json): Field => ({ ver: 1, value, by: auditor.id, at: submittedAt, client: null });
		return server.audit(
			{ auditor: auditor.id, worker: null, state: 'submitted', submittedAt, grade, ...north, ...more },
			{
				'answer/CJ1.1': field('concern'),
				[`grade/CJ2/${auditor.id}`]: field({ grade, reason: 'A private reason.' }),
				[`grade/overall/${auditor.id}`]: field({ grade, reason: '' }),
				submission: field({ why: 'Secret sentences.', grade, pinned: {} })
			}
		);
	}

	const changed = (server: TestServer, person: Person, more: Partial<Person>) =>
		updatePerson(server.database.db, { ...person, email: null, phone: null, ...more });

	async function moderations({ database }: TestServer): Promise<ModerationRecord[]> {
		const rows = await database.db.selectFrom('record').select('id').where('kind', '=', 'moderation').execute();
		const found = await Promise.all(rows.map(({ id }) => findRecord(database.db, { kind: 'moderation', id })));
		return found.flatMap((one) => (one === null ? [] : [one.state as ModerationRecord]));
	}
	async function only(server: TestServer): Promise<ModerationRecord> {
		const [one] = await moderations(server);
		if (one === undefined) throw new Error('there is no moderation');
		return one;
	}
	const graded = (record: { kind: string; id: string }, grade: string, section = 'overall') => ({
		name: 'moderation.grade',
		record,
		args: { section, grade, reason: 'As seen.' }
	});
	const decided = (record: { kind: string; id: string }, grade: string) => ({
		name: 'moderation.decide',
		record,
		args: { grade, reason: 'We talked.', auditQuality: 'good' }
	});

	test('P16: an audit is chosen once, however often and after whatever the job runs', async () => {
		const { server, mo, audit, run } = await world();
		await audit('inadequate');
		await audit('na');
		expect(await run()).toMatchObject({ considered: 2, chosen: 1 });
		expect(await run()).toMatchObject({ considered: 0, chosen: 0, given: 0 });
		const { head } = await only(server);
		expect(head).toMatchObject({ state: 'waiting', moderator: mo.id, dueOn: '2026-03-26' });
	});

	test('P16: blind on the tablet, uncovered by the grade, decided with a reason, told on the audit', async () => {
		const { server, auditor, mo, audit, run } = await world();
		const about = await audit('requires-improvement');
		await run();
		const tablet = await server.tablet(mo);
		const before = JSON.stringify(await tablet.pulls());
		expect(before).toContain(about.head.caseRef);
		expect(before).not.toMatch(/private reason|Secret sentences|requires-improvement|first-three|overridden/);
		const { record } = await only(server);
		expect(await tablet.sends(graded(record, 'inadequate', 'CJ2'), graded(record, 'inadequate'))).toMatchObject([
			{ st: 'applied' },
			{ st: 'applied' }
		]);
		const after = JSON.stringify(await tablet.pulls());
		expect(after).toContain('A private reason.');
		expect(tablet.holding(record)?.head).toMatchObject({ state: 'graded', first: 'requires-improvement' });
		expect(await tablet.sends(decided(record, 'inadequate'))).toMatchObject([{ st: 'applied' }]);
		const kept = await findRecord(server.database.db, about.record);
		expect(kept?.state.head).toMatchObject({
			grade: 'requires-improvement',
			moderated: { grade: 'inadequate', by: record.id }
		});
		const theirs = await server.tablet(auditor);
		await theirs.pulls();
		expect(theirs.holding(record)?.head).toMatchObject({ final: 'inadequate', second: 'inadequate' });
	});

	test('P16: nobody who was shown the first grade enters a blind one, though they are asked to', async () => {
		const { server, mo, audit, run } = await world();
		const about = await audit();
		await run();
		const tablet = await server.tablet(mo);
		await tablet.pulls();
		const { record } = await only(server);
		// They came to see it: for a day they managed the team.
		await changed(server, mo, { grants: [as('moderator'), as('team-manager', north)] });
		const managing = await server.tablet({ ...mo, grants: [as('moderator'), as('team-manager', north)] });
		await managing.pulls();
		expect(managing.holding(about.record)).toBeDefined();
		expect(await managing.sends(graded(record, 'good'))).toMatchObject([{ st: 'parked', code: 'NO_PERMISSION' }]);
		// And though they may not see it any more: what was seen was seen.
		expect(await tablet.sends(graded(record, 'good'))).toMatchObject([{ st: 'parked', code: 'NO_PERMISSION' }]);
		const { fields, head } = await only(server);
		expect(head.state).toBe('waiting');
		expect([...fields.keys()].some((key) => key.startsWith('grade/') || key === 'first')).toBe(false);
	});

	test('who has seen it is relieved of it, and who never saw it is asked', async () => {
		const { server, mo, audit, run } = await world();
		await audit();
		await run();
		const other = await server.person([as('moderator')]);
		await changed(server, mo, { status: 'deactivated' });
		expect(await run()).toMatchObject({ given: 1 });
		expect((await only(server)).head.moderator).toBe(other.id);
		expect(await run()).toMatchObject({ given: 0, nobody: 0 });
	});

	test('where nobody may it waits for nobody, and is given to the first who comes', async () => {
		const { server, mo, audit, run } = await world();
		await changed(server, mo, { grants: [as('moderator'), as('qa-manager')] });
		await audit();
		expect(await run()).toMatchObject({ chosen: 1, nobody: 1 });
		expect((await only(server)).head.moderator).toBeNull();
		const other = await server.person([as('moderator')]);
		expect(await run()).toMatchObject({ given: 1 });
		expect((await only(server)).head.moderator).toBe(other.id);
	});

	test('leave past the due date hands it on', async () => {
		const { server, mo, audit, run } = await world();
		await audit();
		await run();
		const other = await server.person([as('moderator')]);
		await server.database.transaction((trx) =>
			insertLeave(trx, mo.id, { id: crypto.randomUUID(), from: '2026-03-20', to: '2026-04-10' })
		);
		await run();
		expect((await only(server)).head.moderator).toBe(other.id);
	});

	test('an audit taken back takes its second grade with it, and submitted again is chosen anew', async () => {
		const { server, auditor, audit, run } = await world();
		const about = await audit();
		await run();
		const tablet = await server.tablet(auditor);
		await tablet.sends({ name: 'audit.withdraw', record: about.record, args: { reason: 'Something missed.' } });
		expect(await run()).toMatchObject({ withdrawn: 1 });
		await tablet.sends({ name: 'audit.submit', record: about.record, args: { why: 'Now whole.' } });
		expect(await run()).toMatchObject({ chosen: 1 });
		expect((await moderations(server)).map(({ head }) => head.state).sort()).toEqual(['waiting', 'withdrawn']);
	});

	test('two grades apart is for a panel of two who agree; one alone settles nothing', async () => {
		const { server, mo, audit, run } = await world();
		await audit('outstanding');
		await run();
		const { record } = await only(server);
		await (await server.tablet(mo)).sends(graded(record, 'inadequate'));
		expect((await only(server)).head.state).toBe('panel');
		const qa = await server.person([as('qa-manager')]);
		const lead = await server.person([as('director')]);
		expect(await (await server.tablet(mo)).sends(decided(record, 'good'))).toMatchObject([{ code: 'RECORD_LOCKED' }]);
		expect(await (await server.tablet(qa)).sends(decided(record, 'inadequate'))).toMatchObject([{ st: 'applied' }]);
		expect((await only(server)).head.state).toBe('panel');
		expect(await (await server.tablet(lead)).sends(decided(record, 'inadequate'))).toMatchObject([{ st: 'applied' }]);
		expect((await only(server)).head).toMatchObject({ state: 'decided', final: 'inadequate', first: 'outstanding' });
	});
});
