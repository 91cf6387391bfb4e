import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import type { Draft } from '../store/sealedShapes.ts';
import type { UnlockedStore } from './UnlockedStore.ts';

/** Typing reaches the disk at most this long after the key: S3 allows two seconds, a dead battery takes one. */
const every = 1_000;
const marksBox = '#marks';

/**
 * What is being typed into the boxes of one record and is no change yet, sealed every second and when
 * the page is hidden. Not reactive on purpose: a text box is the only owner of its text while it is typed in.
 */
export class Drafts {
	readonly #unlocked: UnlockedStore;
	readonly #record: RecordRef;
	readonly #drafts: Map<string, Draft>;
	readonly #unwritten = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | null = null;
	#writing: Promise<void> = Promise.resolve();

	private constructor(unlocked: UnlockedStore, record: RecordRef, found: readonly Draft[]) {
		this.#unlocked = unlocked;
		this.#record = record;
		this.#drafts = new Map(found.map((draft) => [draft.box, draft]));
		unlocked.flushes.add(this.flush);
		if (typeof document !== 'undefined') {
			document.addEventListener('visibilitychange', this.#onHidden);
			addEventListener('pagehide', this.flush);
		}
	}

	static async open(unlocked: UnlockedStore, record: RecordRef): Promise<Drafts> {
		return new Drafts(unlocked, record, await unlocked.open.drafts(record));
	}

	get(box: string): Draft | null {
		return this.#drafts.get(box) ?? null;
	}

	/** `base` is the version that stood beside the box when typing began, and is kept from then on. */
	set(box: string, text: string, base: number): void {
		const begun = this.#drafts.get(box);
		this.#drafts.set(box, { box, text, base: begun?.base ?? base, at: this.#unlocked.open.now() });
		this.#unwritten.add(box);
		this.#timer ??= setTimeout(() => void this.flush(), every);
	}

	/** It became a change, whose transaction deleted it. */
	forget(box: string): void {
		this.#drafts.delete(box);
		this.#unwritten.delete(box);
	}

	async drop(box: string): Promise<void> {
		const isKnown = this.#drafts.has(box);
		this.forget(box);
		if (!isKnown) return;
		const { open } = this.#unlocked;
		await this.#inTurn(async () => {
			await open.write({ drop: { drafts: [await open.draftKey(this.#record, box)] } });
		});
	}

	marks(): readonly string[] {
		return (
			this.get(marksBox)
				?.text.split(' ')
				.filter((mark) => mark !== '') ?? []
		);
	}
	async setMarks(marks: readonly string[]): Promise<void> {
		this.set(marksBox, marks.join(' '), 0);
		await this.flush();
	}

	readonly flush = (): Promise<void> => {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		return this.#inTurn(() => this.#write());
	};

	async close(): Promise<void> {
		await this.flush();
		this.#unlocked.flushes.delete(this.flush);
		if (typeof document === 'undefined') return;
		document.removeEventListener('visibilitychange', this.#onHidden);
		removeEventListener('pagehide', this.flush);
	}

	readonly #onHidden = (): void => {
		if (document.hidden) void this.flush();
	};

	async #write(): Promise<void> {
		const boxes = [...this.#unwritten];
		const { open } = this.#unlocked;
		const drafts = boxes.flatMap((box) => this.#drafts.get(box) ?? []);
		if (drafts.length === 0 || open.vault.isLocked) return;
		const rows = await Promise.all(drafts.map((draft) => open.sealDraft(this.#record, draft)));
		// What was recorded or dropped while it was being sealed is not brought back.
		const still = rows.filter((_, index) => this.#drafts.get(drafts[index]?.box ?? '') === drafts[index]);
		await open.write({ put: { drafts: still } });
		for (const draft of drafts) if (this.#drafts.get(draft.box) === draft) this.#unwritten.delete(draft.box);
	}

	/** Never rejects: a draft that could not be written is tried again with the next. */
	#inTurn(work: () => Promise<void>): Promise<void> {
		this.#writing = this.#writing.then(work).catch(() => {
			this.#timer ??= setTimeout(() => void this.flush(), every);
		});
		return this.#writing;
	}
}
