import type { Grade } from '../grading/grades.ts';

/** Something an audit says. Where its question or section is not in the template, or not answered, it says nothing. */
export type Claim =
	| { readonly question: string; readonly is: readonly string[] }
	/** The latest date of the answer lies further back than so many months. */
	| { readonly question: string; readonly olderThan: { readonly months: number } }
	/** The clock of the answer's dates. */
	| { readonly question: string; readonly clock: 'met' | 'late' }
	| { readonly section: string; readonly graded: readonly Grade[] };

/** Two claims that hardly go together. Both may be true: the auditor looks once more, and nothing is held up. */
export type ContradictionRule = { readonly id: string; readonly one: Claim; readonly other: Claim };

const high: readonly Grade[] = ['good', 'outstanding'];

/**
 * Data, by the ids of the shipped sets (question-sets.md 2.1 and 2.3); a set without these questions is left alone.
 * Twelve months: the evidence an audit looks at (practice.md 1.5). A child not seen for two months is beyond every
 * visiting clock (practice.md 1.15).
 */
export const contradictionRules: readonly ContradictionRule[] = [
	{
		id: 'plan-dated-long-ago',
		one: { question: 'CJ2.1', clock: 'met' },
		other: { question: 'CJ0.5b', olderThan: { months: 12 } }
	},
	{
		id: 'plan-updated-long-ago',
		one: { section: 'CJ2', graded: high },
		other: { question: 'CJ2.1', olderThan: { months: 12 } }
	},
	{
		id: 'safe-with-unnamed-risk',
		one: { question: 'CJ1.1', is: ['safe'] },
		other: { question: 'CJ1.2', is: ['no'] }
	},
	{
		id: 'safe-and-not-seen',
		one: { question: 'CJ1.1', is: ['safe'] },
		other: { question: 'CJ1.3', olderThan: { months: 2 } }
	},
	{
		id: 'visits-in-time-and-not-seen',
		one: { question: 'CJ6.1', clock: 'met' },
		other: { question: 'CJ1.3', olderThan: { months: 2 } }
	},
	{
		id: 'oversight-good-and-supervision-late',
		one: { section: 'CJ3', graded: ['outstanding'] },
		other: { question: 'CJ3.1', clock: 'late' }
	},
	{
		id: 'assessment-good-and-late',
		one: { section: 'CJ4', graded: ['outstanding'] },
		other: { question: 'CJ4.1', clock: 'late' }
	},
	{
		id: 'record-good-and-summary-old',
		one: { section: 'CJ9', graded: high },
		other: { question: 'CJ9.4', olderThan: { months: 12 } }
	},
	{
		id: 'visit-true-and-recording-late',
		one: { question: 'T29.1', is: ['yes'] },
		other: { question: 'T29.2', is: ['recording-fixed', 'recording-not-fixed'] }
	},
	{
		id: 'safe-and-not-visited',
		one: { question: 'X1', is: ['safe'] },
		other: { question: 'T29.2', is: ['real'] }
	},
	{
		id: 'enough-and-not-safe',
		one: { question: 'T29.6', is: ['yes'] },
		other: { question: 'X1', is: ['concern', 'cannot-tell'] }
	},
	{
		id: 'theme-good-and-not-safe',
		one: { question: 'X3', is: high },
		other: { question: 'X1', is: ['concern', 'cannot-tell'] }
	}
];
