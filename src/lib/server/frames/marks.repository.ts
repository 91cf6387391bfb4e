import type { Kysely, Selectable, Transaction } from 'kysely';
import type { CaseMark, ImportedMarks, MarkKind } from '#lib/domain/frames/caseMarks.ts';
import type { Tables } from '../db/connection.ts';
import type { CaseMarkTable } from '../db/tables/frames.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export type KeptMark = Selectable<CaseMarkTable>;
type Marked = { readonly source: CaseMarkTable['source']; readonly by: string; readonly at: number };

export function findMarks(db: Db): Promise<KeptMark[]> {
	return db.selectFrom('case_mark').selectAll().orderBy('kind').orderBy('case_key').execute();
}

/** A mark made by hand stands whatever an import says; one of an import gives way to either. */
export async function insertMarks(trx: Trx, marks: readonly CaseMark[], { source, by, at }: Marked): Promise<void> {
	const rows = marks.map(({ key, kind, household }) => ({
		case_key: key,
		kind,
		household,
		source,
		marked_by: by,
		marked_at: at
	}));
	for (let from = 0; from < rows.length; from += 200) {
		await trx
			.insertInto('case_mark')
			.values(rows.slice(from, from + 200))
			.onConflict((conflict) => {
				const once = conflict.columns(['case_key', 'kind']);
				return source === 'import'
					? once.doNothing()
					: once.doUpdateSet((eb) => ({
							household: eb.ref('excluded.household'),
							source: eb.ref('excluded.source'),
							marked_by: eb.ref('excluded.marked_by'),
							marked_at: eb.ref('excluded.marked_at')
						}));
			})
			.execute();
	}
}

/** Of the kinds it has a column for, an import says all there is to say: what an earlier one said is gone. */
export async function takeImportedMarks(
	trx: Trx,
	{ kinds, marks }: ImportedMarks,
	marked: Omit<Marked, 'source'>
): Promise<void> {
	if (kinds.length === 0) return;
	await trx.deleteFrom('case_mark').where('source', '=', 'import').where('kind', 'in', kinds).execute();
	await insertMarks(trx, marks, { ...marked, source: 'import' });
}

/** How many were there to take off. */
export async function deleteMarks(trx: Trx, kind: MarkKind, keys: readonly string[]): Promise<number> {
	let deleted = 0;
	for (let from = 0; from < keys.length; from += 200) {
		const rows = await trx
			.deleteFrom('case_mark')
			.where('kind', '=', kind)
			.where('case_key', 'in', keys.slice(from, from + 200))
			.returning('case_key')
			.execute();
		deleted += rows.length;
	}
	return deleted;
}
