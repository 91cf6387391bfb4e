import { expect, test } from 'vitest';
import { as, aServer, noon, north, south } from '../../../../tests/fixtures/builders.ts';
import { readAlertLogs } from '#lib/domain/alerts/AlertLog.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { AuditHead, AuditRecord, PersonHead } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { insertLeave, saveAuditorRow } from '../programme/register.repository.ts';
import { actOnline } from '../records/actOnline.ts';
import { listCarried } from '../records/carriedRecords.ts';
import { refreshDirectory } from '../records/directory.ts';
import { readRecord } from '../records/readRecord.ts';
import { findRecord } from '../records/records.repository.ts';
import { listAlerts, readAlert } from './alerts.useCases.ts';
import { askAboutAlerts } from './askAboutAlerts.ts';
import { listAway } from './away.repository.ts';

const never = new AbortController().signal;
const hour = 3_600_000;

/** Thursday noon: an alert on a child of the north, raised online by its auditor, and everyone in the line. */
async function aCouncil(database: Database) {
	const server = await aServer(database);
	const people = {
		auditor: await server.person([as('auditor')]),
		manager: await server.person([as('team-manager', { team: north.team })]),
		elsewhere: await server.person([as('team-manager', { team: south.team })]),
		joan: await server.person([as('service-manager', { service: north.service })]),
		idris: await server.person([as('head-of-service', { service: north.service })]),
		qa: await server.person([as('qa-manager')]),
		deputy: await server.person([as('practitioner')])
	};
	const { record } = await server.audit({ auditor: people.auditor.id, state: 'begun' });
	const alert = crypto.randomUUID();
	const act = (person: Person, name: string, args: object = {}, of = record) =>
		actOnline(server.acting(person), { record: of, name, args: { id: alert, ...args } });
	await act(people.auditor, 'alert.raise', { concern: 'Nobody has visited.' });
	const run = (more: object = {}) =>
		askAboutAlerts.run({
			database,
			config: readConfig({}),
			now: server.clock.now,
			signal: never,
			stillMine: () => Promise.resolve(),
			...more
		});
	const audit = async () => must((await findRecord(database.db, record))?.state, 'the audit') as AuditRecord;
	const asked = async () =>
		(readAlertLogs((await audit()).fields)[0]?.entries ?? []).flatMap((entry) =>
			entry.entry === 'asked' ? [`${entry.stage} ${entry.person} ${entry.because}`] : []
		);
	return { ...server, ...people, record, alert, act, run, current: audit, asked };
}

const safe = { outcome: 'safe', contact: 'seen', note: 'Seen.', why: 'With her gran.' };

