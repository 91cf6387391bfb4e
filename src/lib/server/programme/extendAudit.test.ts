import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { saveTeam } from '../people/teams.repository.ts';
import { as, aServer, north, south } from '../../../../tests/fixtures/builders.ts';
import { id } from '../../../../tests/fixtures/records.ts';
import { addPracticeWeek, listPracticeWeeks, takeOutPracticeWeek } from './activities.useCases.ts';
import { chaseAudits } from './chaseAudits.ts';
import { listExtensions } from './chasing.repository.ts';
import { listLate, readCompletion, readVacancies } from './completion.useCases.ts';
import { coverAudits } from './coverAudits.ts';
import { extendAudit } from './extendAudit.ts';
import { byAuthorityOf } from './goOut.ts';
import { readReminders } from './readReminders.ts';
import { noteLeave, saveTraining } from './register.useCases.ts';

const span = { from: '2026-03-01', to: '2026-03-31' };

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const { db } = server.database;
		const manager = await server.person([as('team-manager', north)], { name: 'Priya Raman', team: north.team });
		const other = await server.person([as('team-manager', south)], { name: 'Tom Ashdown', team: south.team });
		await saveTeam(db, { id: north.team, name: 'Riverside', service: north.service, manager: manager.id });
		const qa = await server.person([as('qa-manager')]);
		const director = await server.person([as('director')]);
		const ada = await server.person([as('auditor')], { team: north.team });
		const ben = await server.person([as('auditor')], { team: south.team });
		const audit = await server.audit({ auditor: ada.id, dueOn: '2026-03-11', state: 'begun', ...south });
		const wish = { auditId: audit.record.id, dueOn: '2026-03-18', reason: 'The worker is off sick' };
		return { server, db, manager, other, qa, director, ada, ben, audit, wish };
	}

	test('a line manager gives their own auditor a week, and the tablet has the new date', async () => {
		const { server, db, manager, ada, audit, wish } = await world();
		expect(await extendAudit(server.acting(manager), wish)).toEqual({ ok: true, value: null });
		expect(await listExtensions(db, audit.record.id)).toMatchObject([
			{ from: '2026-03-11', to: '2026-03-18', agreedBy: manager.id, reason: wish.reason }
		]);
		const tablet = await server.tablet(ada);
		await tablet.pulls();
		expect(tablet.holding(audit.record)?.head).toMatchObject({ dueOn: '2026-03-18', state: 'begun' });
		expect(await extendAudit(server.acting(manager), { ...wish, dueOn: '2026-03-25' })).toMatchObject({
			problem: { code: 'extension.too-long' }
		});
	});

	test('longer is for those who keep the programme; another team’s manager and the auditor give nothing', async () => {
		const { server, qa, other, ada, wish } = await world();
		await expect(extendAudit(server.acting(other), wish)).rejects.toThrow();
		await expect(extendAudit(server.acting(ada), wish)).rejects.toThrow();
		await expect(extendAudit(server.acting(qa), { ...wish, auditId: id(99) })).rejects.toThrow();
		expect(await extendAudit(server.acting(qa), { ...wish, dueOn: '2026-04-30' })).toMatchObject({ ok: true });
	});

	test('a late audit is chased up the auditor’s own line, each step once, past whoever is away', async () => {
		const { server, manager, director, ada, ben, qa } = await world();
		const at = (days: number) => ({ database: server.database, now: server.clock.now + days * 86_400_000 });
		expect([await chaseAudits(at(0)), await chaseAudits(at(0)), await chaseAudits(at(1))]).toEqual([1, 0, 0]);
		await noteLeave(server.acting(qa), manager.id, { from: '2026-03-16', to: '2026-03-17' });
		expect(await chaseAudits(at(4))).toBe(1);
		await saveTraining(server.acting(qa), ada.id, {
			capacity: 12,
			trainedFor: null,
			isModerator: false,
			deputy: ben.id
		});
		expect(await chaseAudits(at(14))).toBe(1);
		const remindsOn = (who: Person, days: number) => readReminders({ ...server.acting(who), now: at(days).now });
		expect(await remindsOn(ada, 0)).toEqual({ own: { soon: 0, late: 1 }, others: 0 });
		expect(await remindsOn(director, 14)).toEqual({ own: { soon: 0, late: 0 }, others: 1 });
		expect(await remindsOn(ben, 14)).toEqual({ own: { soon: 0, late: 0 }, others: 0 });
		expect(await remindsOn({ ...director, status: 'deactivated' }, 14)).toMatchObject({ others: 0 });
		const [late] = await listLate(server.acting(qa));
		expect(late?.chases.map(({ step, to }) => [step, to])).toEqual([
			['director', director.id],
			['team', director.id],
			['late', ada.id]
		]);
		expect(await listLate(server.acting(manager))).toHaveLength(1);
	});

	test('of someone away until well past the date the deputy takes it over, with all that was done', async () => {
		const { server, qa, ada, ben, audit } = await world();
		const cat = await server.person([as('auditor')]);
		const training = { capacity: 12, trainedFor: null, isModerator: false, deputy: cat.id };
		await saveTraining(server.acting(qa), ada.id, training);
		await noteLeave(server.acting(qa), ada.id, { from: '2026-03-12', to: '2026-05-29' });
		const programme = server.acting(byAuthorityOf(qa));
		expect(await coverAudits(programme)).toEqual({ moved: 1, stranded: 0 });
		expect(await coverAudits(programme)).toEqual({ moved: 0, stranded: 0 });
		const tablet = await server.tablet(cat);
		await tablet.pulls();
		expect(tablet.holding(audit.record)?.head).toMatchObject({ auditor: cat.id, state: 'begun', dueOn: '2026-03-19' });
		await noteLeave(server.acting(qa), cat.id, { from: '2026-03-12', to: '2026-05-29' });
		for (const one of [ben, qa])
			await saveTraining(server.acting(qa), one.id, { ...training, capacity: 0, deputy: null });
		const managers = await readVacancies(server.acting(qa));
		expect(managers).toMatchObject([{ auditor: cat.id, open: 1 }]);
	});

	test('a manager counts their own people’s audits and their own children’s; those who keep it count all', async () => {
		const { server, manager, other, qa, ben } = await world();
		await server.audit({ auditor: ben.id, dueOn: '2026-03-20', state: 'submitted', team: null, service: null });
		const count = async (who: typeof qa) => (await readCompletion(server.acting(who), span)).length;
		expect([await count(qa), await count(manager), await count(other)]).toEqual([2, 1, 2]);
		await expect(readCompletion(server.acting(ben), span)).rejects.toThrow();
		await expect(readVacancies(server.acting(manager))).rejects.toThrow();
	});

	test('practice weeks are put on the calendar and taken off', async () => {
		const { server, qa, manager } = await world();
		const acting = server.acting(qa);
		const week = { theme: 'Neglect', from: '2026-09-28', to: '2026-10-02' };
		expect(await addPracticeWeek(acting, week)).toMatchObject({ ok: true });
		expect(await addPracticeWeek(acting, { ...week, theme: ' ' })).toMatchObject({
			problem: { code: 'week.theme-missing' }
		});
		expect(await addPracticeWeek(acting, { ...week, to: '2026-09-27' })).toMatchObject({
			problem: { code: 'week.range' }
		});
		expect(await addPracticeWeek(acting, { ...week, to: '2026-10-12' })).toMatchObject({
			problem: { code: 'week.range' }
		});
		expect(await addPracticeWeek(acting, { ...week, to: '' })).toMatchObject({
			problem: { code: 'register.not-a-day' }
		});
		await expect(addPracticeWeek(server.acting(manager), week)).rejects.toThrow();
		const [kept] = await listPracticeWeeks(acting);
		expect(kept).toMatchObject(week);
		await takeOutPracticeWeek(acting, kept?.id ?? '');
		expect(await listPracticeWeeks(acting)).toEqual([]);
	});
});
