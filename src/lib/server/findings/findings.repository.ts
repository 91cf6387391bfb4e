import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { ActionState } from '#lib/domain/changes/RecordState.ts';
import type { Finding, FindingKind } from '#lib/domain/findings/Finding.ts';
import type { Tables } from '../db/connection.ts';
import { readJson } from '../db/json.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

/** Audits whose findings are not those of the version they stand at: submitted since, changed, or withdrawn. */
export async function listUngathered(db: Db, most: number): Promise<string[]> {
	const rows = await db
		.selectFrom('record')
		.leftJoin('finding_audit as gathered', 'gathered.audit_id', 'record.id')
		.select('record.id')
		.where('record.kind', '=', 'audit')
		.where('record.deleted_why', 'is', null)
		.where((eb) =>
			eb.or([
				eb.and([
					eb('record.state', '=', 'submitted'),
					eb.or([eb('gathered.ver', 'is', null), eb('gathered.ver', '<>', eb.ref('record.ver'))])
				]),
				eb.and([eb('record.state', '<>', 'submitted'), eb('gathered.ver', '<>', eb.ref('record.ver'))])
			])
		)
		.orderBy('record.updated_at')
		.orderBy('record.id')
		.limit(most)
		.execute();
	return rows.map(({ id }) => id);
}

export type Gathered = {
	readonly audit: string;
	readonly ver: number;
	readonly foundAt: number;
	readonly found: readonly (Finding & { readonly id: string })[];
};

/** What an audit shows now. What it no longer shows stays, with all that was done about it, and stands no more. */
export async function saveFindings(trx: Trx, { audit, ver, foundAt, found }: Gathered): Promise<void> {
	await trx.updateTable('finding').set({ stands: 0 }).where('audit_id', '=', audit).execute();
	for (const { id, key, kind, source, theme, value, priority, actions } of found) {
		const row = { kind, source, theme, value, priority: priority ? (1 as const) : (0 as const), found_at: foundAt };
		await trx
			.insertInto('finding')
			.values({
				...row,
				id,
				audit_id: audit,
				key,
				stands: 1,
				set_aside_by: null,
				set_aside_at: null,
				set_aside_why: null
			})
			.onConflict((conflict) => conflict.columns(['audit_id', 'key']).doUpdateSet({ ...row, stands: 1 }))
			.execute();
		for (const action of actions) await linkAction(trx, [id], action);
	}
	await trx
		.insertInto('finding_audit')
		.values({ audit_id: audit, ver })
		.onConflict((conflict) => conflict.column('audit_id').doUpdateSet({ ver }))
		.execute();
}

export async function linkAction(trx: Trx, findings: readonly string[], action: string): Promise<void> {
	for (let from = 0; from < findings.length; from += 500) {
		await trx
			.insertInto('finding_action')
			.values(findings.slice(from, from + 500).map((finding) => ({ finding_id: finding, action_id: action })))
			.onConflict((conflict) => conflict.columns(['finding_id', 'action_id']).doNothing())
			.execute();
	}
}

/** Whoever said that an action answers a finding says that it does not. */
export async function unlinkAction(trx: Trx, finding: string, action: string): Promise<void> {
	await trx.deleteFrom('finding_action').where('finding_id', '=', finding).where('action_id', '=', action).execute();
}

export type KeptFinding = {
	readonly id: string;
	readonly audit: string;
	readonly key: string;
	readonly kind: FindingKind;
	readonly theme: string;
	readonly value: string | null;
	readonly priority: boolean;
	readonly stands: boolean;
	readonly foundAt: number;
	readonly setAside: { readonly by: string; readonly why: string } | null;
	readonly actions: readonly { readonly id: string; readonly state: ActionState }[];
};

/** By when they were found or by their ids, with the actions that answer them. */
export async function listFindings(
	db: Db,
	which: { readonly since?: number; readonly theme?: string; readonly action?: string }
): Promise<KeptFinding[]> {
	const rows = await narrowed(db, which).selectAll('finding').orderBy('found_at').orderBy('finding.id').execute();
	const links = await narrowed(db, which)
		.innerJoin('finding_action as link', 'link.finding_id', 'finding.id')
		.innerJoin('record', (join) => join.onRef('record.id', '=', 'link.action_id').on('record.kind', '=', 'action'))
		.select(['link.finding_id', 'link.action_id', 'record.state'])
		.where('record.deleted_why', 'is', null)
		.execute();
	const actions = new Map<string, { id: string; state: ActionState }[]>();
	for (const { finding_id: finding, action_id: id, state } of links) {
		const others = actions.get(finding) ?? [];
		actions.set(finding, [...others, { id, state: state as ActionState }]);
	}
	return rows.map((row) => ({
		id: row.id,
		audit: row.audit_id,
		key: row.key,
		kind: row.kind,
		theme: row.theme,
		value: row.value,
		priority: row.priority === 1,
		stands: row.stands === 1,
		foundAt: row.found_at,
		setAside: row.set_aside_by === null ? null : { by: row.set_aside_by, why: row.set_aside_why ?? '' },
		actions: actions.get(row.id) ?? []
	}));
}

function narrowed(
	db: Db,
	{ since, theme, action }: { readonly since?: number; readonly theme?: string; readonly action?: string }
) {
	let query = db.selectFrom('finding');
	if (since !== undefined) query = query.where('finding.found_at', '>=', since);
	if (theme !== undefined) query = query.where('finding.theme', '=', theme);
	if (action !== undefined)
		query = query.where('finding.id', 'in', (eb) =>
			eb.selectFrom('finding_action as of').select('of.finding_id').where('of.action_id', '=', action)
		);
	return query;
}

/** Takes findings out of what waits; where `by` is null, puts them back. */
export async function setAside(
	trx: Trx,
	ids: readonly string[],
	decided: { readonly by: string; readonly at: number; readonly why: string } | null
): Promise<void> {
	const row =
		decided === null
			? { set_aside_by: null, set_aside_at: null, set_aside_why: null }
			: { set_aside_by: decided.by, set_aside_at: decided.at, set_aside_why: decided.why };
	for (let from = 0; from < ids.length; from += 500) {
		await trx
			.updateTable('finding')
			.set(row)
			.where('id', 'in', ids.slice(from, from + 500))
			.execute();
	}
}

/** The words that stand in audits under these keys, by audit and key. */
export async function findWords(
	db: Db,
	places: readonly { readonly audit: string; readonly key: string }[]
): Promise<Map<string, string>> {
	if (places.length === 0) return new Map();
	const rows = await db
		.selectFrom('record_field')
		.select(['id', 'key', 'value'])
		.where('kind', '=', 'audit')
		.where('id', 'in', [...new Set(places.map(({ audit }) => audit))])
		.where('key', 'in', [...new Set(places.map(({ key }) => key))])
		.execute();
	return new Map(rows.map(({ id, key, value }) => [`${id} ${key}`, wordsIn(readJson(value, z.unknown()))]));
}

/** A note is its words; an action raised in an audit says in its finding what was found. */
function wordsIn(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === null || typeof value !== 'object' || !('finding' in value)) return '';
	return typeof value.finding === 'string' ? value.finding : '';
}
