import { questionOf } from '#lib/domain/audits/keys.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { moment } from '#lib/ui/words/dates.ts';
import { plural } from '#lib/ui/words/numbers.ts';

export type Written = {
	readonly at: Instant;
	readonly by: string;
	readonly name: string;
	readonly key: string;
	readonly how: 'written' | 'equal' | 'parked';
	/** It came sealed, without its person: by a rescue. */
	readonly rescued: boolean;
};
export type Happening = { readonly what: string; readonly rest: string; readonly when: string; readonly at: Instant };

const acts: Readonly<Record<string, string>> = {
	'grade.set': 'Grade given',
	'feedback.add': 'Feedback written down',
	'feedback.attempt': 'Tried to reach someone',
	'reply.ask': 'The worker was asked for their words',
	'evidence.attach': 'Evidence attached',
	'evidence.detach': 'Evidence taken away',
	'alert.raise': 'Alert raised',
	'alert.tell': 'Somebody told of the alert',
	'alert.acknowledge': 'Alert acknowledged',
	'alert.check': 'Safety check on the child',
	'alert.read': 'Alert read by a manager',
	'alert.record': 'A step after the alert',
	'alert.close': 'Alert closed',
	'alert.ask': 'Dipper asked for a move',
	'action.raise': 'Action raised',
	'action.rely': 'An action that is there already answers it',
	'audit.submit': 'Submitted',
	'audit.withdraw': 'Taken back',
	'conflict.resolve': 'Two versions settled'
};
/** Behind a person's name: they did it, and the tablet sent it without them. */
const rescuedWords = ', rescued from a tablet';
const writing = ['answer.set', 'answer.clear', 'note.set'];

/**
 * What has happened to an audit, the newest first. Answers and notes of one person in one section on one day are one
 * line: the whole of each value stays in the log.
 */
export function auditHistory(
	history: readonly Written[],
	template: Template,
	names: Readonly<Record<string, string>>,
	today: Day
): Happening[] {
	const groups = Map.groupBy(
		history.filter(({ how, name }) => how !== 'parked' && (writing.includes(name) || Object.hasOwn(acts, name))),
		(one) => groupOf(one, template)
	);
	return [...groups.values()]
		.flatMap((of) => {
			const last = of.at(-1);
			return last === undefined ? [] : [happening(last, of, template, names, today)];
		})
		.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function groupOf({ at, by, name, key, rescued }: Written, template: Template): string {
	if (!writing.includes(name)) return `${at}|${by}|${name}`;
	return `${at.slice(0, 10)}|${by}|${rescued}|${sectionTitle(key, template)}`;
}

function happening(
	last: Written,
	of: readonly Written[],
	template: Template,
	names: Readonly<Record<string, string>>,
	today: Day
): Happening {
	const who = ` by ${names[last.by] ?? 'someone who has left'}${last.rescued ? rescuedWords : ''}`;
	const told = { when: moment(last.at, today), at: last.at };
	if (writing.includes(last.name)) {
		const title = sectionTitle(last.key, template);
		return {
			what: title === '' ? 'Answers' : title,
			rest: `: ${plural(of.length, 'answer or note', 'answers and notes')}${who}`,
			...told
		};
	}
	return { what: acts[last.name] ?? last.name, rest: who, ...told };
}

/** `answer/CJ2.1~2` belongs to the section that asks CJ2.1; `note/CJ2.worked` to CJ2. */
function sectionTitle(key: string, template: Template): string {
	const id = questionOf(key.slice(key.indexOf('/') + 1));
	const section = template.sections.find(
		(one) => one.questions.some((question) => question.id === id) || id === one.id || id.startsWith(`${one.id}.`)
	);
	return section === undefined ? '' : `${section.number} ${section.title}`;
}
