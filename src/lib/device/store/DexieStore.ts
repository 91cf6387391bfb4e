import { Dexie, type Table as DexieTable } from 'dexie';
import type {
	DeviceStore,
	DraftRow,
	Everything,
	FileRow,
	MetaValue,
	OutboxRow,
	PartRow,
	Plan,
	Position,
	RecordRow,
	ThumbRow
} from './DeviceStore.ts';
import { isAsExpected } from './DeviceStore.ts';
import { isDeadHandle } from './deadHandle.ts';

type MetaRow = { readonly key: string; readonly value: MetaValue };

class Database extends Dexie {
	declare records: DexieTable<RecordRow, string>;
	declare summaries: DexieTable<RecordRow, string>;
	declare outbox: DexieTable<OutboxRow, number>;
	declare kept: DexieTable<OutboxRow, number>;
	declare drafts: DexieTable<DraftRow, string>;
	declare rows: DexieTable<MetaRow, string>;
	declare files: DexieTable<FileRow, string>;
	declare parts: DexieTable<PartRow, string>;
	declare thumbs: DexieTable<ThumbRow, string>;

	constructor(name: string) {
		// Strict: `complete` comes only once the disk has it (SPEC.md S1). No cache: only we write here.
		super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
		this.version(1).stores({
			records: 'rid',
			summaries: 'rid',
			outbox: 'n',
			kept: 'n',
			drafts: 'key, rid',
			rows: 'key'
		});
		this.version(2).stores({ files: 'id, rid', parts: 'key, file', thumbs: 'id' });
	}
}

const attempts = 4;

/** Rows in IndexedDB. A dead connection is dropped, opened anew and the work done again (SPEC.md S2). */
export class DexieStore implements DeviceStore {
	readonly name: string;
	#database: Database;

	constructor(name: string) {
		this.name = name;
		this.#database = new Database(name);
	}

	position(): Promise<Position> {
		return this.#alive((database) =>
			database.transaction('r', database.rows, async () => await readPosition(database))
		);
	}

	write(plan: Plan): Promise<boolean> {
		return this.#alive((database) =>
			database.transaction('rw', database.tables, async () => await carryOut(database, plan))
		);
	}

	meta(key: string): Promise<MetaValue | undefined> {
		return this.#alive(async (database) => (await database.rows.get(key))?.value);
	}
	record(rid: string): Promise<RecordRow | undefined> {
		return this.#alive((database) => database.records.get(rid));
	}
	summaries(): Promise<readonly RecordRow[]> {
		return this.#alive((database) => database.summaries.toArray());
	}
	outbox(after = 0): Promise<readonly OutboxRow[]> {
		return this.#alive((database) => database.outbox.where('n').above(after).toArray());
	}
	kept(): Promise<readonly OutboxRow[]> {
		return this.#alive((database) => database.kept.orderBy('n').toArray());
	}
	draftsOf(rid: string): Promise<readonly DraftRow[]> {
		return this.#alive((database) => database.drafts.where('rid').equals(rid).toArray());
	}

	files(): Promise<readonly FileRow[]> {
		return this.#alive((database) => database.files.toArray());
	}
	part(key: string): Promise<PartRow | undefined> {
		return this.#alive((database) => database.parts.get(key));
	}
	partsOf(file: string): Promise<readonly PartRow[]> {
		return this.#alive((database) => database.parts.where('file').equals(file).toArray());
	}
	thumb(id: string): Promise<ThumbRow | undefined> {
		return this.#alive((database) => database.thumbs.get(id));
	}

	everything(): Promise<Everything> {
		return this.#alive((database) =>
			database.transaction('r', database.tables, async () => ({
				records: await database.records.toArray(),
				summaries: await database.summaries.toArray(),
				outbox: await database.outbox.orderBy('n').toArray(),
				kept: await database.kept.orderBy('n').toArray(),
				drafts: await database.drafts.toArray()
			}))
		);
	}

	close(): void {
		this.#database.close();
	}

	/** A failed write never passes for a done one: what cannot be mended is thrown. */
	async #alive<Value>(work: (database: Database) => PromiseLike<Value>): Promise<Value> {
		for (let attempt = 1; ; attempt += 1) {
			const database = this.#database;
			try {
				return await work(database);
			} catch (error) {
				if (attempt === attempts || !isDeadHandle(error)) throw error;
				if (this.#database === database) {
					database.close();
					this.#database = new Database(this.name);
				}
			}
		}
	}
}

