import type { RecordRef, RecordState } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import type { Template, TemplateRef } from '#lib/domain/templates/Template.ts';
import type { Vault } from '../vault/Vault.ts';
import { adoptStore, type StoreName } from './adoptStore.ts';
import type { Bell } from './Bell.ts';
import type { DeviceStore, OutboxRow, Plan, Position } from './DeviceStore.ts';
import type { Journal } from './Journal.ts';
import { withRoom, type Spare } from './makeRoom.ts';
import { isAside, newReading, nowhere, placeAfter, type FiledChange, type Reading } from './Reading.ts';
import { SealedRows } from './SealedRows.ts';
import type { Draft, StoreState, Summary } from './sealedShapes.ts';
import { isSameTemplate, readTemplate } from './templateRecords.ts';

export type OpenStoreParts = {
	readonly store: DeviceStore;
	readonly vault: Vault;
	readonly journal: Journal;
	readonly bell: Bell;
	readonly clientId: string;
	readonly deviceId: string;
	readonly now: () => Date;
	readonly newId: () => string;
	/** What can be let go when the tablet is full (S6). */
	readonly spares?: readonly Spare[];
};

/** All changes held when the store stood at `at`. */
type ReadChanges = { readonly at: Position; readonly changes: readonly FiledChange[] };

/** One person's store while it is unlocked: rows go in and come out as what they mean. */
export class OpenStore extends SealedRows {
	readonly store: DeviceStore;
	readonly journal: Journal;
	readonly bell: Bell;
	readonly deviceId: string;
	readonly newId: () => string;
	/** The highest `n` seen here: a store that falls behind it was wiped by the browser (S8). */
	highestN = 0;
	/** Which of the stores that the browser may have had under this name the numbers here are of; empty until one is seen. */
	life = '';
	/** As last read: what a wiped store begins anew with. */
	lastState: StoreState | null = null;
	readonly #now: () => Date;
	readonly #spares: readonly Spare[];
	/** Published templates never change. */
	readonly #templates = new Map<string, Template>();
	/** While another tab's name for this tablet, or its store, is being taken over. */
	#adopting: Promise<void> | null = null;
	/** The `rev` at which the store's name was last looked at. */
	#seen = -1;
	#reading: Reading = newReading();
	#lastChanges: ReadChanges | null = null;

	constructor(parts: OpenStoreParts) {
		super(parts.vault, parts.clientId);
		this.store = parts.store;
		this.journal = parts.journal;
		this.bell = parts.bell;
		this.deviceId = parts.deviceId;
		this.newId = parts.newId;
		this.#now = parts.now;
		this.#spares = parts.spares ?? [];
		parts.bell.listenElsewhere(() => this.#forgetReading());
	}

	now(): Instant {
		return this.#now().toISOString();
	}

	/** What the server last said of a record. */
	async base(record: RecordRef): Promise<RecordState | null> {
		const { at, bases } = this.#reading;
		const rid = await this.rid(record);
		const read = bases.get(rid) ?? this.#orForget(this.#readBase(rid));
		if (at !== nowhere) bases.set(rid, read);
		return read;
	}
	async #readBase(rid: string): Promise<RecordState | null> {
		const row = await this.store.record(rid);
		return row === undefined ? null : this.openRecord(row);
	}

