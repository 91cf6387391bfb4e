import { isAsExpected } from './DeviceStore.ts';
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

/** A store for tests, and the plainest statement of what a store does. */
export class MemoryStore implements DeviceStore {
	readonly #records = new Map<string, RecordRow>();
	readonly #summaries = new Map<string, RecordRow>();
	readonly #outbox = new Map<number, OutboxRow>();
	readonly #kept = new Map<number, OutboxRow>();
	readonly #drafts = new Map<string, DraftRow>();
	readonly #files = new Map<string, FileRow>();
	readonly #parts = new Map<string, PartRow>();
	readonly #thumbs = new Map<string, ThumbRow>();
	readonly #meta = new Map<string, MetaValue>();
	#position: Position = { counter: 0, rev: 0, seq: 0, life: '' };

	async position(): Promise<Position> {
		return this.#position;
	}

	async write(plan: Plan): Promise<boolean> {
		const held = this.#position;
		if (!isAsExpected(held, plan.expect)) return false;
		if (plan.add?.some((row) => this.#outbox.has(row.n)) === true)
			throw new Error('a change of that number is there already');
		for (const table of plan.clear ?? []) this.#tables()[table].clear();
		this.#drop(plan.drop ?? {});
		this.#put(plan);
		for (const [key, value] of Object.entries(plan.meta ?? {})) this.#meta.set(key, value);
		this.#position = {
			counter: plan.counter ?? held.counter,
			rev: plan.turns === true ? held.rev + 1 : held.rev,
			seq: plan.seq ?? held.seq,
			life: plan.life ?? held.life
		};
		return true;
	}

	#drop(drop: NonNullable<Plan['drop']>): void {
		for (const rid of drop.records ?? []) this.#records.delete(rid);
		for (const rid of drop.summaries ?? []) this.#summaries.delete(rid);
		for (const n of drop.outbox ?? []) this.#outbox.delete(n);
		for (const n of drop.kept ?? []) this.#kept.delete(n);
		for (const key of drop.drafts ?? []) this.#drafts.delete(key);
		for (const [key, row] of this.#drafts) if (drop.draftsOf?.includes(row.rid) === true) this.#drafts.delete(key);
		for (const id of drop.files ?? []) this.#dropFile(id);
		for (const { id, rid, sent } of [...this.#files.values()])
			if (sent === 1 && drop.sentFilesOf?.includes(rid) === true) this.#dropFile(id);
		if (drop.thumbs === true) this.#thumbs.clear();
	}

	#dropFile(id: string): void {
		this.#files.delete(id);
		this.#thumbs.delete(id);
		for (const [key, row] of this.#parts) if (row.file === id) this.#parts.delete(key);
	}

	#put(plan: Plan): void {
		for (const row of plan.put?.records ?? []) this.#records.set(row.rid, row);
		for (const row of plan.put?.summaries ?? []) this.#summaries.set(row.rid, row);
		for (const row of [...(plan.add ?? []), ...(plan.put?.outbox ?? [])]) this.#outbox.set(row.n, row);
		for (const row of plan.put?.kept ?? []) this.#kept.set(row.n, row);
		for (const row of plan.put?.drafts ?? []) this.#drafts.set(row.key, row);
		for (const row of plan.put?.files ?? []) this.#files.set(row.id, row);
		for (const row of plan.put?.parts ?? []) this.#parts.set(row.key, row);
		for (const row of plan.put?.thumbs ?? []) this.#thumbs.set(row.id, row);
	}

	#tables() {
		return {
			records: this.#records,
			summaries: this.#summaries,
			outbox: this.#outbox,
			kept: this.#kept,
			drafts: this.#drafts
		};
	}

	async meta(key: string): Promise<MetaValue | undefined> {
		return this.#meta.get(key);
	}
	async record(rid: string): Promise<RecordRow | undefined> {
		return this.#records.get(rid);
	}
	async summaries(): Promise<readonly RecordRow[]> {
		return [...this.#summaries.values()];
	}
	async outbox(after = 0): Promise<readonly OutboxRow[]> {
		return [...this.#outbox.values()].filter(({ n }) => n > after).sort((a, b) => a.n - b.n);
	}
	async kept(): Promise<readonly OutboxRow[]> {
		return [...this.#kept.values()].sort((a, b) => a.n - b.n);
	}
	async draftsOf(rid: string): Promise<readonly DraftRow[]> {
		return [...this.#drafts.values()].filter((row) => row.rid === rid);
	}
	async files(): Promise<readonly FileRow[]> {
		return [...this.#files.values()];
	}
	async part(key: string): Promise<PartRow | undefined> {
		return this.#parts.get(key);
	}
	async partsOf(file: string): Promise<readonly PartRow[]> {
		return [...this.#parts.values()].filter((row) => row.file === file);
	}
	async thumb(id: string): Promise<ThumbRow | undefined> {
		return this.#thumbs.get(id);
	}
	async everything(): Promise<Everything> {
		return {
			records: [...this.#records.values()],
			summaries: await this.summaries(),
			outbox: await this.outbox(),
			kept: await this.kept(),
			drafts: [...this.#drafts.values()]
		};
	}
	close(): void {
		// Nothing is held open.
	}
}
