import type { ModelBug } from './bugs.ts';
import {
	digestOf,
	type HeldRow,
	type ModelChange,
	type ModelResult,
	type PullAnswer,
	type PullRequest
} from './shapes.ts';
import { copyStore, newStore, putRow, type TabletStore } from './TabletStore.ts';
import type { Violations } from './Violations.ts';

export type SaveCrash = 'none' | 'inside' | 'between copies' | 'after';
export type Asked = Omit<ModelChange, 'n' | 'base' | 'seen' | 'hash' | 'at'>;
type NewName = () => number;
/** Everyone is set up before the first restore. */
const firstEpoch = 1;

/** One tablet of one person: store, journal, and what is lost with a page. */
export class ModelTablet {
	readonly person: number;
	readonly build: 'new' | 'old';
	readonly clockOff: number;
	store: TabletStore;
	/** The second copy: nothing that befalls the store befalls it (S8). */
	journal: HeldRow[] = [];
	/** Bytes of evidence by the change that attached them, until they are safe on the server (P14). */
	files = new Map<number, { readonly n: number; isSent: boolean }>();
	isRevoked = false;
	isWiped = false;
	failures = 0;
	readonly #bug: ModelBug | null;
	readonly #violations: Violations;
	readonly #newName: NewName;

	constructor(person: number, build: 'new' | 'old', clockOff: number, parts: TabletParts) {
		this.person = person;
		this.build = build;
		this.clockOff = clockOff;
		this.#bug = parts.bug;
		this.#violations = parts.violations;
		this.#newName = parts.newName;
		this.store = newStore(parts.newName());
	}

	/** Bit by bit the same: two tablets under one name (FORK). */
	clone(parts: TabletParts): ModelTablet {
		const copy = new ModelTablet(this.person, this.build, this.clockOff, parts);
		copy.store = copyStore(this.store);
		copy.journal = [...this.journal];
		copy.files = new Map([...this.files].map(([id, file]) => [id, { ...file }]));
		return copy;
	}

	/** V6: a lapsed lease opens nothing without the network. */
	opens(day: number): boolean {
		return day <= this.store.leaseUntil || this.#bug === 'lease-ignored';
	}

	/** S1, S8: both copies, then "saved". True when the person was told so. */
	save(asked: Asked, now: number, crash: SaveCrash): boolean {
		const { store } = this;
		if (this.#bug === 'draft-gone-with-crash') store.drafts.delete(asked.key);
		if (crash === 'inside') return false;
		const row = this.#sealed(this.#numbered(asked, now, store.counter + 1));
		store.counter = row.change.n;
		putRow(store.outbox, row);
		store.drafts.delete(asked.key);
		if (asked.act === 'attach') this.files.set(asked.id, { n: row.change.n, isSent: false });
		if (crash === 'between copies') return false;
		this.journal.push(row);
		return crash === 'none';
	}

	/** S5: both tabs looked before either wrote; the counter in the transaction sends one of them back to look again. */
	saveInTwoTabs(first: Asked, second: Asked, now: number): void {
		const seen = this.store.counter;
		this.save(first, now, 'none');
		if (this.#bug === 'two-tabs-one-number') this.store.counter = seen;
		this.save(second, now, 'none');
	}

	#numbered(asked: Asked, now: number, n: number): ModelChange {
		const { store } = this;
		const isSameWorld = store.epoch === store.serverEpoch || this.#bug === 'old-base-after-restore';
		const shown = store.base.get(asked.record)?.fields.get(asked.key);
		const base = isSameWorld ? (shown?.ver ?? 0) : 0;
		return hashed({ ...asked, n, base, seen: shown?.id ?? 0, at: now + this.clockOff });
	}

	#sealed(change: ModelChange, seenIn = this.store.serverEpoch): HeldRow {
		return { seal: this.store.name, change, result: null, seenIn };
	}