	/**
	 * Where the store stands now. What was read of state and changes at an earlier place is forgotten; until this is
	 * asked again they are those of this place, which is what a write expects of the store.
	 */
	async position(): Promise<Position> {
		await this.#adopting;
		const position = await this.look();
		const isSeen = this.#seen === position.rev && this.life === position.life;
		if (!isSeen && (await this.#isOther(position))) return this.position();
		this.#seen = position.rev;
		return position;
	}

	/** The same without asking whether it is still the store that was known. */
	async look(): Promise<Position> {
		const position = await this.store.position();
		const { at } = this.#reading;
		if (at.counter !== position.counter || at.rev !== position.rev || at.life !== position.life)
			this.#reading = newReading(position);
		return position;
	}

	/** Where the store stood when it was last read or written here. A write that expects it finds out whether it still does. */
	get lastPosition(): Position | null {
		return this.#reading.at === nowhere || this.#adopting !== null ? null : this.#reading.at;
	}

	/**
	 * Another tab may have taken a new name for this tablet (FORK), or begun anew a store that the browser had deleted
	 * (S8): its numbers and its seals are ours from then on.
	 */
	async #isOther({ life }: Position): Promise<boolean> {
		const named = await this.store.meta('clientId');
		const clientId = typeof named === 'string' ? named : this.clientId;
		const isSame = life === '' || this.life === '' || life === this.life;
		if (isSame && life !== '') this.life = life;
		if (isSame && clientId === this.clientId) return false;
		this.#adopting ??= adoptStore(this, { clientId, life }).finally(() => (this.#adopting = null));
		await this.#adopting;
		return true;
	}

	/** From here on everything is sealed, and opened, under this name; what was read under the one before is forgotten. */
	takeOver({ clientId, life }: StoreName): void {
		this.clientId = clientId;
		this.life = life;
		this.#lastChanges = null;
		this.#forgetReading();
	}

	/** The changes held when they were last read or saved here, whatever became of the store since. */
	get lastChanges(): readonly FiledChange[] {
		return this.#lastChanges?.changes ?? [];
	}

	/** One plan, in one transaction. What was read before it is carried on where the plan says what became of it. */
	async write(plan: Plan): Promise<boolean> {
		let isWritten = false;
		try {
			isWritten = await withRoom(this, this.#spares, () => this.store.write(plan));
		} finally {
			if (!isWritten) this.#forgetReading();
		}
		if (isWritten && !isAside(plan)) this.#reading = this.#after(plan);
		return isWritten;
	}

	/** A save adds to what was read and alters nothing of it: base and state stand while `rev` does. */
	#after(plan: Plan): Reading {
		const { at, bases, changes, state, summaries } = this.#reading;
		const place = placeAfter(plan);
		if (place === null || at.counter !== plan.expect?.counter || at.rev !== plan.expect.rev) return newReading();
		const after: Reading = { ...newReading(place), bases };
		if (state !== undefined) after.state = state;
		if (changes !== undefined)
			after.changes = this.#orForget(this.#noted(place, this.#withAdded(changes, plan.add ?? [])));
		if (summaries !== undefined) after.summaries = this.#orForget(this.#withPut(summaries, plan));
		return after;
	}

	async #withAdded(
		before: Promise<readonly FiledChange[]>,
		rows: readonly OutboxRow[]
	): Promise<readonly FiledChange[]> {
		const added = await Promise.all(rows.map(async (row) => ({ rid: row.rid, ...(await this.openOutbox(row)) })));
		const changes = await before;
		// Whoever read them while it was being written may have met it already.
		return [...changes, ...added.filter(({ change }) => change.n > (changes.at(-1)?.change.n ?? 0))];
	}

