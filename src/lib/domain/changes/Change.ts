import { z } from 'zod';
import { allOutcomes, recordedStages } from '../alerts/pathwayStages.ts';
import { day, instant } from '../shared/dates.ts';
import { uuid } from '../shared/ids.ts';
import { attemptOutcomes, voices, waysHeard, waysToReach } from '../voices/Voice.ts';
import type { RecordRef } from './RecordState.ts';
import type { TemplateRef } from '../templates/Template.ts';

/** The longest note a person may write, in characters; what is longer is refused before it is saved. */
export const longestText = 20_000;

const text = z.string().max(longestText);
const shortText = z.string().min(1).max(2_000);
const questionKey = z.string().min(1).max(80);
const grade = z.enum(['outstanding', 'good', 'requires-improvement', 'inadequate', 'na']);
const evidenceFile = z.object({
	id: uuid,
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	name: z.string().min(1).max(200),
	kind: z.enum(['png', 'jpeg', 'heic', 'pdf', 'docx']),
	bytes: z
		.number()
		.int()
		.min(1)
		.max(25 * 1024 * 1024)
});

export const answerValue = z.union([
	z.string().max(longestText),
	z.number(),
	z.array(z.string().max(200)).max(100),
	z.object({ from: day.nullable(), to: day.nullable() })
]);
export type AnswerValue = z.infer<typeof answerValue>;

/**
 * Every change a person can make to a record of each kind, with its arguments. Names and arguments
 * are fixed on the wire (SPEC.md, N and P); unknown members are ignored here and kept in the log.
 */
export const changeArguments = {
	audit: {
		'answer.set': z.object({ question: questionKey, value: answerValue }),
		'answer.clear': z.object({ question: questionKey }),
		'note.set': z.object({ question: questionKey, text }),
		'grade.set': z.object({ section: questionKey, grade: grade.nullable(), reason: text.optional() }),
		'feedback.add': z.object({
			id: uuid,
			from: z.enum(voices),
			text,
			scale: z.union([z.number(), z.string().max(40)]).optional(),
			/** What was said to each question that was put to them. */
			said: z
				.array(z.object({ about: z.string().min(1).max(40), value: z.string().max(2_000) }))
				.max(12)
				.optional(),
			how: z.enum(waysHeard).optional()
		}),
		'feedback.attempt': z.object({
			id: uuid,
			from: z.enum(voices),
			how: z.enum(waysToReach),
			outcome: z.enum(attemptOutcomes),
			note: z.string().max(2_000)
		}),
		'reply.ask': z.object({}),
		'evidence.attach': evidenceFile.extend({ question: questionKey }),
		'evidence.detach': z.object({ id: uuid }),
		'alert.raise': z.object({ id: uuid, question: questionKey.optional(), concern: shortText }),
		'alert.tell': z.object({ id: uuid, whom: shortText, how: shortText }),
		'alert.acknowledge': z.object({ id: uuid }),
		'alert.check': z.object({
			id: uuid,
			outcome: z.enum(['safe', 'plan-in-place', 'not-safe']),
			contact: z.enum(['seen', 'spoken-to', 'not-reached']),
			note: shortText,
			why: shortText,
			reference: z.string().max(200).optional()
		}),
		'alert.read': z.object({ id: uuid }),
		'alert.record': z.object({
			id: uuid,
			stage: z.enum(recordedStages),
			outcome: z.enum(allOutcomes),
			note: shortText,
			reference: z.string().max(200).optional()
		}),
		'alert.close': z.object({ id: uuid, outcome: z.enum(['resolved', 'in-error']), reason: shortText }),
		'action.raise': z.object({
			id: uuid,
			level: z.enum(['child', 'team', 'service']),
			finding: shortText,
			what: shortText,
			difference: shortText,
			owner: uuid,
			dueOn: day,
			question: questionKey.optional()
		}),
		'action.rely': z.object({ question: questionKey, action: uuid, relied: z.boolean() }),
		'audit.submit': z.object({ why: text }),
		'audit.withdraw': z.object({ reason: shortText }),
		'conflict.resolve': z.object({ key: z.string().min(1).max(200), keep: z.enum(['value', 'other', 'both']) })
	},
	action: {
		'action.accept': z.object({}),
		'action.progress': z.object({ note: shortText }),
		'action.complete': z.object({ note: shortText, evidence: z.array(evidenceFile).max(20).default([]) }),
		'action.verify': z.object({
			verdict: z.enum(['verified', 'returned']),
			note: shortText,
			difference: text.optional()
		}),
		'action.extend': z.object({ dueOn: day, reason: shortText }),
		'action.notNeeded': z.object({ reason: shortText }),
		'action.transfer': z.object({ owner: uuid, reason: shortText }),
		'action.impact': z.object({ verdict: z.enum(['held', 'not-held']), note: shortText }),
		'conflict.resolve': z.object({ key: z.string().min(1).max(200), keep: z.enum(['value', 'other', 'both']) })
	},
	moderation: {
		'moderation.grade': z.object({ section: questionKey, grade, reason: text }),
		'moderation.decide': z.object({ grade, reason: shortText, auditQuality: grade }),
		'conflict.resolve': z.object({ key: z.string().min(1).max(200), keep: z.enum(['value', 'other', 'both']) })
	}
} as const;

export type ChangeableKind = keyof typeof changeArguments;
export type AuditChanges = {
	[Name in keyof (typeof changeArguments)['audit']]: z.infer<(typeof changeArguments)['audit'][Name]>;
};
export type ActionChanges = {
	[Name in keyof (typeof changeArguments)['action']]: z.infer<(typeof changeArguments)['action'][Name]>;
};
export type ModerationChanges = {
	[Name in keyof (typeof changeArguments)['moderation']]: z.infer<(typeof changeArguments)['moderation'][Name]>;
};

/** A change once its arguments are known to be right: a union told apart by kind and name. */
export type Act =
	| {
			[Name in keyof AuditChanges]: { readonly kind: 'audit'; readonly name: Name; readonly args: AuditChanges[Name] };
	  }[keyof AuditChanges]
	| {
			[Name in keyof ActionChanges]: {
				readonly kind: 'action';
				readonly name: Name;
				readonly args: ActionChanges[Name];
			};
	  }[keyof ActionChanges]
	| {
			[Name in keyof ModerationChanges]: {
				readonly kind: 'moderation';
				readonly name: Name;
				readonly args: ModerationChanges[Name];
			};
	  }[keyof ModerationChanges];

/** One act of a person, recorded so that it can be sent and replayed. `args` are not judged yet. */
export type Change = {
	/** Consecutive within one client. */
	readonly n: number;
	readonly id: string;
	/** The tablet's time. */
	readonly at: string;
	readonly name: string;
	readonly record: RecordRef;
	readonly args: unknown;
	/** Version of the field the person was looking at; 0 where there was none. */
	readonly base?: number;
	readonly tpl?: TemplateRef;
	/** SHA-256, lower-case hex, of the canonical JSON of the change without `h`. */
	readonly h: string;
};

export const changeEnvelope = z.looseObject({
	n: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
	id: z.string(),
	at: z.string(),
	name: z.string(),
	record: z.looseObject({ kind: z.string(), id: z.string() }),
	args: z.unknown(),
	base: z.number().int().min(0).optional(),
	tpl: z.looseObject({ id: z.string(), ver: z.number().int() }).optional(),
	h: z.string()
});
export const changeInstant = instant;