/** Throws inside a transaction: a cipher awaited there lets it commit too early in some browsers (SPEC.md S4). */
export function refuseInsideTransaction(): void {
	if (Dexie.currentTransaction !== null && Dexie.currentTransaction !== undefined) {
		throw new Error('no cipher inside a transaction');
	}
}

async function readPosition(database: Database): Promise<Position> {
	const [counter, rev, seq, life] = await database.rows.bulkGet(['counter', 'rev', 'seq', 'life']);
	return {
		counter: Number(counter?.value ?? 0),
		rev: Number(rev?.value ?? 0),
		seq: Number(seq?.value ?? 0),
		life: String(life?.value ?? '')
	};
}

async function carryOut(database: Database, plan: Plan): Promise<boolean> {
	const held = await readPosition(database);
	if (!isAsExpected(held, plan.expect)) return false;
	for (const table of plan.clear ?? []) await database[table].clear();
	await drop(database, plan.drop ?? {});
	if (plan.add !== undefined) await database.outbox.bulkAdd([...plan.add]);
	await put(database, plan.put ?? {});
	const meta = Object.entries(plan.meta ?? {}).map(([key, value]) => ({ key, value }));
	if (plan.counter !== undefined) meta.push({ key: 'counter', value: plan.counter });
	if (plan.seq !== undefined) meta.push({ key: 'seq', value: plan.seq });
	if (plan.life !== undefined) meta.push({ key: 'life', value: plan.life });
	if (plan.turns === true) meta.push({ key: 'rev', value: held.rev + 1 });
	if (meta.length > 0) await database.rows.bulkPut(meta);
	return true;
}

async function drop(database: Database, rows: NonNullable<Plan['drop']>): Promise<void> {
	if (has(rows.records)) await database.records.bulkDelete([...rows.records]);
	if (has(rows.summaries)) await database.summaries.bulkDelete([...rows.summaries]);
	if (has(rows.outbox)) await database.outbox.bulkDelete([...rows.outbox]);
	if (has(rows.kept)) await database.kept.bulkDelete([...rows.kept]);
	if (has(rows.drafts)) await database.drafts.bulkDelete([...rows.drafts]);
	if (has(rows.draftsOf)) await database.drafts.where('rid').anyOf(rows.draftsOf).delete();
	if (has(rows.files)) await dropFiles(database, rows.files);
	if (has(rows.sentFilesOf)) {
		const sent = await database.files.where('rid').anyOf(rows.sentFilesOf).toArray();
		await dropFiles(
			database,
			sent.filter((row) => row.sent === 1).map(({ id }) => id)
		);
	}
	if (rows.thumbs === true) await database.thumbs.clear();
}

async function dropFiles(database: Database, ids: readonly string[]): Promise<void> {
	await database.files.bulkDelete([...ids]);
	await database.thumbs.bulkDelete([...ids]);
	await database.parts.where('file').anyOf(ids).delete();
}

async function put(database: Database, rows: NonNullable<Plan['put']>): Promise<void> {
	if (has(rows.records)) await database.records.bulkPut([...rows.records]);
	if (has(rows.summaries)) await database.summaries.bulkPut([...rows.summaries]);
	if (has(rows.outbox)) await database.outbox.bulkPut([...rows.outbox]);
	if (has(rows.kept)) await database.kept.bulkPut([...rows.kept]);
	if (has(rows.drafts)) await database.drafts.bulkPut([...rows.drafts]);
	if (has(rows.files)) await database.files.bulkPut([...rows.files]);
	if (has(rows.parts)) await database.parts.bulkPut([...rows.parts]);
	if (has(rows.thumbs)) await database.thumbs.bulkPut([...rows.thumbs]);
}

function has<Row>(rows: readonly Row[] | undefined): rows is readonly Row[] {
	return rows !== undefined && rows.length > 0;
}
