import type { ProblemWords } from './ProblemWords.ts';

/** What can go wrong where a list of loops is kept, or several are moved at once. */
export const loopProblems: ProblemWords = {
	'loops.none-chosen': () => 'Choose one loop at least.',
	'loops.too-many': ({ limit }) => `Choose ${limit} loops at most, and the rest after them.`,
	'loops.owner-missing': () => 'Choose who takes them.',
	'loops.due-wrong': () => 'Write a date of today or later.',
	'loops.why-missing': () => 'Write why. The reason stands with each of them.',
	'view.name-missing': () => 'Write a name for this list.',
	'view.name-long': ({ limit }) => `Shorten the name to ${limit} characters.`,
	'view.too-long': () => 'This list has more filters than can be kept. Take one away.',
	'view.too-many': ({ limit }) => `You keep ${limit} lists already. Take one away first.`
};

/** Why one of several loops was not moved with the rest. */
const whyNot: Readonly<Record<string, string>> = {
	'loop.moved-on': 'it has moved on',
	'loop.not-yours': 'this is not yours to do',
	'loop.theirs-already': 'it is theirs already',
	'loop.not-later': 'its date is that one, or later',
	'loop.moved-twice': 'its date was moved twice already',
	'loop.own-move': 'the next move is your own',
	'loop.nobody': 'nobody is here to be reminded',
	'loop.reminded-today': 'they were reminded today already',
	'loop.not-there': 'it is not there any more',
	NO_PERMISSION: 'this is not yours to do',
	RECORD_LOCKED: 'it has moved on',
	RECORD_DELETED: 'it was taken away at the end of its time'
};

export function whyNotWords(code: string): string {
	return Object.hasOwn(whyNot, code) ? (whyNot[code] ?? code) : 'something went wrong at the office; try once more';
}
