import type { AnswerValue } from '../changes/Change.ts';
import type { Template } from '../templates/Template.ts';
import { askAgain, beginAsking, type Asking, type CaseFacts, type Known } from '../templates/isAsked.ts';
import { caseFacts } from '../templates/Condition.ts';
import type { Audit } from './readAudit.ts';

type Last = {
	readonly facts: CaseFacts;
	readonly values: ReadonlyMap<string, AnswerValue>;
	readonly asking: Asking;
};

/**
 * What came out last for a template. It changes nothing but how much is worked out anew: from one answer to the next of
 * the same child only the conditions that ask about it. Templates never change once they are read.
 */
const lastOf = new WeakMap<Template, Last>();

/** The questions that are asked of this child, by what has been answered so far. */
export function askedIn(audit: Audit): ReadonlySet<string> {
	const { stage, ageBand, planType, uasc, disability } = audit.head.case;
	const facts = { stage, ageBand, planType, uasc, disability };
	const values = new Map([...audit.answers].map(([id, { value }]) => [id, value]));
	const known: Known = { answerTo: (id) => values.get(id), facts };
	const last = lastOf.get(audit.template);
	const asking =
		last !== undefined && isSameCase(last.facts, facts)
			? askAgain(last.asking, changedFrom(last.values, values), known)
			: beginAsking(audit.template, known);
	lastOf.set(audit.template, { facts, values, asking });
	return asking.asked;
}

function isSameCase(one: CaseFacts, other: CaseFacts): boolean {
	return caseFacts.every((fact) => one[fact] === other[fact]);
}

type Values = ReadonlyMap<string, AnswerValue>;

function changedFrom(before: Values, after: Values): readonly string[] {
	const gone = [...before.keys()].filter((id) => !after.has(id));
	return [...gone, ...[...after].flatMap(([id, value]) => (before.get(id) === value ? [] : [id]))];
}
