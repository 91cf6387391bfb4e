import { maySpeakAs } from '../voices/maySpeakAs.ts';
import { isValueOf } from '../audits/values.ts';
import { findQuestion, isNoteKey, isGradedSection } from '../audits/keys.ts';
import { pinnedVersions } from '../audits/pinnedVersions.ts';
import { issueAction } from '../improvement/issueAction.ts';
import { alertActNames, applyAlertAct } from './applyAlertAct.ts';
import type { Applied, ApplyContext, Effect } from './Effect.ts';
import type { Act } from './Change.ts';
import type { AuditRecord, Json } from './RecordState.ts';

type AuditAct = Extract<Act, { kind: 'audit' }>;

/** What may still be done to an audit between submitting and withdrawing (P9). */
const openAfterSubmission: ReadonlySet<string> = new Set([
	'feedback.add',
	'feedback.attempt',
	'alert.raise',
	...alertActNames,
	'action.raise',
	'action.rely',
	'audit.withdraw'
]);

export function applyAuditAct(audit: AuditRecord, act: AuditAct, context: ApplyContext): Applied {
	const submitted = audit.head.state === 'submitted';
	if (submitted && !openAfterSubmission.has(act.name)) return { ok: false, code: 'RECORD_LOCKED' };
	if (!submitted && act.name === 'audit.withdraw') return { ok: false, code: 'RECORD_LOCKED' };
	const applied = effect(audit, act, context);
	if (!applied.ok || audit.head.state !== 'allocated' || applied.effect.head?.state !== undefined) return applied;
	return { ok: true, effect: { ...applied.effect, head: { ...applied.effect.head, state: 'begun' } } };
}

function effect(audit: AuditRecord, act: AuditAct, context: ApplyContext): Applied {
	switch (act.name) {
		case 'answer.set':
		case 'answer.clear':
		case 'note.set':
		case 'grade.set':
			return judge(act, context);
		case 'feedback.add': {
			const { id, ...feedback } = act.args;
			if (!maySpeakAs(context.author.person, audit.head, feedback.from)) return { ok: false, code: 'NO_PERMISSION' };
			return does({ writes: [{ key: `feedback/${id}`, value: feedback as Json }] });
		}
		case 'feedback.attempt': {
			const { id, ...attempt } = act.args;
			return does({ writes: [{ key: `attempt/${id}`, value: attempt as Json }] });
		}
		case 'reply.ask':
			return does({
				writes: [{ key: 'reply-asked', value: true, settles: true }],
				head: { replyAskedAt: audit.head.replyAskedAt ?? context.author.at }
			});
		case 'evidence.attach': {
			const { id, ...file } = act.args;
			return does({ writes: [{ key: `evidence/${id}`, value: file }] });
		}
		case 'evidence.detach':
			if (!audit.fields.has(`evidence/${act.args.id}`)) return { ok: false, code: 'SCHEMA_INVALID' };
			return does({ writes: [{ key: `evidence/${act.args.id}`, value: null }] });
		case 'alert.raise':
		case 'alert.tell':
		case 'alert.acknowledge':
		case 'alert.check':
		case 'alert.read':
		case 'alert.record':
		case 'alert.close':
			return applyAlertAct(audit, act, context);
		case 'action.raise': {
			const { id, ...raised } = act.args;
			const creates = issueAction(audit, act.args, context);
			return does({ writes: [{ key: `action/${id}`, value: raised as Json }], creates });
		}
		case 'action.rely':
			return relyOn(act.args, context);
		case 'audit.submit':
			return submit(audit, act.args.why, context);
		case 'audit.withdraw':
			return does({
				writes: [{ key: 'submission', value: { withdrawn: act.args.reason }, settles: true }],
				head: { state: 'begun' }
			});
		default:
			return { ok: false, code: 'SCHEMA_INVALID' };
	}
}

function judge(
	act: Extract<AuditAct, { name: 'answer.set' | 'answer.clear' | 'note.set' | 'grade.set' }>,
	{ template, author }: ApplyContext
): Applied {
	if (template === null) return { ok: false, code: 'TEMPLATE_UNKNOWN' };
	if (act.name === 'grade.set') {
		if (act.args.section !== 'overall' && !isGradedSection(template, act.args.section))
			return { ok: false, code: 'SCHEMA_INVALID' };
		const value = act.args.grade === null ? null : { grade: act.args.grade, reason: act.args.reason ?? '' };
		return does({ writes: [{ key: `grade/${act.args.section}/${author.person.id}`, value }] });
	}
	if (act.name === 'note.set') {
		if (!isNoteKey(template, act.args.question)) return { ok: false, code: 'SCHEMA_INVALID' };
		return does({ writes: [{ key: `note/${act.args.question}`, value: act.args.text }] });
	}
	const question = findQuestion(template, act.args.question);
	if (question === undefined) return { ok: false, code: 'SCHEMA_INVALID' };
	if (act.name === 'answer.clear') return does({ writes: [{ key: `answer/${act.args.question}`, value: null }] });
	if (!isValueOf(question, act.args.value)) return { ok: false, code: 'SCHEMA_INVALID' };
	return does({ writes: [{ key: `answer/${act.args.question}`, value: act.args.value }] });
}

/** An action that is going on already answers what one question shows; taken back, the field says so and stays. */
function relyOn(args: { question: string; action: string; relied: boolean }, { template }: ApplyContext): Applied {
	if (template === null) return { ok: false, code: 'TEMPLATE_UNKNOWN' };
	if (findQuestion(template, args.question) === undefined) return { ok: false, code: 'SCHEMA_INVALID' };
	return does({ writes: [{ key: `relies/${args.question}/${args.action}`, value: args.relied }] });
}

/** Submitting pins the versions it was made on (M5); what is missing is shown, never bounced. */
function submit(audit: AuditRecord, why: string, context: ApplyContext): Applied {
	const grade = gradeGiven(audit, context);
	return does({
		writes: [{ key: 'submission', value: { why, grade, pinned: pinnedVersions(audit.fields) }, settles: true }],
		head: { state: 'submitted', submittedAt: context.author.at, ...(grade === null ? {} : { grade }) }
	});
}

/** The auditor's overall grade; in a themed set the answer to its one graded question. */
function gradeGiven(audit: AuditRecord, { author, template }: ApplyContext): string | null {
	const themed = template?.grading.suggestion === 'single' ? template.grading.question : undefined;
	if (themed !== undefined) {
		const answer = audit.fields.get(`answer/${themed}`)?.value;
		return typeof answer === 'string' ? answer : null;
	}
	const own = audit.fields.get(`grade/overall/${author.person.id}`)?.value;
	return own !== null && typeof own === 'object' && 'grade' in own && typeof own.grade === 'string' ? own.grade : null;
}

function does(effect: Effect): Applied {
	return { ok: true, effect };
}
