import type { ActionHead, Json } from '#lib/domain/changes/RecordState.ts';
import { dayInEngland, type Day, type Instant } from '#lib/domain/shared/dates.ts';
import { dayAndMonth, moment } from '#lib/ui/words/dates.ts';
import { saidWords } from '#lib/ui/words/loops.ts';

/** One value in the history of an action, as the office keeps it. */
export type Written = {
	readonly at: Instant;
	readonly by: string;
	readonly name: string;
	readonly key: string;
	readonly value: Json;
	readonly how: 'written' | 'equal' | 'parked';
	/** It came sealed, without its person: by a rescue. */
	readonly rescued: boolean;
};
export type Happening = { readonly what: string; readonly rest: string; readonly when: string; readonly at: Instant };
type Names = Readonly<Record<string, string>>;

const what: Readonly<Record<string, string>> = {
	'action.accept': 'Accepted',
	'action.progress': 'Progress',
	'action.complete': 'Done',
	'action.verify': 'Verified',
	'action.extend': 'Due date moved',
	'action.notNeeded': 'Not needed',
	'action.transfer': 'Given to someone else',
	'action.impact': 'Impact checked'
};

/** What has happened to a loop, the newest first: one line for each act, whatever number of values it wrote. */
export function happenings(head: ActionHead, history: readonly Written[], names: Names, today: Day): Happening[] {
	const acts = Map.groupBy(
		history.filter(({ name, how }) => Object.hasOwn(what, name) && how !== 'parked'),
		({ at, by, name }) => `${at}|${by}|${name}`
	);
	const told = [...acts.values()].flatMap((values) => {
		const [first] = values;
		return first === undefined ? [] : [oneAct(first, values, names, today)];
	});
	const begun: Happening = {
		what: 'Finding',
		rest: ` by ${nameOf(head.raisedBy, names)}: “${head.finding}”`,
		when: moment(head.raisedAt, today),
		at: head.raisedAt
	};
	return [...told.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)), begun];
}

/** The last time an act was done, and by whom, for what stands under a stone. */
export function lastAct(history: readonly Written[], name: string): { readonly by: string; readonly on: Day } | null {
	const found = history.findLast((one) => one.name === name && one.how !== 'parked');
	return found === undefined ? null : { by: found.by, on: dayInEngland(found.at) };
}

function oneAct(first: Written, values: readonly Written[], names: Names, today: Day): Happening {
	const log = values.map(({ value }) => membersOf(value)).find((value) => value !== null) ?? {};
	const said = [
		` by ${nameOf(first.by, names)}${first.rescued ? ', rescued from a tablet' : ''}`,
		typeof log.extendedTo === 'string' ? ` to ${dayAndMonth(log.extendedTo, today)}` : '',
		typeof log.transferredTo === 'string' ? `, to ${nameOf(log.transferredTo, names)}` : '',
		textOf(log.note) === '' ? '' : `: ${saidWords(textOf(log.note))}`,
		textOf(log.difference) === '' ? '' : `. What is different: ${textOf(log.difference)}`
	];
	return { what: titleOf(first.name, log), rest: said.join(''), when: moment(first.at, today), at: first.at };
}

function titleOf(name: string, log: Readonly<Record<string, Json>>): string {
	if (log.verdict === 'returned') return 'Returned';
	if (log.verdict === 'not-held') return 'Opened again: practice has not moved';
	if (log.verdict === 'held') return 'Closed: practice has moved';
	return what[name] ?? name;
}

function membersOf(value: Json): { readonly [key: string]: Json } | null {
	return value !== null && typeof value === 'object' && !Array.isArray(value)
		? (value as { readonly [key: string]: Json })
		: null;
}

function textOf(value: Json | undefined): string {
	return typeof value === 'string' ? value : '';
}

function nameOf(id: string, names: Names): string {
	return names[id] ?? 'someone who has left';
}
