import { isGradedSection } from '../audits/keys.ts';
import { holds } from '../access/Person.ts';
import type { Act } from '../changes/Change.ts';
import type { Applied, ApplyContext, Write } from '../changes/Effect.ts';
import type { Json, ModerationHead, ModerationRecord } from '../changes/RecordState.ts';
import { isScaleGrade, rankOf } from '../grading/grades.ts';
import type { FirstJudgement } from './newModeration.ts';

type ModerationAct = Extract<Act, { kind: 'moderation' }>;

/** This far apart two grades are no longer one person's to settle (practice.md 1.9). */
export const panelAt = 2;

export function applyModerationAct(moderation: ModerationRecord, act: ModerationAct, context: ApplyContext): Applied {
	switch (act.name) {
		case 'moderation.grade':
			return grade(moderation, act.args, context);
		case 'moderation.decide':
			return decide(moderation, act.args, context);
		default:
			return { ok: false, code: 'SCHEMA_INVALID' };
	}
}

type Graded = { readonly section: string; readonly grade: string; readonly reason: string };

/**
 * Section by section while it is blind. The grade of the whole is the last: it cannot be taken back, and what the
 * server knows of the first grade is uncovered with it.
 */
function grade({ head }: ModerationRecord, { section, ...given }: Graded, context: ApplyContext): Applied {
	const { author, template, first } = context;
	if (head.state !== 'waiting') return { ok: false, code: 'RECORD_LOCKED' };
	if (template === null) return { ok: false, code: 'TEMPLATE_UNKNOWN' };
	if (section !== 'overall' && !isGradedSection(template, section)) return { ok: false, code: 'SCHEMA_INVALID' };
	const write: Write = { key: `grade/${section}/${author.person.id}`, value: given };
	if (section !== 'overall') return { ok: true, effect: { writes: [write] } };
	if (!isScaleGrade(given.grade)) return { ok: false, code: 'SCHEMA_INVALID' };
	const state = first !== undefined && isForPanel(first.grade, given.grade) ? 'panel' : 'graded';
	return {
		ok: true,
		effect: {
			writes: [
				{ ...write, settles: true },
				...(first === undefined ? [] : [{ key: 'first', value: first as unknown as Json, settles: true }])
			],
			head: {
				state,
				since: author.at,
				second: given.grade,
				...(first === undefined || first.grade === null ? {} : { first: first.grade })
			}
		}
	};
}

export function isForPanel(first: FirstJudgement['grade'], second: string): boolean {
	return isScaleGrade(first) && isScaleGrade(second) && Math.abs(rankOf(first) - rankOf(second)) >= panelAt;
}

type Decided = { readonly grade: string; readonly reason: string; readonly auditQuality: string };

/** One grade apart the second grader decides; two apart a panel does: a QA manager and a head of service who agree. */
function decide(moderation: ModerationRecord, decision: Decided, { author }: ApplyContext): Applied {
	const { head, fields } = moderation;
	const me = author.person;
	if (!isScaleGrade(decision.grade)) return { ok: false, code: 'SCHEMA_INVALID' };
	if (head.state === 'graded' && head.moderator === me.id) return decided([], decision, author.at);
	if (head.state !== 'panel' || head.moderator === me.id) return { ok: false, code: 'RECORD_LOCKED' };
	const as = seatsOf(author.person);
	const write: Write = { key: `panel/${me.id}`, value: { ...decision, as }, settles: true };
	const agrees = [...fields].some(([key, { value }]) => {
		if (!key.startsWith('panel/') || key === write.key) return false;
		const other = value as { grade?: Json; as?: readonly string[] } | null;
		return other?.grade === decision.grade && isWhole([...(other.as ?? []), ...as]);
	});
	return agrees ? decided([write], decision, author.at) : { ok: true, effect: { writes: [write] } };
}

function seatsOf(person: Parameters<typeof holds>[0]): string[] {
	return [
		...(holds(person, 'qa-manager') ? ['qa-manager'] : []),
		...(holds(person, 'head-of-service', 'director') ? ['head-of-service'] : [])
	];
}

function isWhole(seats: readonly string[]): boolean {
	return seats.includes('qa-manager') && seats.includes('head-of-service');
}

function decided(writes: readonly Write[], { grade: final, reason, auditQuality }: Decided, at: string): Applied {
	const head: Partial<ModerationHead> = { state: 'decided', since: at, final, auditQuality };
	return {
		ok: true,
		effect: {
			writes: [...writes, { key: 'decision', value: { grade: final, reason, auditQuality }, settles: true }],
			head: head as Readonly<Record<string, Json>>
		}
	};
}
