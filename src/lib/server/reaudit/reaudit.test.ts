import { expect, test } from 'vitest';
import { readAlertLogs } from '#lib/domain/alerts/AlertLog.ts';
import type { AuditHead, AuditRecord, Field, Json } from '#lib/domain/changes/RecordState.ts';
import { as, noon, north, type TestServer } from '../../../../tests/fixtures/builders.ts';
import { followPathways } from '../alerts/followPathways.ts';
import { readConfig } from '../config.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { updatePerson } from '../people/people.repository.ts';
import { aProgramme } from '../programme/aProgramme.fixture.ts';
import { findRecord, updateRecord } from '../records/records.repository.ts';
import { reauditDay } from './makeReaudits.ts';
import { listAgain } from './reaudit.repository.ts';

const dayMs = 86_400_000;
const submittedAt = new Date(noon).toISOString();

forEachDatabase((open) => {
	async function world() {
		const { server, qa, ada, ben, cat } = await aProgramme(await open(), { children: 4 });
		const day = (days: number) =>
			reauditDay({ database: server.database, now: noon + days * dayMs, newSeed: () => '417-dipper' });
		return { server, qa, ada, ben, cat, day };
	}

	const field = (value: Json, by: string): Field => ({ ver: 1, value, by, at: submittedAt, client: null });
	function weak(
		server: TestServer,
		auditor: string,
		more: Partial<AuditHead> = {},
		fields: Record<string, Field> = {}
	) {
		return server.audit(
			{
				state: 'submitted',
				submittedAt,
				grade: 'inadequate',
				auditor,
				worker: null,
				caseRef: '9X-7',
				...north,
				...more
			},
			{ [`grade/CJ2/${auditor}`]: field({ grade: 'inadequate', reason: '' }, auditor), ...fields }
		);
	}
	const verified = (server: TestServer, audit: AuditRecord) =>
		server.action({
			audit: audit.record.id,
			caseRef: '9X-7',
			state: 'verified',
			raisedAt: submittedAt,
			stateSince: submittedAt
		});

	async function submits({ database }: TestServer, audit: AuditRecord, grade: string, at: number) {
		const head: AuditHead = { ...audit.head, state: 'submitted', submittedAt: new Date(at).toISOString(), grade };
		await database.transaction((trx) => updateRecord(trx, { ...audit, ver: 2, head }, [], at));
	}

	test('P17: the same child, the same sections, somebody else, once; and three months after it was better once more', async () => {
		const { server, ada, day } = await world();
		const first = await weak(server, ada.id);
		await verified(server, first);
		expect(await day(1)).toMatchObject({ followed: 1, made: 1 });
		expect(await day(1)).toMatchObject({ made: 0 });
		const [again, ...others] = await listAgain(server.database.db, first);
		expect(others).toEqual([]);
		expect(again?.head).toMatchObject({ caseRef: '9X-7', sections: ['CJ2'], dueOn: '2026-04-23', route: 're-audit' });
		expect(again?.head.auditor).not.toBe(ada.id);
		if (again === undefined) throw new Error('no audit');
		await submits(server, again, 'good', noon + 40 * dayMs);
		expect(await day(41)).toMatchObject({ made: 0 });
		expect(await day(120)).toMatchObject({ made: 1 });
		expect((await listAgain(server.database.db, first)).map(({ head }) => head.again?.why)).toEqual([
			're-audit',
			'sustained'
		]);
	});

	test('whoever audited the child before does it only where there is nobody else', async () => {
		const { server, ada, ben, cat, qa, day } = await world();
		const first = await weak(server, ada.id);
		await verified(server, first);
		const gone = { status: 'deactivated', email: null, phone: null } as const;
		for (const one of [ben, cat]) await updatePerson(server.database.db, { ...one, ...gone });
		await updatePerson(server.database.db, { ...qa, grants: [as('administrator')], email: null, phone: null });
		expect(await day(1)).toEqual({ workingDay: true, nobody: true });
		const board = await server.person([as('head-of-service')]);
		await updatePerson(server.database.db, { ...board, team: north.team, email: null, phone: null });
		// The head of service sits in the child's own team, so they may not: the first auditor does it again.
		expect(await day(1)).toMatchObject({ made: 1 });
		expect((await listAgain(server.database.db, first))[0]?.head.auditor).toBe(ada.id);
	});

	test('moderation’s grade counts: changed to Good, nothing follows', async () => {
		const { server, ada, day } = await world();
		await weak(server, ada.id, { moderated: { grade: 'good', at: submittedAt, by: crypto.randomUUID() } });
		expect(await day(81)).toMatchObject({ followed: 0, made: 0 });
	});

	test('the alert’s own log is written from the records: second grade, actions, the later audit', async () => {
		const { server, ada, qa, day } = await world();
		const alert = crypto.randomUUID();
		const log = (value: Json) => field(value, qa.id);
		const first = await weak(
			server,
			ada.id,
			{ openAlerts: 1, openPathways: 1, moderated: { grade: 'inadequate', at: submittedAt, by: alert } },
			{
				[`alert/${alert}`]: field({ concern: 'Nobody has visited.' }, ada.id),
				[`alert/${alert}/log/a`]: log({ entry: 'acknowledged' }),
				[`alert/${alert}/log/b`]: log({
					entry: 'checked',
					outcome: 'safe',
					contact: 'seen',
					note: '',
					why: '',
					reference: null
				}),
				[`alert/${alert}/log/c`]: log({
					entry: 'stage',
					stage: 'remedial-plan',
					outcome: 'made',
					note: '',
					reference: null
				})
			}
		);
		await verified(server, first);
		const follow = () =>
			followPathways.run({
				...{ database: server.database, config: readConfig({}), now: server.clock.now },
				...{ signal: new AbortController().signal, stillMine: () => Promise.resolve() }
			});
		expect(await follow()).toMatchObject({ audits: 1, written: 3 });
		expect(await follow()).toMatchObject({ written: 0 });
		await day(1);
		const [again] = await listAgain(server.database.db, first);
		if (again === undefined) throw new Error('no audit');
		await submits(server, again, 'good', noon + 30 * dayMs);
		server.clock.now = noon + 30 * dayMs;
		expect(await follow()).toMatchObject({ written: 1 });
		const kept = (await findRecord(server.database.db, first.record))?.state as AuditRecord;
		const stages = readAlertLogs(kept.fields)[0]?.entries.flatMap((entry) =>
			entry.entry === 'stage' && entry.by === 'dipper' ? [[entry.stage, entry.outcome]] : []
		);
		expect(stages).toEqual([
			['moderation', 'agreed'],
			['actions-done', 'done'],
			['verified', 'verified'],
			['re-audit', 'better']
		]);
		const tablet = await server.tablet(qa);
		await tablet.pulls();
		expect(tablet.holding(first.record)?.head).toMatchObject({ openPathways: 1 });
	});
});
