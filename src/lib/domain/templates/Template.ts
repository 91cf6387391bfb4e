import { z } from 'zod';

/** What kind of judgement a question asks for. The values each takes are in `audits/values.ts`. */
export const kinds = ['ynp', 'g4', 'gate', 'rag', 'num', 'date', 'time', 'pick', 'multi', 'text'] as const;
export type Kind = (typeof kinds)[number];

/** The facts of a case that come with the import and that a condition may ask about. */
export const caseFacts = ['stage', 'ageBand', 'planType', 'uasc', 'disability'] as const;

/**
 * When a question is asked. Total and three-valued: what is not known yet is neither true nor false,
 * and a question whose condition is not known is asked.
 */
export type Condition =
	| { readonly answer: string; readonly is: readonly (string | number)[] }
	| { readonly fact: (typeof caseFacts)[number]; readonly is: readonly string[] }
	| { readonly all: readonly Condition[] }
	| { readonly any: readonly Condition[] }
	| { readonly not: Condition };

export const condition: z.ZodType<Condition> = z.lazy(() =>
	z.union([
		z.strictObject({ answer: z.string(), is: z.array(z.union([z.string(), z.number()])).min(1) }),
		z.strictObject({ fact: z.enum(caseFacts), is: z.array(z.string()).min(1) }),
		z.strictObject({ all: z.array(condition).min(1) }),
		z.strictObject({ any: z.array(condition).min(1) }),
		z.strictObject({ not: condition })
	])
);

/**
 * An answer that may not wait. `same-day` opens the safeguarding pathway (practice.md 1.8); `priority`
 * needs an owned action before the audit is submitted.
 */
export const alertRule = z.strictObject({
	level: z.enum(['same-day', 'priority']),
	/** Answers that fire it: ynp no, g4 inadequate, gate concern and cannot-tell, an option's id, rag red. */
	on: z.array(z.string()).default([]),
	/** Fires when a clock is late: beyond `timesClock` times its length, or beyond `days` over (0: any lateness). */
	late: z.strictObject({ timesClock: z.number().optional(), days: z.number().optional() }).optional(),
	/** Fires when a number is above this. */
	above: z.number().optional(),
	/** Does not fire once an action answers the question. */
	unlessAction: z.boolean().optional(),
	/** The circumstance in the auditors' words, where the answer alone does not decide ("if twice the clock"). */
	says: z.string().optional()
});
export type AlertRule = z.infer<typeof alertRule>;

export const option = z.strictObject({ id: z.string().min(1), label: z.string().min(1) });

export const question = z.strictObject({
	id: z.string().regex(/^[A-Z]+[0-9]*\.?[0-9]*[a-z]?$/),
	/** As printed beside the question: "2.3", "CP4". */
	number: z.string(),
	text: z.string().min(3),
	kind: z.enum(kinds),
	guidance: z.string(),
	/** For pick and multi. */
	options: z.array(option).optional(),
	/** For time and date: the clock in `calendar/clocks`, and the import's dates that fill it. */
	clock: z.string().optional(),
	from: z.string().optional(),
	to: z.string().optional(),
	fromLabel: z.string().optional(),
	toLabel: z.string().optional(),
	/** For num: the unit in words. */
	unit: z.string().optional(),
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
	questions: z.array(z.strictObject({ id: z.string(), is: z.array(z.string()).default([]), late: z.boolean().optional() })).optional(),
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
	/** For `single`: the question whose grade is the theme's (X3). */
	question: z.string().optional(),
	outstandingNeeds: z.strictObject({ section: z.string(), noneBelow: z.literal('good'), feedback: z.array(z.string()) }).optional(),
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
	scale: z.literal('ofsted'),
	grading: gradingRule,
	sections: z.array(section).min(1)
});
export type Template = z.infer<typeof template>;

/** Which published version an audit was begun with. */
export type TemplateRef = { readonly id: string; readonly ver: number };