	async #withPut(before: Promise<readonly Summary[]>, { put = {}, drop = {} }: Plan): Promise<readonly Summary[]> {
		const summaries = new Map<string, Summary>();
		for (const summary of await before) summaries.set(await this.rid(summary.record), summary);
		for (const rid of drop.summaries ?? []) summaries.delete(rid);
		for (const row of put.summaries ?? []) summaries.set(row.rid, await this.openSummary(row));
		return [...summaries.values()];
	}

	/** Every change held, in order of `n`: acknowledged ones first by nature. */
	async changes(): Promise<readonly FiledChange[]> {
		const reading = this.#reading;
		reading.changes ??= this.#orForget(this.#readChanges(reading.at));
		return reading.changes;
	}

	/**
	 * While `rev` stands, only saves came, with higher numbers: those alone are read and opened. A tablet without signal
	 * holds thousands of changes, and every save and every redraw asks for them.
	 */
	async #readChanges(at: Position): Promise<readonly FiledChange[]> {
		const before = this.#lastChanges;
		const isContinued = before !== null && at.rev === before.at.rev && at.counter >= before.at.counter;
		const changes = isContinued ? await this.#withSaved(before.changes) : await this.#readAllChanges();
		return this.#noted(at, changes);
	}

	async #noted(
		at: Position,
		read: readonly FiledChange[] | Promise<readonly FiledChange[]>
	): Promise<readonly FiledChange[]> {
		const name = this.clientId;
		const changes = await read;
		if (at !== nowhere && name === this.clientId) this.#lastChanges = { at, changes };
		return changes;
	}

	async #withSaved(changes: readonly FiledChange[]): Promise<readonly FiledChange[]> {
		const rows = await this.store.outbox(changes.at(-1)?.change.n ?? 0);
		const saved = await Promise.all(rows.map(async (row) => ({ rid: row.rid, ...(await this.openOutbox(row)) })));
		return saved.length === 0 ? changes : [...changes, ...saved];
	}

	async #readAllChanges(): Promise<readonly FiledChange[]> {
		const [kept, outbox] = await Promise.all([this.store.kept(), this.store.outbox()]);
		const opened = await Promise.all([
			...kept.map(async (row) => ({ rid: row.rid, ...(await this.openKept(row)) })),
			...outbox.map(async (row) => ({ rid: row.rid, ...(await this.openOutbox(row)) }))
		]);
		return opened.sort((a, b) => a.change.n - b.change.n);
	}

	async summaries(): Promise<readonly Summary[]> {
		const reading = this.#reading;
		reading.summaries ??= this.#orForget(this.#readSummaries());
		return reading.summaries;
	}

	async #readSummaries(): Promise<readonly Summary[]> {
		const rows = await this.store.summaries();
		return Promise.all(rows.map((row) => this.openSummary(row)));
	}
	async state(): Promise<StoreState> {
		return must(await this.stateIfAny(), 'the state of the store');
	}
	async stateIfAny(): Promise<StoreState | null> {
		const reading = this.#reading;
		reading.state ??= this.#orForget(this.#readState());
		return reading.state;
	}
	async #readState(): Promise<StoreState | null> {
		const sealed = await this.store.meta('state');
		if (!(sealed instanceof Uint8Array)) return null;
		this.lastState = await this.openState(sealed);
		return this.lastState;
	}

	async drafts(record: RecordRef): Promise<readonly Draft[]> {
		const rows = await this.store.draftsOf(await this.rid(record));
		return Promise.all(rows.map((row) => this.openDraft(row)));
	}

	/** The version of a template that an audit was begun with. */
	async template(ref: TemplateRef, arriving: readonly RecordState[] = []): Promise<Template | null> {
		const name = `${ref.id}~${ref.ver}`;
		const known = this.#templates.get(name);
		if (known !== undefined) return known;
		const isIt = (one: Pick<RecordState, 'record' | 'head'>) =>
			one.record.kind === 'template' && isSameTemplate((one as Summary<'template'>).head.template, ref);
		const record = arriving.find(isIt) ?? (await this.#findBase(isIt));
		const read = readTemplate(record);
		if (read !== null) this.#templates.set(name, read);
		return read;
	}

	async #findBase(isIt: (one: Summary) => boolean): Promise<RecordState | null> {
		const found = (await this.summaries()).find(isIt);
		return found === undefined ? null : this.base(found.record);
	}

	/** Nothing that was opened outlives the lock. */
	forget(): void {
		this.forgetOpened();
		this.#templates.clear();
		this.#forgetReading();
		this.#lastChanges = null;
		this.lastState = null;
		this.vault.lock();
	}

	#forgetReading(): void {
		this.#reading = newReading();
	}

	/** A read that failed is not the answer to the next. */
	async #orForget<Value>(read: Promise<Value>): Promise<Value> {
		try {
			return await read;
		} catch (error) {
			this.#forgetReading();
			throw error;
		}
	}
}
