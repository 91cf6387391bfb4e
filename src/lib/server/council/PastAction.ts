import type { Person } from '#lib/domain/access/Person.ts';
import { addWorkingDays } from '#lib/domain/calendar/workingDays.ts';
import { impactAfterDays } from '#lib/domain/improvement/actionLife.ts';
import { addDays, dayInEngland, type Instant } from '#lib/domain/shared/dates.ts';
import type { Chance } from './annexA/Chance.ts';
import type { CouncilBook } from './CouncilBook.ts';
import { completionNotes, differenceNotes, progressNotes, returnedNotes, verifiedNotes } from './inventedWords.ts';

export type ActionPeople = {
	readonly owner: Person;
	readonly verifier: Person;
	/** Who may say that an action is not needed and look at its impact. */
	readonly serviceManager: Person;
};

/** The acts that an action goes through, in order, each some working days after the one before. */
type Step = { readonly name: string; readonly args: object; readonly by: Person };

/**
 * An action as it went, up to now. Most are done near their due date, verified by someone else within a week; some
 * are returned first, moved to a later date, found not to be needed, or lie where they were.
 */
export function liveOn(book: CouncilBook, actionId: string, people: ActionPeople, now: Instant, chance: Chance): void {
	let at = book.action(actionId).head.raisedAt;
	const act = ({ name, args, by }: Step) => book.act({ kind: 'action', id: actionId }, by, at, name, args, null);
	for (const step of inventedLife(book, actionId, people, chance)) {
		at = someDaysAfter(at, chance);
		if (at >= now) return;
		act(step);
	}
	if (book.action(actionId).head.state !== 'verified') return;
	at = someDaysAfter(`${addDays(dayInEngland(at), impactAfterDays)}T09:00:00.000Z`, chance);
	const impact = inventedImpact(people, chance);
	if (at < now && impact !== null) act(impact);
}

/** The look back once a quarter has gone by: most of what was changed has held. */
function inventedImpact({ serviceManager }: ActionPeople, chance: Chance): Step | null {
	const look = (verdict: 'held' | 'not-held', note: string): Step => ({
		name: 'action.impact',
		args: { verdict, note },
		by: serviceManager
	});
	return chance.weighted<Step | null>([
		[look('held', 'Still so at the later dip sample.'), 86],
		[look('not-held', 'Back to how it was: three of five plans in the later sample had no contingency.'), 5],
		[null, 9]
	]);
}

function inventedLife(book: CouncilBook, actionId: string, people: ActionPeople, chance: Chance): Step[] {
	const { owner, verifier, serviceManager } = people;
	const accept: Step = { name: 'action.accept', args: {}, by: owner };
	const complete: Step = {
		name: 'action.complete',
		args: { note: chance.pick(completionNotes), evidence: [] },
		by: owner
	};
	const progress: Step = { name: 'action.progress', args: { note: chance.pick(progressNotes) }, by: owner };
	const verify: Step = {
		name: 'action.verify',
		args: { verdict: 'verified', note: chance.pick(verifiedNotes), difference: chance.pick(differenceNotes) },
		by: verifier
	};
	const giveBack: Step = {
		name: 'action.verify',
		args: { verdict: 'returned', note: chance.pick(returnedNotes) },
		by: verifier
	};
	const extend: Step = {
		name: 'action.extend',
		args: {
			dueOn: addWorkingDays(book.action(actionId).head.dueOn, 10).on,
			reason: 'The family was away; agreed with the auditor.'
		},
		by: verifier
	};
	const notNeeded: Step = {
		name: 'action.notNeeded',
		args: { reason: 'The child has moved to another council.' },
		by: serviceManager
	};
	return chance.weighted<Step[]>([
		[[accept, progress, complete, verify], 46],
		[[accept, complete, verify], 14],
		[[accept, progress, complete, giveBack, complete, verify], 9],
		[[accept, extend, progress, complete, verify], 7],
		[[notNeeded], 3],
		[[accept, progress], 6],
		[[accept], 3],
		[[accept, complete], 3],
		[[accept, complete, giveBack], 3],
		[[], 4]
	]);
}

function someDaysAfter(at: Instant, chance: Chance): Instant {
	const day = addWorkingDays(dayInEngland(at), chance.whole(1, 8)).on;
	const minutes = chance.whole(8 * 60 + 30, 16 * 60 + 45);
	return new Date(Date.parse(`${day}T00:00:00.000Z`) + minutes * 60_000).toISOString();
}
