import { expect, test } from 'vitest';
import { suggestionFor } from '#lib/domain/audits/suggestion.ts';
import { readAlertLogs } from '#lib/domain/alerts/AlertLog.ts';
import { pathwayOf } from '#lib/domain/alerts/pathway.ts';
import type { RecordedStage, StageOutcome } from '#lib/domain/alerts/pathwayStages.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { AuditHead, AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { askAboutAlerts } from '#lib/server/alerts/askAboutAlerts.ts';
import { listAlerts } from '#lib/server/alerts/alerts.useCases.ts';
import { readConfig } from '#lib/server/config.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { saveTeam } from '#lib/server/people/teams.repository.ts';
import { insertLeave, saveAuditorRow } from '#lib/server/programme/register.repository.ts';
import { actOnline } from '#lib/server/records/actOnline.ts';
import { findRecord } from '#lib/server/records/records.repository.ts';
import { as, north } from '../fixtures/builders.ts';
import { aTeam, type Member } from './aTeam.ts';

/** A council in the week of Easter 2026: the team's manager is away, and somebody stands in for her. */
async function aCouncil() {
	const team = await aTeam();
	const { server, database, audit, join } = team;
	server.clock.now = Date.parse('2026-04-02T14:00:00.000Z');
	const joan = await server.person([as('service-manager', { service: north.service })], { name: 'Joan Castell' });
	const idrisHimself = await server.person([as('head-of-service', { service: north.service })], { name: 'Idris Bell' });
	const director = await server.person([as('director')], { name: 'Mary Lund' });
	const devHerself = await server.person([as('practitioner')], { name: 'Dev Hart' });
	const priya = team.priya.person;
	await saveTeam(database.db, { id: north.team, name: 'Riverside', service: north.service, manager: priya.id });
	await database.transaction(async (trx) => {
		await saveAuditorRow(trx, priya.id, { capacity: 2, trainedFor: null, isModerator: false, deputy: devHerself.id });
		await insertLeave(trx, priya.id, { id: crypto.randomUUID(), from: '2026-03-30', to: '2026-04-10' });
	});
	const names = new Map([
		[priya.id, 'Priya'],
		[joan.id, 'Joan'],
		[idrisHimself.id, 'Idris'],
		[director.id, 'Mary'],
		[devHerself.id, 'Dev'],
		[team.ruth.person.id, 'Ruth']
	]);
	const at = (moment: string) => void (server.clock.now = Date.parse(`2026-${moment}:00.000Z`));

	/** What the server asks of whom when its clockwork comes round. */
	async function asked(): Promise<string[]> {
		const before = new Set((await log()).entries.map(({ id }) => id));
		const call = { database, config: readConfig({}), now: server.clock.now, signal: new AbortController().signal };
		await askAboutAlerts.run({ ...call, stillMine: async () => undefined });
		return (await log()).entries.flatMap((entry) =>
			entry.entry === 'asked' && !before.has(entry.id)
				? [`${entry.stage}: ${names.get(entry.person) ?? '?'}, ${entry.because}`]
				: []
		);
	}
	async function record(): Promise<AuditRecord> {
		return must((await findRecord(database.db, audit))?.state, 'the audit') as AuditRecord;
	}
	async function log() {
		return must(readAlertLogs((await record()).fields)[0], 'the alert');
	}
	async function stage(id: string) {
		const { head } = await record();
		const facts = { submittedAt: head.submittedAt ?? null };
		const pathway = pathwayOf(await log(), facts, new Date(server.clock.now).toISOString());
		return must(
			pathway.stages.find((one) => one.stage === id),
			id
		);
	}
	const online = async (person: Person, name: string, args: object) =>
		actOnline(server.acting(person), { record: audit, name, args: { id: (await log()).id, ...args } });
	/** Offline on a tablet, then back: what was written there arrives. */
	async function onTablet(
		member: Member,
		name: Parameters<Awaited<ReturnType<Member['audit']>>['addToAlert']>[0],
		args: object
	) {
		await member.syncs();
		member.goesOffline();
		const session = await member.audit(audit);
		const alert = must(session.audit.alerts[0], 'the alert on this tablet').id;
		const saved = await session.addToAlert(name, { id: alert, ...args } as never);
		await session.close();
		expect(saved.ok, name).toBe(true);
		await member.comesBack();
	}
	const records = (stageId: RecordedStage, outcome: StageOutcome) => ({
		stage: stageId,
		outcome,
		note: 'Written down.'
	});
	const dev = await join(devHerself);
	const idris = await join(idrisHimself);
	return { ...team, joan, director, dev, idris, at, asked, record, log, stage, online, onTablet, records };
}

