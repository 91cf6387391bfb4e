import type { AnswerValue } from '#lib/domain/changes/Change.ts';

/** What the journey's auditor has put in: every word of it has to be found on the page and in the store. */
export class Entered {
	readonly answers = new Map<string, AnswerValue>();
	readonly notes = new Map<string, string>();
	readonly grades = new Map<string, { readonly grade: string; readonly reason: string }>();
	readonly actions: RaisedAction[] = [];
	readonly alerts: RaisedAlert[] = [];
}

export type RaisedAction = {
	readonly level: 'child' | 'team' | 'service';
	readonly finding: string;
	readonly what: string;
	readonly difference: string;
	/** By name. */
	readonly owner: string;
	readonly dueOn: string;
	readonly question: string | null;
};
export type RaisedAlert = {
	readonly concern: string;
	readonly question: string | null;
	readonly whom: string;
	readonly how: string;
};