	/** Versions of before a restore may pass for others of the same number (M2). */
	#baseOf({ change, seenIn }: HeldRow): number {
		return seenIn === this.store.serverEpoch ? change.base : 0;
	}

	/** The page starts: what the journal has and the store lacks is put back before anything else (S8). */
	restart(): void {
		const { store } = this;
		const own = this.journal.filter(({ seal }) => seal === store.name);
		if (this.#bug !== 'journal-not-put-back') for (const row of own) this.#putBack(row);
		store.counter = Math.max(store.counter, ...own.map(({ change }) => change.n));
		for (const row of store.outbox) if (!own.some(({ change }) => change.n === row.change.n)) this.journal.push(row);
		const safe = Math.min(store.durableN, store.ackedN);
		this.journal = this.journal.filter(({ seal, change }) => seal === store.name && change.n > safe);
	}

	#putBack(row: HeldRow): void {
		const { n } = row.change;
		const isHere = (rows: readonly HeldRow[]) => rows.some(({ change }) => change.n === n);
		// What is acknowledged and in no backup yet must stay on the tablet too: it goes again, and is known by its hash.
		if (n > Math.min(this.store.durableN, this.store.ackedN) && !isHere(this.store.outbox) && !isHere(this.store.kept))
			putRow(this.store.outbox, { ...row, result: null });
	}

	/** The browser deletes IndexedDB: of the state only what was written beside the journal at set-up is known. */
	losesStore(): void {
		const { name, leaseUntil } = this.store;
		this.store = { ...newStore(name), leaseUntil, serverEpoch: firstEpoch };
	}

	/** Consecutive numbers from the oldest, as many as one push takes. */
	nextBatch(most: number): ModelChange[] {
		const batch: ModelChange[] = [];
		for (const row of this.store.outbox) {
			if (row.seal !== this.store.name) {
				this.#violations.add('lost', 'V7', 'a change is sealed under a name that the tablet has no more');
				break;
			}
			if (batch.length >= most || (batch.length > 0 && batch.at(-1)?.n !== row.change.n - 1)) break;
			batch.push(row.change);
		}
		return batch;
	}

	/** Out of the outbox, into kept until a backup holds it (W7). */
	takeReceipts(results: readonly (ModelResult & { n: number })[], durable: number): void {
		const { store } = this;
		store.durableN = Math.max(store.durableN, durable);
		for (const { n, ...result } of results) {
			const at = store.outbox.findIndex(({ change }) => change.n === n);
			const row = store.outbox[at];
			if (row === undefined) continue;
			store.outbox.splice(at, 1);
			store.ackedN = Math.max(store.ackedN, n);
			if (this.#bug !== 'kept-dropped-at-once') putRow(store.kept, { ...row, result });
		}
		this.#letGo();
		store.rev += 1;
	}

	#letGo(): void {
		const { store } = this;
		store.kept = store.kept.filter(({ change }) => change.n > store.durableN);
	}

	noteHello(answer: { epoch: number; durable: number; leaseUntil: number }): void {
		this.store.serverEpoch = answer.epoch;
		this.store.durableN = Math.max(this.store.durableN, answer.durable);
		this.store.leaseUntil = answer.leaseUntil;
		this.store.rev += 1;
	}

	/** W7: what was acknowledged above `n` goes again; after a restore as having seen nothing. */
	resendAbove(n: number, isRestored: boolean): boolean {
		const { store } = this;
		if (isRestored && this.#bug === 'not-sent-again-after-restore') return true;
		// After a restore all of it, as it was: under a cloned name the server's numbers may be another tablet's (FORK).
		const isBack = ({ change }: HeldRow) => isRestored || change.n > n;
		const back = store.kept.filter(isBack);
		store.kept = store.kept.filter((row) => !isBack(row));
		for (const row of back) putRow(store.outbox, { ...row, result: null });
		if (isRestored && this.#bug !== 'old-base-after-restore')
			store.outbox = store.outbox.map((row) =>
				row.change.n > n ? { ...row, change: hashed({ ...row.change, base: 0 }) } : row
			);
		store.ackedN = Math.min(store.ackedN, n);
		store.rev += 1;
		const first = store.outbox[0];
		return first === undefined ? store.counter <= n : first.change.n <= n + 1;
	}

	/** FORK, or a number that nobody has any more: a new name, everything numbered from 1 and sent again. */
	becomeNew(): void {
		const { store } = this;
		const held = [...store.kept, ...store.outbox].sort((a, b) => a.change.n - b.change.n);
		const old = store.name;
		store.name = this.#newName();
		store.outbox = held.map((row, index) =>
			this.#sealed(hashed({ ...row.change, n: index + 1, base: this.#baseOf(row) }), row.seenIn)
		);
		if (this.#bug === 'old-name-on-seals') store.outbox = store.outbox.map((row) => ({ ...row, seal: old }));
		for (const { change } of store.outbox) if (this.files.has(change.id)) this.#renumberFile(change);
		Object.assign(store, { kept: [], counter: held.length, ackedN: 0, durableN: 0 });
		this.journal = [...store.outbox];
		// What was asked for under the old name tells how far that one is backed up (W5, W7).
		store.seq += 1;
		store.rev += 1;
	}

	#renumberFile({ id, n }: ModelChange): void {
		this.files.set(id, { n, isSent: this.files.get(id)?.isSent ?? false });
	}

	asksPull(): PullRequest {
		const { store } = this;
		store.seq += 1;
		const have = new Map([...store.base].map(([record, { ver }]) => [record, ver]));
		return { epoch: store.epoch, client: store.name, have, seq: store.seq };
	}

	/** W5, W6. Answers with whether something must be fetched whole. */
	takePull(answer: PullAnswer): boolean {
		const { store } = this;
		if (answer.seq !== store.seq && this.#bug !== 'stale-pull-taken') return false;
		if (answer.reset) store.base.clear();
		let again = false;
		for (const part of answer.put) again = !this.#takePart(part) || again;
		for (const record of answer.gone) this.#goes(record);
		// Only a hello may say that the server was restored: it sends again what was lost, and nothing is let go before.
		store.epoch = answer.epoch;
		if (answer.epoch === store.serverEpoch) store.durableN = Math.max(store.durableN, answer.durable);
		store.leaseUntil = answer.leaseUntil;
		this.#letGo();
		store.rev += 1;
		return again;
	}

	#takePart({ record, full, from, ver, locked, fields, digest }: PullAnswer['put'][number]): boolean {
		const { base } = this.store;
		const held = base.get(record);
		const whole = new Map(full ? [] : held?.fields);
		for (const [key, field] of fields) whole.set(key, field);
		const follows = full || held?.ver === from;
		if (follows && digestOf(whole) === digest) {
			base.set(record, { ver, locked, fields: whole });
			return true;
		}
		base.delete(record);
		return false;
	}

	#goes(record: number): void {
		const { store } = this;
		if (this.#bug !== 'base-kept-after-gone') store.base.delete(record);
		for (const [key, on] of store.drafts) if (on === record) store.drafts.delete(key);
		if (this.#bug !== 'outbox-dropped-with-gone') return;
		store.outbox = store.outbox.filter(({ change }) => change.record !== record);
	}
}

export type TabletParts = {
	readonly bug: ModelBug | null;
	readonly violations: Violations;
	readonly newName: NewName;
};

function hashed(change: Omit<ModelChange, 'hash'>): ModelChange {
	return { ...change, hash: `${change.id}.${change.n}.${change.base}` };
}
