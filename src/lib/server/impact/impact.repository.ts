import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import type { ActionRecord, AuditHead } from '#lib/domain/changes/RecordState.ts';
import { gapOf } from '#lib/domain/findings/gatherThemes.ts';
import type { Counted } from '#lib/domain/impact/judgeImpact.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { ImpactCheckTable } from '../db/tables/findings.ts';
import { stateFrom } from '../records/recordRows.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export type ImpactCheck = Omit<Selectable<ImpactCheckTable>, 'questions'> & { readonly questions: readonly string[] };

function checkFrom(row: Selectable<ImpactCheckTable>): ImpactCheck {
	return { ...row, questions: readJson(row.questions, z.array(z.string())) };
}

/** Actions for a team or the service, raised for a theme, that are verified and wait for the look back. */
export async function listVerifiedThemeActions(db: Db): Promise<ActionRecord[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'action')
		.where('state', '=', 'verified')
		.where('audit_id', 'is', null)
		.where('deleted_why', 'is', null)
		.orderBy('id')
		.execute();
	return rows.map((row) => stateFrom(row) as ActionRecord).filter(({ head }) => head.theme !== undefined);
}

export async function findChecks(db: Db, action: string): Promise<ImpactCheck[]> {
	const rows = await db
		.selectFrom('impact_check')
		.selectAll()
		.where('action_id', '=', action)
		.orderBy('round')
		.execute();
	return rows.map(checkFrom);
}

export async function listDrawnChecks(db: Db): Promise<ImpactCheck[]> {
	const rows = await db
		.selectFrom('impact_check')
		.selectAll()
		.where('state', '=', 'drawn')
		.orderBy('action_id')
		.execute();
	return rows.map(checkFrom);
}

/** A look that could not be drawn is tried again in its place. */
export async function saveCheck(trx: Trx, { questions, ...check }: ImpactCheck): Promise<void> {
	const row = { ...check, questions: writeJson(questions) };
	await trx
		.insertInto('impact_check')
		.values(row)
		.onConflict((conflict) => conflict.columns(['action_id', 'round']).doUpdateSet(row))
		.execute();
}

/** Audits in whose place, set and time the gap is counted; or those of one sample. */
export type Where =
	| { readonly sample: string }
	| {
			readonly sets: readonly string[];
			readonly team: string | null;
			readonly service: string | null;
			readonly from: number;
			readonly to: number;
	  };

export type GapCount = Counted & {
	/** Audits of cases that were not drawn by chance: they say nothing about practice as a whole. */
	readonly leftOut: number;
	/** Audits that are not submitted, or whose findings are not gathered yet. */
	readonly open: number;
};

/** Of the audits in which one of these questions was answered, in how many it was of concern. */
export async function countGap(db: Db, where: Where, questions: readonly string[]): Promise<GapCount> {
	const all = await auditsOf(db, where);
	const gathered = all.filter(({ isGathered }) => isGathered);
	const drawn = gathered.filter(({ head }) => head.route === 'random' || head.route === 'stratified');
	const answered = await auditsWith(db, drawn, questions);
	const concerned = await concernedIn(db, answered, new Set(questions.map((id) => `answer/${id}`)));
	return {
		count: concerned.size,
		of: answered.length,
		leftOut: gathered.length - drawn.length,
		open: all.length - gathered.length
	};
}

type Audited = { readonly id: string; readonly head: AuditHead; readonly isGathered: boolean };

async function auditsOf(db: Db, where: Where): Promise<Audited[]> {
	let query = db
		.selectFrom('record')
		.leftJoin('finding_audit as gathered', 'gathered.audit_id', 'record.id')
		.select(['kind', 'id', 'record.ver', 'head', 'state', 'gathered.ver as gathered'])
		.where('kind', '=', 'audit')
		.where('deleted_why', 'is', null);
	if ('sample' in where) query = query.where('sample_id', '=', where.sample);
	else {
		query = query.where('state', '=', 'submitted');
		if (where.team !== null) query = query.where('team_id', '=', where.team);
		if (where.service !== null) query = query.where('service_id', '=', where.service);
	}
	const rows = await query.execute();
	return rows
		.map((row) => ({
			id: row.id,
			head: stateFrom(row).head as AuditHead,
			isGathered: row.state === 'submitted' && row.gathered === row.ver
		}))
		.filter(({ head }) => 'sample' in where || isWithin(head, where));
}

function isWithin({ template, submittedAt }: AuditHead, where: Exclude<Where, { sample: string }>): boolean {
	const at = Date.parse(submittedAt ?? '');
	return where.sets.includes(template.id) && at >= where.from && at < where.to;
}

async function auditsWith(db: Db, audits: readonly Audited[], questions: readonly string[]): Promise<string[]> {
	const found = new Set<string>();
	const keys = questions.map((id) => `answer/${id}`);
	for (const ids of inParts(audits.map(({ id }) => id))) {
		const rows = await db
			.selectFrom('record_field')
			.select('id')
			.distinct()
			.where('kind', '=', 'audit')
			.where('id', 'in', ids)
			.where('key', 'in', keys)
			.where('value', 'not in', ['null', '"na"'])
			.execute();
		for (const { id } of rows) found.add(id);
	}
	return [...found];
}

async function concernedIn(db: Db, audits: readonly string[], gaps: ReadonlySet<string>): Promise<Set<string>> {
	const concerned = new Set<string>();
	for (const ids of inParts(audits)) {
		const rows = await db
			.selectFrom('finding')
			.select(['audit_id', 'key'])
			.where('audit_id', 'in', ids)
			.where('kind', '=', 'concern')
			.where('stands', '=', 1)
			.execute();
		for (const { audit_id: audit, key } of rows) if (gaps.has(gapOf(key))) concerned.add(audit);
	}
	return concerned;
}

function* inParts(ids: readonly string[]): Generator<string[]> {
	for (let from = 0; from < ids.length; from += 500) yield ids.slice(from, from + 500);
}

/** The set and place in the audit of each finding an action answers. */
export async function listFoundIn(db: Db, action: string): Promise<{ template: string; key: string }[]> {
	const rows = await db
		.selectFrom('finding_action as link')
		.innerJoin('finding', 'finding.id', 'link.finding_id')
		.innerJoin('record', (join) => join.onRef('record.id', '=', 'finding.audit_id').on('record.kind', '=', 'audit'))
		.select(['record.kind', 'record.id', 'record.ver', 'record.head', 'finding.key'])
		.where('link.action_id', '=', action)
		.execute();
	return rows.map(({ key, ...row }) => ({ template: (stateFrom(row).head as AuditHead).template.id, key }));
}

export async function listSampleAudits(db: Db, sample: string): Promise<string[]> {
	const rows = await db
		.selectFrom('record')
		.select('id')
		.where('kind', '=', 'audit')
		.where('sample_id', '=', sample)
		.where('deleted_why', 'is', null)
		.orderBy('id')
		.execute();
	return rows.map(({ id }) => id);
}
