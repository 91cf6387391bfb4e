import { z } from 'zod';
import {
	alertRule,
	cap,
	caseFacts,
	condition,
	gradingRule,
	option,
	question,
	section,
	template,
	type Condition,
	type Template
} from '../Template.ts';

/**
 * A template while it is written: of the same shape, with gaps. What is missing or wrong is for `checkDraft` to say;
 * a save refuses nothing but what is no template at all, so that nobody loses an afternoon to a field left empty.
 */
export type TemplateDraft = Template;

/** Room for the largest set there is several times over; a form of thousands is a mistake, or an attack. */
export const mostQuestions = 1000;
export const longestWords = 5000;

const words = z.string().max(longestWords);
const name = z.string().max(200);

/** A row that is still being filled in asks about nothing yet. */
const draftCondition: z.ZodType<Condition> = z.lazy(() =>
	z.union([
		condition,
		z.strictObject({ answer: z.string(), is: z.array(z.union([z.string(), z.number()])) }),
		z.strictObject({ number: z.string(), atLeast: z.undefined().optional(), below: z.undefined().optional() }),
		z.strictObject({ date: z.string(), onOrAfter: z.undefined().optional(), before: z.undefined().optional() }),
		z.strictObject({ fact: z.enum(caseFacts), is: z.array(z.string()) }),
		z.strictObject({ all: z.array(draftCondition) }),
		z.strictObject({ any: z.array(draftCondition) }),
		z.strictObject({ not: draftCondition })
	])
);

const draftQuestion = question.extend({
	id: name.min(1),
	number: name,
	text: words,
	short: name.optional(),
	guidance: words,
	options: z.array(option.extend({ label: words })).optional(),
	alerts: z.array(alertRule).default([]),
	askWhen: draftCondition.optional()
});

const draftSection = section.extend({
	id: name.min(1),
	number: name,
	title: name,
	short: name,
	intro: words.optional(),
	questions: z.array(draftQuestion)
});

export const templateDraft: z.ZodType<TemplateDraft> = template.extend({
	title: name,
	short: name,
	purpose: words,
	sample: words.optional(),
	cadence: words.optional(),
	auditor: words,
	grading: gradingRule.extend({ caps: z.array(cap.extend({ because: words })).default([]) }),
	sections: z.array(draftSection)
});

export function countQuestions({ sections }: Pick<Template, 'sections'>): number {
	return sections.reduce((sum, { questions }) => sum + questions.length, 0);
}

/** Why a draft is not saved as it was given. */
export type DraftProblemCode =
	| 'draft.title-missing'
	/** facts: at, the path of the first thing that is wrong */
	| 'draft.not-a-template'
	/** facts: count, most */
	| 'draft.too-many-questions'
	/** Somebody saved since. facts: by, at, revision */
	| 'draft.changed'
	/** Somebody published it or put it away. */
	| 'draft.gone';

/** Why a draft is not published, beside what keeps it from being saved. */
export type PublishProblemCode =
	| DraftProblemCode
	| 'publish.note-missing'
	| 'publish.not-a-day'
	| 'publish.day-past'
	/** facts: count */
	| 'publish.has-problems'
	/** Whoever put it forward may not publish it too. */
	| 'publish.needs-second'
	| 'retire.reason-missing'
	| 'retire.not-in-use'
	| 'bring-back.in-use'
	| 'upgrade.submitted'
	/** Something was answered since it was looked at. */
	| 'upgrade.changed'
	| 'upgrade.nothing-newer';