const check = { contact: 'seen', note: 'Seen at her gran’s.', why: 'The adult has left.', reference: 'CN 14' };

test('from an alert raised without signal to practice that lasted, over two rounds and every bank holiday between', async () => {
	const {
		ada,
		audit,
		at,
		asked,
		database,
		dev,
		director,
		idris,
		joan,
		log,
		online,
		onTablet,
		priya,
		record,
		records,
		ruth,
		server,
		stage
	} = await aCouncil();

	// 0. Thursday before Easter: no signal. Ada raises it, leaves a message, then reaches somebody by phone.
	await ada.syncs();
	ada.goesOffline();
	const session = await ada.audit(audit);
	const { alertId } = await session.raiseAlert({
		concern: 'An adult who must not be alone with her moved back in.',
		question: 'CJ1.1'
	});
	await session.tellAlert(alertId, 'Priya Raman', 'Left a message');
	expect(session.record.head.openAlerts).toBe(1);
	await session.tellAlert(alertId, 'Joan Castell', 'Spoke by phone');
	await session.close();
	expect((await record()).head.openAlerts).toBe(0);

	// It arrives on the Tuesday; its clocks count from the Thursday. Priya is away: Dev is asked in her place.
	at('04-07T09:30');
	await ada.comesBack();
	expect(await stage('acknowledged')).toMatchObject({
		state: 'due',
		dueAt: expect.stringMatching(/^2026-04-07T10:00/)
	});
	expect(await asked()).toEqual(
		expect.arrayContaining(['acknowledged: Dev, away', 'safety-check: Dev, away', 'head-told: Idris, first'])
	);
	expect(await asked()).toEqual([]);

	// 1. The clock runs out at eleven: Joan is asked as well. Dev acknowledges on her tablet, though no role of hers reaches here.
	at('04-07T10:05');
	expect(await asked()).toEqual(['acknowledged: Joan, late']);
	await onTablet(dev, 'alert.acknowledge', {});
	expect(await stage('acknowledged')).toMatchObject({ state: 'done', wasLate: true });

	// 2. Not safe at first: the alert cannot be closed. Then safe; Joan accepts it, and the cap lifts.
	await onTablet(dev, 'alert.check', { ...check, outcome: 'not-safe' });
	expect(await online(joan, 'alert.close', { outcome: 'resolved', reason: 'x' })).toMatchObject({ ok: false });
	at('04-07T14:00');
	await onTablet(dev, 'alert.check', { ...check, outcome: 'safe' });
	const held = await ada.audit(audit);
	const suggestion = (of: typeof held) => suggestionFor(of.audit, ada.person.id, '2026-04-07');
	expect(held.record.head.openAlerts).toBe(1);
	await held.close();
	expect(await online(joan, 'alert.close', { outcome: 'resolved', reason: 'She is with her gran.' })).toMatchObject({
		ok: true
	});
	expect((await record()).head).toMatchObject({ openAlerts: 0, openPathways: 1 });
	await ada.syncs();
	const lifted = await ada.audit(audit);
	expect(lifted.record.head.openAlerts).toBe(0);
	expect(suggestion(lifted).caps.flatMap(({ causes }) => causes.map(({ by }) => by))).not.toContain('open-alert');

	// 3. Idris reads it, on his tablet, offline. 4. Ada submits; he moderates, within five working days of that.
	await onTablet(idris, 'alert.read', {});
	expect(await stage('head-told')).toMatchObject({ state: 'done', wasLate: false });
	at('04-08T10:00');
	await lifted.submit('The plan does not keep her safe.');
	await lifted.close();
	await ada.syncs();
	expect(await stage('moderation')).toMatchObject({ state: 'due', dueAt: '2026-04-15T16:00:00.000Z' });
	await onTablet(idris, 'alert.record', records('moderation', 'agreed'));

	// 5. Ada writes the meeting down. 6. Priya is back on the Monday, the last day for the plan.
	await onTablet(ada, 'alert.record', records('reflective-meeting', 'held'));
	at('04-13T10:00');
	await onTablet(priya, 'alert.record', records('remedial-plan', 'made'));
	expect(await stage('remedial-plan')).toMatchObject({ state: 'done', wasLate: false });

	// 7. and 8. Done after the early May holiday; Priya cannot verify her own, Joan can.
	expect((await stage('actions-done')).dueAt).toBe('2026-05-12T16:00:00.000Z');
	at('05-05T10:00');
	await onTablet(priya, 'alert.record', records('actions-done', 'done'));
	expect(await online(priya.person, 'alert.record', records('verified', 'verified'))).toMatchObject({ ok: false });
	at('05-08T10:00');
	expect(await asked()).toEqual(expect.arrayContaining(['verified: Joan, first']));
	expect(await online(joan, 'alert.record', records('verified', 'verified'))).toMatchObject({ ok: true });

	// 9. and 10. Six weeks later it is still Inadequate: the director decides within a working day, and the plan is made anew.
	expect((await stage('re-audit')).dueAt).toBe('2026-06-19T16:00:00.000Z');
	at('06-18T10:00');
	expect(await asked()).toEqual(['re-audit: Ruth, first']);
	await onTablet(ruth, 'alert.record', records('re-audit', 'inadequate'));
	expect(await asked()).toEqual(['still-inadequate: Mary, first']);
	at('06-19T10:00');
	expect(await online(director, 'alert.record', records('still-inadequate', 'decided'))).toMatchObject({ ok: true });
	expect(await asked()).toEqual(['remedial-plan: Priya, first']);

	// The second round. Nobody makes the plan in time: it goes up a rung a working day.
	at('06-26T16:30');
	expect(await asked()).toEqual(['remedial-plan: Joan, late']);
	at('06-29T16:30');
	expect(await asked()).toEqual(['remedial-plan: Idris, late']);
	await onTablet(priya, 'alert.record', records('remedial-plan', 'made'));
	await onTablet(priya, 'alert.record', records('actions-done', 'done'));
	await online(joan, 'alert.record', records('verified', 'verified'));
	at('08-07T10:00');
	await onTablet(ruth, 'alert.record', records('re-audit', 'better'));

	// 11. Three months on, asked for a fortnight before: it has lasted. Nothing is left to do.
	expect(await stage('sustained')).toMatchObject({ state: 'due', dueAt: '2026-11-06T17:00:00.000Z' });
	expect((await asked()).filter((one) => one.startsWith('sustained'))).toEqual([]);
	at('10-23T17:00');
	expect(await asked()).toEqual(['sustained: Ruth, first']);
	at('11-05T10:00');
	await onTablet(ruth, 'alert.record', records('sustained', 'yes'));
	const { head } = await record();
	expect(head).toMatchObject({ openAlerts: 0, openPathways: 0 } satisfies Partial<AuditHead>);
	expect(await asked()).toEqual([]);

	// Dev, asked to stand in, sees the case no more; those in the line no longer carry it; the chain of the log stands.
	await dev.syncs();
	expect(await dev.shows(audit)).toBeNull();
	expect((await log()).entries.filter(({ entry }) => entry === 'checked')).toHaveLength(2);
	expect(await listAlerts(server.acting(joan))).toMatchObject({ open: [], after: [] });
	expect(await verifyLog(database.db)).toMatchObject({ ok: true });
});

test('the auditor online and the manager offline: what the manager wrote on the tablet arrives when it can, and is not refused for it', async () => {
	const { ada, at, audit, joan, online, priya, record, server } = await aCouncil();
	at('04-01T13:00');
	const session = await ada.audit(audit);
	const { alertId } = await session.raiseAlert({ concern: 'Nobody has visited.', question: 'CJ1.1' });
	await session.close();
	await ada.syncs();
	await priya.syncs();
	priya.goesOffline();
	const here = await priya.audit(audit);
	await here.addToAlert('alert.acknowledge', { id: alertId });
	await here.addToAlert('alert.check', { id: alertId, ...check, contact: 'seen', outcome: 'not-safe' });
	await here.close();
	// Meanwhile, without hers: somebody closes it as an error.
	expect(await online(joan, 'alert.close', { outcome: 'in-error', reason: 'Another child’s file.' })).toMatchObject({
		ok: true
	});
	expect((await record()).head.openAlerts).toBe(0);
	await priya.comesBack();
	expect((await record()).head).toMatchObject({ openAlerts: 1, openPathways: 1 });
	expect(await priya.waiting()).toBe(0);
	expect((await listAlerts(server.acting(joan))).open).toHaveLength(1);
});
