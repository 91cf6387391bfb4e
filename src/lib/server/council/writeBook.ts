import type { Insertable, Transaction } from 'kysely';
import type { Database, Tables } from '../db/connection.ts';
import { writeJson } from '../db/json.ts';
import type { RecordHistoryTable } from '../db/tables/records.ts';
import { link } from '../log/changeLog.ts';
import { columnsOf, fieldRow } from '../records/recordRows.ts';
import type { BookedAct, CouncilBook } from './CouncilBook.ts';

/** Rows a statement may carry: SQLite takes 32,766 values, and the widest row here has 21. */
const rowsAtOnce = 1_000;

/** Puts a council's past into an empty store: records, fields, history and the chained log, in one transaction. */
export async function writeBook(database: Database, book: CouncilBook): Promise<void> {
	const acts = [...book.acts].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
	await database.transaction(async (trx) => {
		await writeRecords(trx, book);
		await writeActs(trx, acts);
	});
}

async function writeRecords(trx: Transaction<Tables>, book: CouncilBook): Promise<void> {
	const records = [...book.records.values()];
	await inParts(records, (part) =>
		trx
			.insertInto('record')
			.values(
				part.map((record) => ({
					...columnsOf(record),
					kind: record.record.kind,
					id: record.record.id,
					ver: record.ver,
					head: writeJson(record.head),
					created_at: Date.parse(book.createdAt(record.record)),
					updated_at: Date.parse(book.updatedAt(record.record)),
					deleted_why: null
				}))
			)
			.execute()
	);
	const fields = records.flatMap(({ record, fields: held }) =>
		[...held].map(([key, field]) => fieldRow(record.kind, record.id, key, field))
	);
	await inParts(fields, (part) => trx.insertInto('record_field').values(part).execute());
}

async function writeActs(trx: Transaction<Tables>, acts: readonly BookedAct[]): Promise<void> {
	const end = await trx
		.selectFrom('change_log_end')
		.select(['seq', 'hash'])
		.where('id', '=', 1)
		.executeTakeFirstOrThrow();
	const links = [];
	const history: Insertable<RecordHistoryTable>[] = [];
	let place = { seq: end.seq + 1, hash: end.hash };
	for (const act of acts) {
		const at = Date.parse(act.at);
		const made = link(place, {
			at,
			personId: act.person,
			clientId: null,
			n: null,
			change: act.change,
			outcome: 'applied'
		});
		links.push(made);
		history.push(...act.values.map((value) => historyRow(act, value, at, place.seq)));
		place = { seq: place.seq + 1, hash: made.row.hash };
	}
	await inParts(links, (part) =>
		trx
			.insertInto('change_log')
			.values(part.map((one) => one.row))
			.execute()
	);
	await inParts(links, (part) =>
		trx
			.insertInto('change_body')
			.values(part.map((one) => one.body))
			.execute()
	);
	await inParts(history, (part) => trx.insertInto('record_history').values(part).execute());
	await trx
		.updateTable('change_log_end')
		.set({ seq: place.seq - 1, hash: place.hash })
		.where('id', '=', 1)
		.execute();
}

function historyRow(
	act: BookedAct,
	value: BookedAct['values'][number],
	at: number,
	seq: number
): Insertable<RecordHistoryTable> {
	return {
		log_seq: seq,
		key: value.key,
		kind: value.record.kind,
		id: value.record.id,
		name: act.change.name,
		ver: value.ver,
		value: writeJson(value.value),
		how: 'written',
		by_id: act.person,
		at,
		device_at: null,
		client_id: null,
		n: null,
		change_id: act.change.id,
		base: act.change.base
	};
}

async function inParts<Row>(rows: readonly Row[], write: (part: readonly Row[]) => Promise<unknown>): Promise<void> {
	for (let at = 0; at < rows.length; at += rowsAtOnce) await write(rows.slice(at, at + rowsAtOnce));
}
