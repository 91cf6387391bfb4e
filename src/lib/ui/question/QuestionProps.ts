import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Clock } from '#lib/domain/calendar/Clock.ts';
import type { Question } from '#lib/domain/templates/Template.ts';
import type { Snippet } from 'svelte';

/** What the import knows that fills this question: grey until the person says it is so. */
export type Known = {
	readonly clock: Clock | null;
	readonly from: Day | null;
	/** `today` where the clock runs to the day the question is answered. */
	readonly to: Day | 'today' | null;
	/** The import carries the end as well as the beginning: without it nothing can be said of being late. */
	readonly hasEnd: boolean;
	readonly fromLabel: string;
	readonly toLabel: string;
	/** A value that is no date: a team, an age band. */
	readonly value: AnswerValue | null;
	readonly importedOn: Day | null;
	/** The day an open clock runs to, where somebody has answered; else today. */
	readonly judgedOn: Day | null;
};

export const nothingKnown: Known = {
	clock: null,
	from: null,
	to: null,
	hasEnd: false,
	fromLabel: 'From',
	toLabel: 'To',
	value: null,
	importedOn: null,
	judgedOn: null
};

/** What each kind of question is given. It is drawn from these alone, on a tablet and in a template's preview. */
export type KindProps = {
	readonly question: Question;
	readonly value: AnswerValue | null;
	readonly known: Known;
	readonly today: Day;
	/** What is wrong with the answer, in words. */
	readonly error?: string | undefined;
	/** What is given back settles once the answer is on the disk. */
	readonly onanswer: (value: AnswerValue) => void | Promise<unknown>;
	readonly onclear: () => void | Promise<unknown>;
	/** Guidance: between the question and its answers. */
	readonly before?: Snippet;
};
