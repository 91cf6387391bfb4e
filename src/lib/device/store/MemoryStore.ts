import { isAsExpected } from './DeviceStore.ts';
import type {
	DeviceStore,
	DraftRow,
	Everything,
	MetaValue,
	OutboxRow,
	Plan,
	Position,
	RecordRow
} from './DeviceStore.ts';

/** A store for tests, and the plainest statement of what a store does. */
export class MemoryStore implements DeviceStore {
	readonly #records = new Map<string, RecordRow>();
	readonly #summaries = new Map<string, RecordRow>();
	readonly #outbox = new Map<number, OutboxRow>();
	readonly #kept = new Map<number, OutboxRow>();
	readonly #drafts = new Map<string, DraftRow>();
	readonly #meta = new Map<string, MetaValue>();
	#position: Position = { counter: 0, rev: 0, seq: 0 };

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
			seq: plan.seq ?? held.seq
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
	}

	#put(plan: Plan): void {
		for (const row of plan.put?.records ?? []) this.#records.set(row.rid, row);
		for (const row of plan.put?.summaries ?? []) this.#summaries.set(row.rid, row);
		for (const row of [...(plan.add ?? []), ...(plan.put?.outbox ?? [])]) this.#outbox.set(row.n, row);
		for (const row of plan.put?.kept ?? []) this.#kept.set(row.n, row);
		for (const row of plan.put?.drafts ?? []) this.#drafts.set(row.key, row);
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
