import type { Json, RecordRef, RecordState, WrittenValue } from '#lib/domain/changes/RecordState.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import { LiveQuery } from '../LiveQuery.svelte.ts';
import type { PreparedFile } from '../evidence/PreparedFile.ts';
import { sealFiles } from '../evidence/sealedFile.ts';
import { listHeldFiles, openFile, openThumb, type HeldFile } from '../evidence/heldFiles.ts';
import type { Saved, SealedFiles } from '../store/recordChange.ts';
import { viewRecord, type RecordView } from '../store/viewRecord.ts';
import { Drafts } from './Drafts.ts';
import type { SaveState } from './Saver.svelte.ts';
import type { UnlockedStore } from './UnlockedStore.ts';

export type Conflict = {
	readonly key: string;
	readonly value: Json;
	readonly by: string;
	readonly at: Instant;
	readonly other: readonly WrittenValue[];
};

/** One record, open before a person: decrypted once, and again when it changes here, in another tab or by a pull. */
export class RecordSession {
	protected readonly drafts: Drafts;
	readonly #unlocked: UnlockedStore;
	readonly #ref: RecordRef;
	readonly #live: LiveQuery<RecordView | null>;
	#last: RecordView;

	protected constructor(unlocked: UnlockedStore, view: RecordView, drafts: Drafts) {
		this.#unlocked = unlocked;
		this.#ref = view.record.record;
		this.#last = view;
		this.drafts = drafts;
		this.#live = new LiveQuery<RecordView | null>(
			view,
			() => this.#read(),
			(again) => unlocked.open.bell.listen(again)
		);
	}

	get id(): string {
		return this.#ref.id;
	}
	/** True once it was taken from this person; what they had not sent stays sealed in the outbox (W6). */
	get withdrawn(): boolean {
		return this.#live.current === null;
	}
	get saveState(): SaveState {
		return this.#unlocked.saver.state;
	}
	/** Two values that wait for someone to choose, as the server told of them. */
	get conflicts(): readonly Conflict[] {
		return [...(this.view.base?.fields ?? [])].flatMap(([key, { value, by, at, other }]) => {
			const isSettledHere = this.view.record.fields.get(key)?.other === undefined;
			return other === undefined || isSettledHere ? [] : [{ key, value, by, at, other }];
		});
	}

	resolveConflict(key: string, keep: 'value' | 'other' | 'both'): Promise<Saved> {
		return this.perform('conflict.resolve', { key, keep }, key);
	}

	/** Once everything asked for so far is on the disk and shown: for an act that judges the whole of the record. */
	async settled(): Promise<void> {
		await this.#unlocked.flush();
		await this.#live.refresh();
	}

	async close(): Promise<void> {
		this.#live.stop();
		await this.drafts.close();
	}

	/** What is shown; after a withdrawal what was shown last, for the page that says so. */
	protected get view(): RecordView {
		return this.#live.current ?? this.#last;
	}

	/** Records one act. `key` is the field it writes; `seen` the version the person was looking at, where that was earlier. */
	protected async perform(
		name: string,
		args: unknown,
		key: string,
		boxes: readonly string[] = [],
		seen?: number,
		files?: SealedFiles
	): Promise<Saved> {
		const { open, saver } = this.#unlocked;
		const now = this.versionOf(key);
		// A version above what stands now is of a past before the server was restored.
		const base = seen === undefined ? now : seen > now ? 0 : seen;
		const intent = { id: open.newId(), at: open.now(), record: this.#ref, name, args, base, boxes };
		const saved = await saver.save(files === undefined ? intent : { ...intent, files });
		if (saved.ok) await this.#live.refresh();
		return saved;
	}

	/** Files of this record that are on this tablet, by their ids. */
	async filesHere(): Promise<ReadonlyMap<string, HeldFile>> {
		return listHeldFiles(this.#unlocked.open, this.#ref);
	}
	/** Calls back whenever something was kept or sent, here or in another tab: a file that goes up changes no record. */
	whenKept(again: () => void): () => void {
		return this.#unlocked.open.bell.listen(again);
	}
	/** The bytes of a file that is on this tablet; null where it is not. */
	fileHere(id: string): Promise<Blob | null> {
		return openFile(this.#unlocked.open, id);
	}
	thumbHere(id: string): Promise<Blob | null> {
		return openThumb(this.#unlocked.open, id);
	}

	/** Sealed before the transaction that keeps them with their change (S4). */
	protected seal(files: readonly (PreparedFile & { readonly id: string })[]): Promise<SealedFiles> {
		return sealFiles(this.#unlocked.open, this.#ref, files);
	}

	/** What the server last said of a field: 0 where it knows none. */
	protected versionOf(key: string): number {
		return this.view.base?.fields.get(key)?.ver ?? 0;
	}

	protected newId(): string {
		return this.#unlocked.open.newId();
	}

	protected get me(): string {
		return this.#unlocked.open.lastState?.me.id ?? '';
	}

	async #read(): Promise<RecordView | null> {
		const view = await viewRecord(this.#unlocked.open, this.#ref);
		if (view !== null) this.#last = view;
		return view;
	}
}

export async function readForSession(
	unlocked: UnlockedStore,
	ref: RecordRef
): Promise<{ view: RecordView; drafts: Drafts } | null> {
	const view = await viewRecord(unlocked.open, ref);
	if (view === null) return null;
	return { view, drafts: await Drafts.open(unlocked, ref) };
}

export function valueOf(record: RecordState, key: string): Json {
	return record.fields.get(key)?.value ?? null;
}
