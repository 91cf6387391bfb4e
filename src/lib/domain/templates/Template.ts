import { z } from 'zod';
import { stages } from '../frames/SamplingFrame.ts';
import { scaleIds } from '../grading/scales.ts';
import { condition } from './Condition.ts';

/** What kind of judgement a question asks for. The values each takes are in `audits/values.ts`. */
export const kinds = ['ynp', 'g4', 'gate', 'rag', 'num', 'date', 'time', 'pick', 'multi', 'text'] as const;
export type Kind = (typeof kinds)[number];

export { caseFacts, condition, type Condition } from './Condition.ts';

/**
 * An answer that may not wait. `same-day` opens the safeguarding pathway (practice.md 1.8); `priority`
 * needs an owned action before the audit is submitted.
 */
export const alertRule = z.strictObject({
	level: z.enum(['same-day', 'priority']),
	/** Answers that fire it: ynp no, g4 inadequate, gate concern and cannot-tell, an option's id, rag red. */
	on: z.array(z.string()).default([]),
	/**
	 * Fires when a clock is late: once `timesClock` times its length has passed ("at twice the clock"),
	 * or when it is more than `days` over (0: any lateness).
	 */
	late: z.strictObject({ timesClock: z.number().optional(), days: z.number().optional() }).optional(),
	/** Fires when a number is above this. */
	above: z.number().optional(),
	/** Does not fire once an action answers the question. */
	unlessAction: z.boolean().optional(),
	/** The circumstance in the auditors' words, where the answer alone does not decide ("if twice the clock"). */
	says: z.string().optional(),
	/** Only the auditor can tell whether `says` holds ("if no access with known risk"): ask before it fires. */
	confirm: z.boolean().optional()
});
export type AlertRule = z.infer<typeof alertRule>;

/** A clock and the import's dates that fill it. As `to`, `today` stands for the day the question is answered. */
export const clockUse = z.strictObject({
	clock: z.string().optional(),
	from: z.string().optional(),
	to: z.string().optional(),
	fromLabel: z.string().optional(),
	toLabel: z.string().optional()
});
export type ClockUse = z.infer<typeof clockUse>;

export const option = z.strictObject({ id: z.string().min(1), label: z.string().min(1) });

export const question = z.strictObject({
	id: z.string().regex(/^[A-Z]+[0-9]*\.?[0-9]*[a-z]?$/),
	/** As printed beside the question: "2.3", "CP4". */
	number: z.string(),
	text: z.string().min(3),
	/** A few words for a column of the dip sample grid: "Plan updated". */
	short: z.string().optional(),
	kind: z.enum(kinds),
	/** What good looks like. */
	guidance: z.string(),
	/** For pick and multi. */
	options: z.array(option).optional(),
	/**
	 * For time and date: the clock in `calendar/clocks`, and the import's dates that fill it. For other kinds
	 * the import's date is shown beside the question and fills nothing.
	 */
	...clockUse.shape,
	/** Where one template serves children on different plans: read through `clockFor`. */
	byStage: z.partialRecord(z.enum(stages), clockUse).optional(),
	/** For num: the unit in words. */
	unit: z.string().optional(),
	/** Answers that need a note beside those of the evidence rule (a No, a Partly, a grade, an alert). */
	noteWhen: z
		.strictObject({
			is: z.array(z.string()).optional(),
			atLeast: z.number().optional(),
			below: z.number().optional()
		})
		.optional(),
	alerts: z.array(alertRule).default([]),
	/** In the short form of a themed set (the • rows). */
	dip: z.boolean().default(false),
	askWhen: condition.optional(),
	/** Filled from the import, shown and correctable, not judged. */
	prefill: z.string().optional(),
	/** May be left without an answer at submission. */
	optional: z.boolean().default(false),
	themes: z.array(z.string()).default([])
});
export type Question = z.infer<typeof question>;

/** Parts of the judgement that Dipper itself keeps: worked out, graded or raised, not answered. */
export const builtInParts = ['suggested-grade', 'overall-grade', 'actions'] as const;

