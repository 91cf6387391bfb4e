import { isActive } from '../access/can.ts';
import { reaches, type Person, type Place } from '../access/Person.ts';
import type { AuditHead } from '../changes/RecordState.ts';
import { dayInEngland, type Day, type Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import type { AlertLog, AskedBecause } from './AlertLog.ts';
import type { Pathway, StageView } from './pathway.ts';
import { dueAt, pathwayClockOn, type PathwayTimes } from './pathwayClocks.ts';
import { rungs, stageRules, type Rung, type StageId } from './pathwayStages.ts';

/** Someone who is away from one day to another, both included, and who stands in for them meanwhile. */
export type Away = {
	readonly person: PersonId;
	readonly from: Day;
	readonly until: Day;
	readonly standIn: PersonId | null;
};

/** Who works here today: what the ladder is climbed with. */
export type Staff = {
	readonly people: readonly Person[];
	readonly managerOf: ReadonlyMap<string, PersonId>;
	readonly away: readonly Away[];
};

/** One request of the server's: this person is to make this move, in whose place, and why they. */
export type Ask = {
	readonly stage: StageId;
	readonly round: number;
	readonly person: PersonId;
	readonly as: Rung;
	readonly because: AskedBecause;
};

/** A look three months later is asked for when its day is near, not when it is first known. */
const askedNear: ReadonlySet<StageId> = new Set(['sustained']);
const nearMs = 14 * 86_400_000;

/**
 * Whom to ask now about one alert, and nobody who was asked before: run again at once it asks nobody. A stage falls to
 * its first mover; for every period that it is late the next rung is asked as well. Who is away is asked through their
 * stand-in; a rung on which there is nobody, or nobody but whoever raised the alert, is passed over at once, so that no
 * vacant post holds an alert up.
 */
export function asksDue(
	log: AlertLog,
	pathway: Pathway,
	audit: AuditHead,
	staff: Staff,
	now: Instant,
	times: PathwayTimes
): Ask[] {
	const before = new Set(
		log.entries.flatMap((entry) => (entry.entry === 'asked' ? [keyOf(entry.stage, entry.round, entry.person)] : []))
	);
	const asks = pathway.stages
		.filter((view) => isToAsk(view, now))
		.flatMap((view) =>
			climb(view, lateSteps(view, log, now, times), peopleOf(log, audit, staff, dayInEngland(now))).map((ask) => ({
				...ask,
				round: pathway.round
			}))
		);
	const fresh = new Map(asks.map((ask) => [keyOf(ask.stage, ask.round, ask.person), ask]));
	return [...fresh].filter(([key]) => !before.has(key)).map(([, ask]) => ask);
}

export function keyOf(stage: StageId, round: number, person: PersonId): string {
	return `${stage}-${round}-${person}`;
}

function isToAsk({ stage, state, dueAt: due }: StageView, now: Instant): boolean {
	if (due === null || (state !== 'due' && state !== 'late')) return false;
	return !askedNear.has(stage) || Date.parse(now) >= Date.parse(due) - nearMs;
}

/** How many rungs above the first are to be asked: one as the clock runs out, one more for each period after. */
function lateSteps(view: StageView, log: AlertLog, now: Instant, times: PathwayTimes): number {
	if (view.dueAt === null || view.state !== 'late') return 0;
	const clock = pathwayClockOn(stageRules[view.stage].askNext, dayInEngland(log.startedAt), times.clocks);
	let steps = 1;
	if (clock === undefined) return steps;
	for (let at = dueAt(clock, view.dueAt, times); at <= now && steps < rungs.length; at = dueAt(clock, at, times))
		steps += 1;
	return steps;
}

type Found = { readonly person: PersonId; readonly because: 'away' | null };

function climb(view: StageView, steps: number, peopleAt: (rung: Rung) => readonly Found[]): Omit<Ask, 'round'>[] {
	const { mover } = stageRules[view.stage];
	const asks: Omit<Ask, 'round'>[] = [];
	let level = 0;
	for (const as of mover === null ? [] : rungs.slice(rungs.indexOf(mover))) {
		if (level > steps) break;
		const found = peopleAt(as);
		if (found.length === 0) continue;
		const usual: AskedBecause = level > 0 ? 'late' : as === mover ? 'first' : 'vacant';
		asks.push(...found.map(({ person, because }) => ({ stage: view.stage, person, as, because: because ?? usual })));
		level += 1;
	}
	return asks;
}

/** Who stands on a rung for a child's place today: those there, and for those away whoever stands in for them. */
function peopleOf(log: AlertLog, audit: AuditHead, staff: Staff, today: Day): (rung: Rung) => Found[] {
	const working = staff.people.filter((person) => isActive(person, today));
	const awayNow = new Map(
		staff.away.filter(({ from, until }) => from <= today && today <= until).map((one) => [one.person, one])
	);
	const isOwn = (id: PersonId) => id === log.by || id === audit.auditor;
	return (rung) => {
		const found = holdersOf(rung, audit, working, staff.managerOf).flatMap(({ id }): Found[] => {
			if (isOwn(id)) return [];
			const absence = awayNow.get(id);
			if (absence === undefined) return [{ person: id, because: null }];
			const standIn = working.find((person) => person.id === absence.standIn);
			if (standIn === undefined || isOwn(standIn.id) || awayNow.has(standIn.id)) return [];
			return [{ person: standIn.id, because: 'away' }];
		});
		return found.filter((one, at) => found.findIndex(({ person }) => person === one.person) === at);
	};
}

/** A team's named manager before others who may manage it; else everyone whose role reaches the child's place. */
function holdersOf(
	rung: Rung,
	place: Place,
	working: readonly Person[],
	managerOf: ReadonlyMap<string, PersonId>
): readonly Person[] {
	const named = rung === 'team-manager' && place.team !== null ? managerOf.get(place.team) : undefined;
	const manager = working.filter(({ id }) => id === named);
	return manager.length > 0 ? manager : working.filter((person) => reaches(person, rung, place));
}
