import type { Day } from '../shared/dates.ts';
import type { Span } from './periods.ts';

/** What completion asks of one audit. */
export type CountedAudit = {
	readonly auditor: string;
	readonly team: string | null;
	/** The activity whose period it belongs to; null for one that was set up by hand. */
	readonly activity: string | null;
	readonly dueOn: Day;
	readonly isSubmitted: boolean;
};

export type Completion = {
	readonly due: number;
	/** Of those due: submitted, on whichever day. */
	readonly done: number;
	/** Of those due: not submitted, and the day is past. */
	readonly late: number;
};

/** Audits that fall due within a span, and how many of them are done. */
export function countCompletion(audits: readonly CountedAudit[], { from, to }: Span, today: Day): Completion {
	const due = audits.filter(({ dueOn }) => from <= dueOn && dueOn <= to);
	const open = due.filter(({ isSubmitted }) => !isSubmitted);
	return { due: due.length, done: due.length - open.length, late: open.filter(({ dueOn }) => dueOn < today).length };
}

/** The same by person, team or activity; whoever has most late first. */
export function completionBy(
	audits: readonly CountedAudit[],
	key: 'auditor' | 'team' | 'activity',
	span: Span,
	today: Day
): (Completion & { readonly of: string | null })[] {
	return [...Map.groupBy(audits, (audit) => audit[key])]
		.map(([of, its]) => ({ of, ...countCompletion(its, span, today) }))
		.filter(({ due }) => due > 0)
		.sort(
			(one, other) =>
				other.late - one.late ||
				other.due - other.done - (one.due - one.done) ||
				(String(one.of) < String(other.of) ? -1 : 1)
		);
}