export const builtIn = z.strictObject({
	id: z.string(),
	number: z.string(),
	part: z.enum(builtInParts),
	text: z.string().min(3),
	guidance: z.string(),
	alerts: z.array(alertRule).default([])
});
export type BuiltIn = z.infer<typeof builtIn>;

export const section = z.strictObject({
	id: z.string().regex(/^[A-Z]+[0-9]*$/),
	number: z.string(),
	title: z.string().min(2),
	/** A word for chips and the rail: "Plans". */
	short: z.string().min(2),
	intro: z.string().optional(),
	graded: z.boolean(),
	/** The two closing boxes, what worked and what needs to happen, kept as notes `<id>.worked` and `<id>.needs`. */
	closing: z.boolean().default(true),
	/** Its gates stand in place of a grade: the worst of them is the section's result. */
	gate: z.boolean().optional(),
	/** False for a section that only records (the case profile): progress does not count it. Left out: true. */
	judged: z.boolean().optional(),
	/** The closing section, where the overall grade is given. */
	judgement: z.boolean().optional(),
	/** Shown in their place by number, among the questions. */
	builtIn: z.array(builtIn).optional(),
	questions: z.array(question)
});
export type Section = z.infer<typeof section>;

/** A rule that holds the overall grade down, with its reason in words. Source: practice.md 1.7. */
export const cap = z.strictObject({
	id: z.string(),
	/** `sections`: any of these graded `grade` or lower; `count` or more of them. */
	sections: z.array(z.string()).optional(),
	count: z.number().int().min(1).default(1),
	/** Or: any of these questions answered so. */
	questions: z
		.array(z.strictObject({ id: z.string(), is: z.array(z.string()).default([]), late: z.boolean().optional() }))
		.optional(),
	/** Or: an alert that is open. */
	openAlert: z.boolean().optional(),
	grade: z.enum(['inadequate', 'requires-improvement', 'good', 'outstanding']).default('inadequate'),
	holdsAt: z.enum(['inadequate', 'requires-improvement', 'good']),
	because: z.string().min(3)
});
export type Cap = z.infer<typeof cap>;

export const gradingRule = z.strictObject({
	/** False where the council gives no overall grade for this template. */
	overall: z.boolean(),
	suggestion: z.enum(['lower-median', 'single']),
	/** At most this many grades above the lowest graded section. */
	aboveLowest: z.number().int().optional(),
	/** For `single`: the question whose grade is the theme's and so the audit's (X3). Nothing more is asked. */
	question: z.string().optional(),
	outstandingNeeds: z
		.strictObject({ section: z.string(), noneBelow: z.literal('good'), feedback: z.array(z.string()) })
		.optional(),
	caps: z.array(cap).default([])
});
export type GradingRule = z.infer<typeof gradingRule>;

export const template = z.strictObject({
	id: z.string().regex(/^[a-z0-9-]+$/),
	version: z.number().int().min(1),
	title: z.string().min(3),
	/** For lists: "Child Journey, child protection". */
	short: z.string().min(2),
	family: z.enum(['child-journey', 'themed', 'dip']),
	purpose: z.string(),
	sample: z.string().optional(),
	cadence: z.string().optional(),
	auditor: z.string(),
	/** Suggested size of a sample. */
	suggestedSize: z.number().int().optional(),
	minutes: z.number().int().optional(),
	/** Evidence from the last `evidence` months, judgement on the last `judgement` (practice.md 1.5). */
	window: z.strictObject({ evidence: z.number(), judgement: z.number() }),
	/** Whose grades its sections and the whole are given; a scale of colours grades neither (grading/scales). */
	scale: z.enum(scaleIds),
	grading: gradingRule,
	sections: z.array(section).min(1)
});
export type Template = z.infer<typeof template>;

/** Which published version an audit was begun with. */
export type TemplateRef = { readonly id: string; readonly ver: number };
