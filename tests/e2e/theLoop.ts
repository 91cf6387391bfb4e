import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import { isWorkingDay } from '#lib/domain/calendar/workingDays.ts';
import { usualImpactRule } from '#lib/domain/impact/judgeImpact.ts';
import { auditingRoles, wholeCaseload } from '#lib/domain/programme/Activity.ts';
import { usualEntry } from '#lib/domain/programme/RegisterEntry.ts';
import { addDays, dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { readConfig } from '#lib/server/config.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { gatherFindings } from '#lib/server/findings/gatherFindings.ts';
import { impactDay } from '#lib/server/impact/checkImpact.ts';
import { findChecks, listSampleAudits } from '#lib/server/impact/impact.repository.ts';
import { findPersonByUsername, listPeople } from '#lib/server/people/people.repository.ts';
import { goOut } from '#lib/server/programme/goOut.ts';
import { saveAuditorRow } from '#lib/server/programme/register.repository.ts';
import { actOnline } from '#lib/server/records/actOnline.ts';
import { findRecord } from '#lib/server/records/records.repository.ts';

/**
 * What a quarter of a year brings that nobody waits for in a test: the other audits of a sample, which their auditors
 * answer through the same engine as any tablet, and the mornings on which the server looks back, by their own dates.
 */
export const gap = 'T30.3';
export const sampleName = 'Entry to care, this month';
const team = 'Riverside';

/** So many children of one team to one auditor, in the short form. Answers with their audits. */
export async function giveSample(database: Database, template: string, number: number): Promise<string[]> {
	const now = Date.now();
	const qa = must(await findPersonByUsername(database.db, 'qa@demo.example'), 'the QA manager');
	const auditor = must(await findPersonByUsername(database.db, 'auditor@demo.example'), 'the auditor');
	const entry = { capacity: 60, trainedFor: null, isModerator: false, deputy: usualEntry.deputy };
	await database.transaction((trx) => saveAuditorRow(trx, auditor.id, entry));
	const gone = await goOut(
		{ database, person: qa, now },
		{
			name: sampleName,
			template,
			roles: [...auditingRoles],
			number,
			share: 'together',
			cases: { ...wholeCaseload, teams: [team] },
			dueOn: addDays(dayInEngland(new Date(now).toISOString()), 14),
			seed: '417-heron',
			people: [auditor.id]
		}
	);
	if (!gone.ok) throw new Error(gone.problem.code);
	return listSampleAudits(database.db, gone.value.sample);
}

/** The auditor of each of these answers the one question and sends it in. */
export async function comesIn(database: Database, audits: readonly string[], answer: 'yes' | 'no'): Promise<void> {
	const people = new Map((await listPeople(database.db)).map((one) => [one.id, one]));
	for (const id of audits) {
		const record = { kind: 'audit', id } as const;
		const head = must(await findRecord(database.db, record), id).state.head as { auditor: string };
		const acting = { database, person: must(people.get(head.auditor), head.auditor), now: Date.now() };
		for (const [name, args] of [
			['answer.set', { question: gap, value: answer }],
			['audit.submit', { why: 'The one question, read at the desk.' }]
		] as const) {
			const done = await actOnline(acting, { record, name, args });
			if (!done.ok) throw new Error(`${name}: ${done.problem.code}`);
		}
	}
}

/** The server gathers each minute; nobody waits for it here. */
export async function gatherNow(database: Database): Promise<void> {
	await gatherFindings.run({
		...{ database, config: readConfig({}), now: Date.now() },
		...{ signal: new AbortController().signal, stillMine: () => Promise.resolve() }
	});
}

/** Everyone but the auditor is away then, so that the fresh sample comes to the tablet that stands here. */
export async function onlyTheAuditorIsHere(database: Database, from: Day): Promise<void> {
	for (const { id, username } of await listPeople(database.db)) {
		if (username === 'auditor@demo.example') continue;
		const leave = { id: crypto.randomUUID(), person_id: id, from_on: from, to_on: addDays(from, 60) };
		await database.db.insertInto('auditor_leave').values(leave).execute();
	}
}

/** The first morning of a working day, so many days from now or after. */
export function morning(days: number): number {
	let on = addDays(dayInEngland(new Date().toISOString()), days);
	while (!isWorkingDay(on)) on = addDays(on, 1);
	return Date.parse(`${on}T06:00:00.000Z`);
}

/** What the server does by itself on that morning: draws the look back where it is due, or settles it. Of fewer children. */
export function lookBack(database: Database, now: number, size: number) {
	return impactDay({ database, now, rule: { ...usualImpactRule, size } });
}

export async function auditsOfTheLook(database: Database, action: string): Promise<string[]> {
	const [check] = await findChecks(database.db, action);
	return listSampleAudits(database.db, check?.sample_id ?? '');
}

export async function actionHead(database: Database, id: string): Promise<ActionHead> {
	return must(await findRecord(database.db, { kind: 'action', id }), id).state.head as ActionHead;
}
