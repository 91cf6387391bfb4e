export const scaleIds = ['ofsted', 'rag'] as const;
export type ScaleId = (typeof scaleIds)[number];

/** A row of judgements that can be put in order. Data, so that a template names its scale and need not know it. */
export type Scale = {
	readonly id: ScaleId;
	/** Worst first: a judgement's place is its rank. */
	readonly grades: readonly string[];
	/** Those that want no alert and no action. */
	readonly good: readonly string[];
	/** Whether sections and whole audits are graded by it, so that the rule of `suggestGrade` can be worked out. */
	readonly gradesAudits: boolean;
	readonly source: string;
};

/**
 * The scales that ship. The four grades are those of inspection (practice.md 1.6); the three colours are those of
 * chairs, reviewing officers and the front door (question-sets.md: T21, FD1).
 */
export const shippedScales: Readonly<Record<ScaleId, Scale>> = {
	ofsted: {
		id: 'ofsted',
		grades: ['inadequate', 'requires-improvement', 'good', 'outstanding'],
		good: ['good', 'outstanding'],
		gradesAudits: true,
		source: 'Inspecting local authority children’s services (ILACS), Ofsted'
	},
	rag: {
		id: 'rag',
		grades: ['red', 'amber', 'green'],
		good: ['green'],
		gradesAudits: false,
		source: 'Improvement plan, March 2018, recommendation 9 and C4.5'
	}
};
