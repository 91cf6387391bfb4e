import type { Transaction } from 'kysely';
import { maySee, mayChange } from '#lib/domain/access/can.ts';
import { applyChange } from '#lib/domain/changes/applyChange.ts';
import type { Outcome } from '#lib/domain/changes/Effect.ts';
import type { Author } from '#lib/domain/changes/Author.ts';
import { isGradedSection, isNoteKey } from '#lib/domain/audits/keys.ts';
import { parseAct } from '#lib/domain/changes/parseAct.ts';
import type {
	AuditHead,
	ModerationHead,
	ModerationRecord,
	RecordKind,
	RecordState,
	WrittenValue
} from '#lib/domain/changes/RecordState.ts';
import type { FirstJudgement } from '#lib/domain/moderation/newModeration.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import type { Template, TemplateRef } from '#lib/domain/templates/Template.ts';
import type { ParkedCode } from '#lib/protocol/push.ts';
import type { DatabaseKind, Tables } from '../db/connection.ts';
import { carryToAudit, uncoverFor } from '../moderation/secondGrade.ts';
import { findTemplate } from '../templates/templates.repository.ts';
import type { HistoryValue } from './history.repository.ts';
import { insertRecord, lockRecord, updateRecord } from './records.repository.ts';

/** What a change asks for, from a tablet or from an online page. */
export type AskedChange = {
	readonly id: string;
	readonly name: string;
	readonly record: { readonly kind: string; readonly id: string };
	readonly args: unknown;
	readonly base?: number | undefined;
	readonly tpl?: TemplateRef | undefined;
};

export type Performed =
	| {
			readonly ok: true;
			readonly st: 'applied' | 'conflict';
			/** The record's version after the change (P3). */
			readonly ver: number;
			readonly other?: WrittenValue;
			readonly history: readonly HistoryValue[];
	  }
	| { readonly ok: false; readonly code: ParkedCode };

/** Whose permission a change stands on; `decided` where a QA manager has looked at it and lets it in. */
export type Rights = { readonly person: Author['person']; readonly decided: boolean };

/**
 * One change on its record, by the person's permissions as they are now: locked, judged, applied by the same
 * function as on the tablet, and written (W2). Logging it is the caller's, who knows where it came from.
 */
export async function performChange(
	trx: Transaction<Tables>,
	database: DatabaseKind,
	change: AskedChange,
	author: Author,
	rights: Rights = { person: author.person, decided: false }
): Promise<Performed> {
	const found = await lockRecord(trx, database, { kind: change.record.kind as RecordKind, id: change.record.id });
	const today = dayInEngland(author.at);
	if (found === null || !maySee(rights.person, found.state, today)) return parked('NO_PERMISSION');
	if (found.deletedWhy !== null) return parked('RECORD_DELETED');
	if (!parseAct(change.record.kind, change.name, change.args).ok) return parked('SCHEMA_INVALID');
	if (!rights.decided && !mayChange(rights.person, change.name, found.state, today)) return parked('NO_PERMISSION');
	const template = await templateFor(trx, found.state, change);
	if (template === 'unknown') return parked('TEMPLATE_UNKNOWN');
	const first = await firstFor(trx, change.name, found.state, author);
	if (first === null) return parked('NO_PERMISSION');
	const asked = { name: change.name, args: change.args, base: change.base ?? 0 };
	const outcome = applyChange(found.state, asked, { author, changeId: change.id, template, ...first });
	if (!outcome.ok) return parked(outcome.code);
	const kept = await keep(trx, outcome, change, Date.parse(author.at));
	if (kept.ok) await carryToAudit(trx, database, outcome.record, Date.parse(author.at));
	return kept;
}

/** What a second grade uncovers; null where it would not be blind. Nothing for every other change. */
async function firstFor(
	trx: Transaction<Tables>,
	name: string,
	record: RecordState,
	author: Author
): Promise<{ first?: FirstJudgement } | null> {
	if (record.record.kind !== 'moderation' || name !== 'moderation.grade') return {};
	const first = await uncoverFor(trx, record as ModerationRecord, author);
	return first === null ? null : { first };
}

/**
 * The version the audit goes by. A change made on one that it went on from is judged by that one only where its
 * question is asked no more, so that nothing which waited on a tablet is lost (W8); one made with any other version
 * was made on other questions.
 */
async function templateFor(
	trx: Transaction<Tables>,
	record: RecordState,
	{ tpl, args }: AskedChange
): Promise<Template | null | 'unknown'> {
	if (record.record.kind !== 'audit' && record.record.kind !== 'moderation') return null;
	const head = record.head as AuditHead | ModerationHead;
	const { template: own } = head;
	const earlier = 'earlier' in head ? (head.earlier ?? []) : [];
	const current = await findTemplate(trx, own);
	if (tpl === undefined || isSame(tpl, own)) return current;
	if (!earlier.some((one) => isSame(one, tpl))) return 'unknown';
	return current === null || hasPlaceFor(current, args) ? current : findTemplate(trx, tpl);
}

function isSame(one: TemplateRef, other: TemplateRef): boolean {
	return one.id === other.id && one.ver === other.ver;
}

/** Whether the question or the section that an act is about is in a template. */
function hasPlaceFor(template: Template, args: unknown): boolean {
	if (args === null || typeof args !== 'object') return true;
	if ('question' in args && typeof args.question === 'string') return isNoteKey(template, args.question);
	if (!('section' in args) || typeof args.section !== 'string') return true;
	return args.section === 'overall' || isGradedSection(template, args.section);
}

async function keep(
	trx: Transaction<Tables>,
	outcome: Extract<Outcome, { ok: true }>,
	change: AskedChange,
	at: number
): Promise<Performed> {
	if (outcome.creates !== undefined && !(await insertRecord(trx, outcome.creates, at))) return parked('SCHEMA_INVALID');
	if (outcome.written.length > 0) await updateRecord(trx, outcome.record, outcome.written, at);
	return {
		ok: true,
		st: outcome.outcome,
		ver: outcome.record.ver,
		...(outcome.other === undefined ? {} : { other: outcome.other }),
		history: historyOf(outcome, change)
	};
}

/** What was written, what was equal and so wrote nothing (P6), and the act itself where it wrote no field at all. */
function historyOf(outcome: Extract<Outcome, { ok: true }>, change: AskedChange): HistoryValue[] {
	const { record, fields, ver } = outcome.record;
	const keys = new Set([...(outcome.writes ?? []).map((write) => write.key), ...outcome.written]);
	const meant = new Map((outcome.writes ?? []).map((write) => [write.key, write.value]));
	const values = [...keys].map((key): HistoryValue => {
		const field = fields.get(key);
		const how = outcome.written.includes(key) ? 'written' : 'equal';
		return { record, key, value: meant.get(key) ?? field?.value ?? null, ver: field?.ver ?? ver, how };
	});
	if (values.length === 0) values.push({ record, key: '', value: change.args, ver, how: 'equal' });
	const created = outcome.creates;
	if (created === undefined) return values;
	const born = [...created.fields].map(([key, { value }]): HistoryValue => ({
		record: created.record,
		key,
		value,
		ver: created.ver,
		how: 'written'
	}));
	return [...values, ...born];
}

function parked(code: ParkedCode): Performed {
	return { ok: false, code };
}
