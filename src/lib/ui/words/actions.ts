import type { ActionLevel, ActionState } from '#lib/domain/changes/RecordState.ts';
import type { ActionEvent } from '#lib/domain/improvement/readAction.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { dayAndMonth, moment } from './dates.ts';
import { saidWords } from './loops.ts';
import { plural } from './numbers.ts';

/** Whom an action is about, under its title. */
export const levelWords: Record<ActionLevel, string> = {
	child: 'For this child',
	team: 'For the team',
	service: 'For the service'
};
/** The same in a list, where a child's action has its case number instead. */
export const levelTags: Record<ActionLevel, string> = {
	child: 'Child action',
	team: 'Team action',
	service: 'Service action'
};

export type Happening = { readonly what: string; readonly rest: string; readonly when: string; readonly at: string };
type NameOf = (id: string) => string;

/** One line of an action's timeline: what, by whom, and what was said, in full. */
export function eventWords(event: ActionEvent, nameOf: NameOf, today: Day): Happening {
	const { what, rest } = told(event, nameOf, today);
	return { what, rest, when: moment(event.at, today), at: event.at };
}

function told(event: ActionEvent, nameOf: NameOf, today: Day): { what: string; rest: string } {
	const by = ` by ${nameOf(event.by)}`;
	switch (event.what) {
		case 'raised':
			return { what: 'Finding', rest: `${by}: “${event.note}”` };
		case 'accepted':
			return { what: 'Accepted', rest: by };
		case 'extended':
			return { what: `Extended to ${dayAndMonth(event.dueOn, today)}`, rest: `, agreed${by}: ${event.note}` };
		case 'transferred':
			return { what: `Given to ${nameOf(event.owner)}`, rest: `${by}: ${saidWords(event.note)}` };
		case 'verified':
		case 'returned': {
			const different = event.difference === '' ? '' : ` What is different: ${event.difference}`;
			return { what: eventNames[event.what], rest: `${by}: ${event.note}${different}` };
		}
		default:
			return { what: eventNames[event.what], rest: `${by}: ${event.note}` };
	}
}

const eventNames: Record<Exclude<ActionEvent['what'], 'raised' | 'accepted' | 'extended' | 'transferred'>, string> = {
	progress: 'Progress',
	done: 'Done',
	'not-needed': 'Not needed any more',
	verified: 'Verified',
	returned: 'Returned',
	held: 'Closed: practice has moved',
	'not-held': 'Opened again: practice has not moved'
};

const doneHere: Record<ActionEvent['what'], string> = {
	raised: 'Raised',
	accepted: 'Accepted',
	progress: 'Written',
	done: 'Marked as done',
	'not-needed': 'Closed as not needed',
	extended: 'Extended',
	transferred: 'Given on',
	verified: 'Verified',
	returned: 'Returned',
	held: 'Closed',
	'not-held': 'Opened again'
};

/** What was done here and nobody else can know yet: "Verified on this tablet, waiting to send." */
export function unsentWords(last: ActionEvent['what'] | null, unsent: number): string {
	if (last === null || unsent > 1) return `${plural(unsent, 'step')} here, saved on this tablet, waiting to send.`;
	return `${doneHere[last]} on this tablet, waiting to send.`;
}

/** Who has to do what next, as the open ring of the timeline: "Verification is yours". */
export function nextWords(state: ActionState, mover: string | null): string | null {
	const whose = mover === null ? 'yours' : `${mover}’s`;
	switch (state) {
		case 'draft':
		case 'issued':
			return `Accepting it is ${whose}`;
		case 'accepted':
		case 'in-progress':
		case 'returned':
			return `Doing it is ${whose}`;
		case 'done':
			return `Verification is ${whose}`;
		case 'verified':
			return 'A fresh sample looks at practice';
		default:
			return null;
	}
}

/** How a loop ended, over its page. */
export const endedWords: Partial<Record<ActionState, string>> = {
	verified: 'Verified. What is left is the look back at practice.',
	'not-needed': 'Closed as not needed.',
	'impact-checked': 'Practice was looked at again.',
	closed: 'The loop is closed: practice has moved.'
};

/** "It can be moved twice." */
export function extensionsWords(extensions: number, most: number): string {
	if (extensions >= most) return 'It was moved twice already and cannot be moved again.';
	return extensions === 0 ? 'It can be moved twice at most.' : 'It was moved once; this would be the last time.';
}

/** Why an act was not taken, though the form was right. What was typed stays in its box. */
const refusals: Readonly<Record<string, string>> = {
	RECORD_LOCKED: 'The loop has moved on since you opened it. See how it stands now; what you wrote is still here.',
	NO_PERMISSION: 'This is not yours to do any more. What you wrote is still here.',
	SCHEMA_INVALID: 'This could not be kept as it is. Shorten what you wrote.',
	locked: 'The tablet locked before this was saved. Unlock it; what you wrote is kept.'
};
export function notDoneWords(code: string): string {
	return refusals[code] ?? 'This was not done. What you wrote is still here; try once more.';
}

export function firstName(name: string): string {
	return name.split(' ')[0] ?? name;
}
