import { expect, test } from 'vitest';
import type { AuditHead, RecordState } from '#lib/domain/changes/RecordState.ts';
import { isWorkingDay } from '#lib/domain/calendar/workingDays.ts';
import { chanceFrom } from '#lib/domain/programme/councils.fixture.ts';
import { countCompletion } from '#lib/domain/programme/completion.ts';
import { wholeCaseload } from '#lib/domain/programme/Activity.ts';
import { makeSeed } from '#lib/domain/sampling/seed.ts';
import { addDays } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { deactivatePerson } from '../people/people.useCases.ts';
import { saveTeam } from '../people/teams.repository.ts';
import { lockRecord, updateRecord } from '../records/records.repository.ts';
import { as, north, south, type TestServer } from '../../../../tests/fixtures/builders.ts';
import { anActivity, aProgramme, valueOf } from './aProgramme.fixture.ts';
import { saveActivity } from './activities.useCases.ts';
import { findDueAudits, listChases, type DueAudit } from './chasing.repository.ts';
import { readCompletion } from './completion.useCases.ts';
import { listRuns } from './programme.repository.ts';
import { noteLeave } from './register.useCases.ts';
import { programmeDay } from './runProgramme.ts';

const year = { from: '2026-04-01', to: '2027-03-31' };

/**
 * B 8.3: two QA posts vacant, and one council's audits stopped. Here both QA managers leave before the year begins, an
 * auditor leaves in the summer and another is away all autumn; nobody allocates or chases anything by hand.
 */
test('a year with two QA posts vacant: it allocates, covers, chases, and tells what is done of what is due', async () => {
	const { server, qa, ada, ben } = await aProgramme(await testDatabase(), { children: 200 });
	const { database } = server;
	const acting = server.acting(qa);
	const secondQa = await server.person([as('qa-manager')]);
	const director = await server.person([as('director')]);
	const managers = [
		await server.person([as('team-manager', north), as('auditor')], { team: north.team }),
		await server.person([as('team-manager', south), as('auditor')], { team: south.team })
	];
	for (let extra = 0; extra < 6; extra += 1) await server.person([as('auditor')], { team: north.team });
	for (const [index, place] of [north, south].entries())
		await saveTeam(database.db, {
			id: place.team,
			name: ['Riverside', 'Hillside'][index] ?? '',
			service: place.service,
			manager: managers[index]?.id ?? null
		});
	const startsOn = year.from;
	const lines = [
		anActivity({ name: '25 plans', number: 25, period: 'half-year', days: 20, startsOn }),
		anActivity({
			name: 'Contacts',
			number: 2,
			period: 'week',
			days: 5,
			startsOn,
			cases: { ...wholeCaseload, months: 0, groupsBy: null }
		}),
		anActivity({
			name: 'Child journey',
			roles: ['team-manager'],
			number: 2,
			share: 'each',
			days: 20,
			restMonths: [8],
			startsOn
		})
	];
	for (const line of lines) valueOf(await saveActivity(acting, null, line));
	const admin = server.acting(await server.person([as('administrator')]));
	for (const { id } of [qa, secondQa]) await deactivatePerson(admin, id);

	const chance = chanceFrom(2026);
	const sum = { moved: 0, stuck: 0, given: 0, chased: 0, days: 0 };
	for (let today = year.from; today <= year.to; today = addDays(today, 1)) {
		server.clock.now = Date.parse(`${today}T05:15:00.000Z`);
		if (today === '2026-07-15') await deactivatePerson(admin, ada.id);
		if (today === '2026-09-01') await noteLeave(server.acting(director), ben.id, { from: today, to: '2026-12-31' });
		const told = await programmeDay({
			database,
			now: server.clock.now,
			newSeed: () => makeSeed(Math.floor(chance() * 2 ** 32))
		});
		if (!isWorkingDay(today)) continue;
		sum.days += 1;
		for (const key of ['moved', 'stuck', 'given', 'chased'] as const) sum[key] += Number(told[key]);
		await workADay(server, chance, today);
	}

	const completion = countCompletion(await readCompletion(server.acting(director), year), year, year.to);
	console.info(
		`A year without a QA manager: ${completion.done} audits done of ${completion.due} due, ${completion.late} late; ` +
			`${sum.given} allocated on ${sum.days} working days, ${sum.moved} given on, ${sum.chased} reminders.`
	);
	const runs = await listRuns(database.db);
	expect(runs.filter(({ state }) => state === 'out')).toHaveLength(2 + 53 + 11);
	expect(sum.given).toBe(runs.reduce((all, run) => all + run.given, 0));
	expect(sum).toMatchObject({ stuck: 0, given: 2 * 25 + 53 * 2 + 11 * 4 });
	const fallDue = await findDueAudits(database.db, { from: year.from, to: '2027-12-31' });
	expect(fallDue).toHaveLength(sum.given);
	expect(completion.due).toBeGreaterThan(sum.given - 10);
	expect(completion.done / completion.due).toBeGreaterThan(0.85);
	expect(sum.moved).toBeGreaterThan(0);
	const steps = new Set((await listChases(database.db)).map(({ step }) => step));
	expect([...steps].sort()).toEqual(['director', 'late', 'service', 'soon', 'team']);
	const open = await findDueAudits(database.db, null);
	expect(open.filter(({ auditor }) => auditor === ada.id || auditor === qa.id)).toEqual([]);
}, 240_000);

/** Most submit in the days before it is due; a few let it go, and some of those for weeks. */
async function workADay(server: TestServer, chance: () => number, today: string): Promise<void> {
	for (const audit of await findDueAudits(server.database.db, null)) {
		const share = audit.dueOn >= today ? 0.2 : 0.08;
		if (chance() < share) await submit(server, audit);
	}
}

async function submit({ database, clock }: TestServer, { id }: DueAudit): Promise<void> {
	await database.transaction(async (trx) => {
		const found = must(await lockRecord(trx, database.kind, { kind: 'audit', id }), id);
		const audit = found.state as RecordState<'audit'>;
		const head: AuditHead = { ...audit.head, state: 'submitted', submittedAt: new Date(clock.now).toISOString() };
		await updateRecord(trx, { ...audit, ver: audit.ver + 1, head }, [], clock.now);
	});
}
