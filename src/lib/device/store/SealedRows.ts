import type { RecordRef, RecordState } from '#lib/domain/changes/RecordState.ts';
import { toHex, type Bytes } from '../vault/bytes.ts';
import type { Place, Vault } from '../vault/Vault.ts';
import type { DraftRow, OutboxRow, RecordRow } from './DeviceStore.ts';
import {
	nameOf,
	recordFromSeal,
	recordToSeal,
	type Draft,
	type HeldChange,
	type SealedRecord,
	type StoreState,
	type Summary
} from './sealedShapes.ts';

const remembered = 2_000;

/** What each row of one person's store means, and back: sealed under the name of this tablet, bound to its place (V7). */
export class SealedRows {
	readonly vault: Vault;
	/** Changes when the server found that two tablets send under one name (FORK). */
	clientId: string;
	/** What was opened, by the IV of its seal, which no two sealed values share. */
	readonly #opened = new Map<string, unknown>();
	readonly #rids = new Map<string, string>();

	constructor(vault: Vault, clientId: string) {
		this.vault = vault;
		this.clientId = clientId;
	}

	/** The name a record is filed under. */
	async rid(record: RecordRef): Promise<string> {
		const name = nameOf(record);
		const known = this.#rids.get(name) ?? (await this.vault.hide(name));
		this.#rids.set(name, known);
		return known;
	}

	openSummary(row: RecordRow): Promise<Summary> {
		return this.#open<Summary>(this.#place('summaries', row.rid), row.sealed);
	}
	openRecord(row: RecordRow): Promise<RecordState> {
		return this.#open(this.#place('records', row.rid), row.sealed, (value) => recordFromSeal(value as SealedRecord));
	}
	/** `clientId`: the name it was sealed under, where this tablet has another by now. */
	openOutbox({ n, sealed }: Pick<OutboxRow, 'n' | 'sealed'>, clientId = this.clientId): Promise<HeldChange> {
		return this.#open({ store: 'changes', key: n, clientId }, sealed);
	}
	openKept(row: OutboxRow): Promise<HeldChange> {
		return this.#open(this.#place('kept', row.n), row.sealed);
	}
	openDraft(row: DraftRow): Promise<Draft> {
		return this.#open(this.#place('drafts', row.key), row.sealed);
	}

	async sealRecord(record: RecordState): Promise<RecordRow> {
		const rid = await this.rid(record.record);
		const sealed = await this.vault.seal(this.#place('records', rid), recordToSeal(record));
		this.#remember(sealOf(sealed), record);
		return { rid, sealed };
	}
	async sealSummary(summary: Summary): Promise<RecordRow> {
		const rid = await this.rid(summary.record);
		return { rid, sealed: await this.#seal(this.#place('summaries', rid), summary) };
	}
	async sealOutbox(held: HeldChange): Promise<OutboxRow> {
		const { n, record } = held.change;
		return {
			n,
			rid: await this.rid(record),
			sealed: await this.#seal(this.#place('changes', n), { ...held, receipt: null })
		};
	}
	async sealKept(held: HeldChange): Promise<OutboxRow> {
		const { n, record } = held.change;
		return { n, rid: await this.rid(record), sealed: await this.#seal(this.#place('kept', n), held) };
	}
	async sealDraft(record: RecordRef, draft: Draft): Promise<DraftRow> {
		const key = await this.draftKey(record, draft.box);
		return { key, rid: await this.rid(record), sealed: await this.vault.seal(this.#place('drafts', key), draft) };
	}
	/** Under a new name of this tablet; what it is filed under stays. */
	async resealDraft(draft: Draft, row: DraftRow): Promise<DraftRow> {
		return { ...row, sealed: await this.vault.seal(this.#place('drafts', row.key), draft) };
	}
	draftKey(record: RecordRef, box: string): Promise<string> {
		return this.vault.hide(`draft:${nameOf(record)}:${box}`);
	}
	async sealState(state: StoreState): Promise<{ readonly clientId: string; readonly state: Bytes }> {
		return { clientId: this.clientId, state: await this.vault.seal(this.#place('meta', 'state'), state) };
	}
	openState(sealed: Bytes): Promise<StoreState> {
		return this.#open(this.#place('meta', 'state'), sealed);
	}

	protected forgetOpened(): void {
		this.#opened.clear();
		this.#rids.clear();
	}

	#place(store: string, key: string | number): Place {
		return { store, key, clientId: this.clientId };
	}

	async #open<Value>(
		place: Place,
		sealed: Bytes,
		read: (value: unknown) => Value = (value) => value as Value
	): Promise<Value> {
		const seal = sealOf(sealed);
		const known = this.#opened.get(seal);
		if (known !== undefined && !this.vault.isLocked) return known as Value;
		const value = read(await this.vault.open(place, sealed));
		this.#remember(seal, value);
		return value;
	}

	/** What was just sealed here need not be opened again. */
	async #seal(place: Place, value: unknown): Promise<Bytes> {
		const sealed = await this.vault.seal(place, value);
		this.#remember(sealOf(sealed), value);
		return sealed;
	}

	#remember(seal: string, value: unknown): void {
		if (this.#opened.size >= remembered) this.#opened.clear();
		this.#opened.set(seal, value);
	}
}

/** The IV: no two sealed values share it. */
function sealOf(sealed: Bytes): string {
	return toHex(sealed.subarray(1, 13));
}