forEachDatabase((open) => {
	test('whom it asks stands in the log, the head, the history and the chain; run again it asks nobody', async () => {
		const council = await aCouncil(await open());
		const { manager, idris, database, record } = council;
		expect(await council.run()).toEqual({ audits: 1, asked: 5 });
		const first = await council.current();
		expect(await council.asked()).toContain(`acknowledged ${manager.id} first`);
		expect(await council.asked()).toContain(`head-told ${idris.id} first`);
		expect(first.head.asked).toContainEqual({ person: manager.id, as: 'team-manager' });
		expect(await council.run()).toEqual({ audits: 1, asked: 0 });
		expect(await council.current()).toEqual(first);
		const kept = await database.db
			.selectFrom('record_history')
			.select(['by_id', 'key'])
			.where('id', '=', record.id)
			.where('name', '=', 'alert.ask')
			.execute();
		expect(kept).toHaveLength(5);
		expect(new Set(kept.map(({ by_id: by }) => by))).toEqual(new Set(['dipper']));
		expect(await verifyLog(database.db)).toMatchObject({ ok: true });
	});

	test('rung by rung over the night and the weekend, whoever ran when: one run on Monday asks what many would have', async () => {
		const often = await aCouncil(await open());
		for (let at = 0; at <= 96; at += 4) {
			often.clock.now = noon + at * hour;
			await often.run();
		}
		const before = await often.asked();
		often.clock.now = noon + 96 * hour;
		expect(await often.run()).toMatchObject({ asked: 0 });
		expect(before).toContain(`acknowledged ${often.joan.id} late`);
		expect(before).toContain(`acknowledged ${often.idris.id} late`);
		expect(before).toContain(`acknowledged ${often.qa.id} late`);
		expect(new Set(before).size).toBe(before.length);
		expect(before.filter((one) => one.includes(often.elsewhere.id))).toEqual([]);
	});

	test('a run that is stopped or has lost its lease writes nothing of that audit, and the next goes on', async () => {
		const council = await aCouncil(await open());
		const lost = council.run({ stillMine: () => Promise.reject(new Error('another process has taken the job')) });
		await expect(lost).rejects.toThrow('another process');
		expect(await council.asked()).toEqual([]);
		const stopped = new AbortController();
		stopped.abort();
		expect(await council.run({ signal: stopped.signal })).toMatchObject({ asked: 0 });
		expect(await council.run()).toMatchObject({ asked: 5 });
	});

	test('a stand-in is asked, finds the audit, acts in that place, and loses sight of it at the end', async () => {
		const council = await aCouncil(await open());
		const { database, deputy, manager, joan, record, acting, clock } = council;
		const carried = async () =>
			(await listCarried(database.db, deputy, clock.now)).filter(({ record: one }) => one.kind === 'audit');
		await database.transaction(async (trx) => {
			await saveAuditorRow(trx, manager.id, { capacity: 1, trainedFor: null, isModerator: false, deputy: deputy.id });
			await insertLeave(trx, manager.id, { id: crypto.randomUUID(), from: '2026-03-09', to: '2026-03-13' });
			await insertLeave(trx, manager.id, { id: crypto.randomUUID(), from: '2026-01-05', to: '2026-01-09' });
		});
		expect(await listAway(database.db, '2026-03-12')).toEqual([
			{ person: manager.id, from: '2026-03-09', until: '2026-03-13', standIn: deputy.id }
		]);
		await refreshDirectory(database, clock.now);
		const entry = await readRecord(acting(deputy), { kind: 'person', id: manager.id });
		expect((entry.head as PersonHead).away).toEqual([{ from: '2026-03-09', until: '2026-03-13', standIn: deputy.id }]);

		expect(await carried()).toEqual([]);
		await council.run();
		expect(await council.asked()).toContain(`acknowledged ${deputy.id} away`);
		expect(await carried()).toHaveLength(1);
		expect(await council.act(deputy, 'alert.check', safe)).toMatchObject({ ok: true });
		expect(await council.act(deputy, 'answer.set', { question: 'CJ2.1', value: 'yes' })).toMatchObject({ ok: false });
		expect(await council.act(joan, 'alert.close', { outcome: 'in-error', reason: 'Another file.' })).toMatchObject({
			ok: true
		});
		expect(await carried()).toEqual([]);
		expect(await council.act(deputy, 'alert.tell', { whom: 'x', how: 'y' })).toMatchObject({ ok: false });
		expect((await findRecord(database.db, record))?.state.head).toMatchObject({ openPathways: 0 });
	});

	test('the list: open alerts late first, what comes after them, and Inadequates until each reader has opened them', async () => {
		const council = await aCouncil(await open());
		const { acting, joan, idris, elsewhere, auditor, manager, record, alert, clock } = council;
		const { record: inadequate } = await council.audit({
			state: 'submitted',
			grade: 'inadequate',
			submittedAt: '2026-03-12T09:00:00.000Z'
		});
		await council.audit({ state: 'submitted', grade: 'good', submittedAt: '2026-03-12T09:00:00.000Z' });
		await council.run();

		const list = await listAlerts(acting(manager));
		expect(list.open.map(({ auditId, isAsked }) => [auditId, isAsked])).toEqual([[record.id, true]]);
		expect((await listAlerts(acting(joan))).open[0]?.isAsked).toBe(false);
		expect((await listAlerts(acting(idris))).inadequate).toMatchObject([{ id: inadequate.id, isOpened: false }]);
		await readRecord(acting(idris), inadequate);
		expect((await listAlerts(acting(idris))).inadequate).toMatchObject([{ isOpened: true }]);
		expect((await listAlerts(acting(joan))).inadequate).toMatchObject([{ isOpened: false }]);
		expect(await listAlerts(acting(elsewhere))).toEqual({ open: [], after: [], inadequate: [] });
		await expect(listAlerts(acting(auditor))).rejects.toMatchObject({ status: 403 });

		await council.act(manager, 'alert.check', safe);
		await council.act(joan, 'alert.close', { outcome: 'resolved', reason: 'She is with her gran.' });
		expect(await listAlerts(acting(joan))).toMatchObject({ open: [], after: [{ log: { id: alert } }] });
		clock.now += 40 * 24 * hour;
		expect((await listAlerts(acting(idris))).inadequate).toEqual([]);
	});

	test('one alert: what each may do about it, and nothing for who may not see it', async () => {
		const council = await aCouncil(await open());
		const { acting, auditor, manager, elsewhere, record, alert } = council;
		const acts = async (person: Person) =>
			(await readAlert(acting(person), record.id, alert)).acts.map((one) => one.act);
		expect(await acts(manager)).toEqual(['acknowledge', 'check', 'read']);
		expect(await acts(auditor)).toEqual([]);
		await expect(readAlert(acting(elsewhere), record.id, alert)).rejects.toMatchObject({ status: 404 });
		await expect(readAlert(acting(manager), record.id, crypto.randomUUID())).rejects.toMatchObject({ status: 404 });
		expect((await council.current()).head).toMatchObject({
			openAlerts: 1,
			openPathways: 1
		} satisfies Partial<AuditHead>);
	});
});
