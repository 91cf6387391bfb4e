import { may } from '#lib/domain/access/can.ts';
import { reaches, type Person } from '#lib/domain/access/Person.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { addWorkingDays } from '#lib/domain/calendar/workingDays.ts';
import { usualPolicy, type CaseToAllocate } from '#lib/domain/programme/Allocation.ts';
import type { CountedAudit } from '#lib/domain/programme/completion.ts';
import type { Span } from '#lib/domain/programme/periods.ts';
import { whatVacancyLeaves, type OpenAudit, type Vacancy } from '#lib/domain/programme/vacancy.ts';
import { caseKey } from '#lib/domain/frames/caseNumber.ts';
import { findAuditors } from '../audits/auditors.ts';
import { listPeople } from '../people/people.repository.ts';
import { listTeams } from '../people/teams.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { stateFrom } from '../records/recordRows.ts';
import { requireMay } from '../records/requireMay.ts';
import { readAuditPast } from '../samples/standings.ts';
import { listStored } from '../templates/templates.repository.ts';
import { findDueAudits, findOpenHeads, listChases, type Chase, type DueAudit } from './chasing.repository.ts';
import { listRuns } from './programme.repository.ts';

/**
 * The audits that fall due within a span, as completion counts them. Those who keep the programme count all; a manager
 * those of their own people and those of their own children: counts, and no case.
 */
export async function readCompletion(acting: Acting, span: Span): Promise<CountedAudit[]> {
	requireMay(acting, 'see-programme');
	const { db } = acting.database;
	const activities = new Map(
		(await listRuns(db)).flatMap(({ sample, activity }) => (sample === null ? [] : [[sample, activity]]))
	);
	const seen = await mineToCount(acting);
	return (await findDueAudits(db, span)).filter(seen).map(({ auditor, team, sample, dueOn, isSubmitted }) => ({
		auditor,
		team,
		activity: sample === null ? null : (activities.get(sample) ?? null),
		dueOn,
		isSubmitted
	}));
}

export type LateAudit = DueAudit & { readonly chases: readonly Chase[] };

/** What is open and was chased, or is late: the longest late first. */
export async function listLate(acting: Acting): Promise<LateAudit[]> {
	requireMay(acting, 'see-programme');
	const { db } = acting.database;
	const today = todayOf(acting.now);
	const chases = Map.groupBy(await listChases(db), ({ audit }) => audit);
	const seen = await mineToCount(acting);
	return (await findDueAudits(db, null))
		.filter(seen)
		.map((audit) => ({ ...audit, chases: (chases.get(audit.id) ?? []).filter(({ dueOn }) => dueOn === audit.dueOn) }))
		.filter(({ dueOn, chases: said }) => dueOn < today || said.length > 0);
}

async function mineToCount(acting: Acting): Promise<(audit: DueAudit) => boolean> {
	const { person, now, database } = acting;
	if (may(person, 'keep-programme', todayOf(now))) return () => true;
	const teams = await listTeams(database.db);
	const people = new Map((await listPeople(database.db)).map((one) => [one.id, one.team]));
	const reachesPlace = (place: { team: string | null; service: string | null }) => lines(person, place);
	return ({ auditor, team, service }) => {
		const own = teams.find(({ id }) => id === people.get(auditor));
		return (
			auditor === person.id ||
			reachesPlace({ team, service }) ||
			(own !== undefined && reachesPlace({ team: own.id, service: own.service }))
		);
	};
}

function lines(person: Person, place: { team: string | null; service: string | null }): boolean {
	return reaches(person, 'team-manager', place) || reaches(person, 'service-manager', place);
}

/** Working days within which others would have to take what a vacant post leaves. */
const vacancyDays = 20;

/** What each auditor's post would leave undone if it were vacant now. */
export async function readVacancies(acting: Acting): Promise<Vacancy[]> {
	requireMay(acting, 'keep-programme');
	const { db } = acting.database;
	const today = todayOf(acting.now);
	const past = await readAuditPast(db);
	const teams = new Map((await listTeams(db)).map(({ id, manager }) => [id, manager]));
	const families = new Map(
		(await listStored(db)).map(({ template }) => [`${template.id}~${template.version}`, template.family])
	);
	const toCase = (head: AuditHead): CaseToAllocate => {
		const family = families.get(`${head.template.id}~${head.template.ver}`);
		return {
			caseRef: head.caseRef,
			team: head.team,
			worker: head.worker,
			supervisor: head.team === null ? null : (teams.get(head.team) ?? null),
			decisionMakers: [],
			auditedBefore: (past.auditorsOf.get(caseKey(head.caseRef)) ?? []).filter((one) => one !== head.auditor),
			...(family === undefined ? {} : { family })
		};
	};
	const open = (await findOpenHeads(db)).map((row): OpenAudit => {
		const head = stateFrom(row).head as AuditHead;
		return { id: row.id, auditor: head.auditor, case: toCase(head) };
	});
	return whatVacancyLeaves({
		auditors: await findAuditors(db, past, acting.now),
		open,
		policy: usualPolicy,
		today,
		dueOn: addWorkingDays(today, vacancyDays).on,
		seed: '417-heron'
	});
}
