import type { Grade, ScaleGrade } from './grades.ts';

/** What a grading rule looks at. `sections` are the graded sections as the template orders them. */
export type GradingFacts = {
	/** Null: not graded yet. */
	readonly sections: readonly { readonly id: string; readonly grade: Grade | null }[];
	/** Question id to what was answered: one value, or several where several were chosen or the answer repeats. */
	readonly answers: Readonly<Record<string, readonly string[]>>;
	/** Questions whose clock is late. */
	readonly late: readonly string[];
	/** Same-day alerts not yet accepted as resolved. */
	readonly openAlerts: number;
};

export type GradedSection = { readonly id: string; readonly grade: ScaleGrade };

/** What made a cap bite. */
export type CapCause =
	| { readonly by: 'section'; readonly sections: readonly GradedSection[] }
	| { readonly by: 'answer'; readonly questions: readonly string[] }
	| { readonly by: 'late'; readonly questions: readonly string[] }
	| { readonly by: 'open-alert'; readonly alerts: number }
	| { readonly by: 'lowest'; readonly sections: readonly GradedSection[] }
	| { readonly by: 'outstanding-needs'; readonly missing: readonly OutstandingNeed[] };

export type OutstandingNeed = 'section-outstanding' | 'none-below-good' | 'feedback';

/** A cap that holds the overall grade down now. `because` is the template's own words; null for the rule's own caps. */
export type AppliedCap = {
	readonly id: string;
	readonly holdsAt: ScaleGrade;
	readonly because: string | null;
	readonly causes: readonly CapCause[];
};

export function gradedOnly(sections: GradingFacts['sections']): GradedSection[] {
	return sections.flatMap(({ id, grade }) => (grade === null || grade === 'na' ? [] : [{ id, grade }]));
}
