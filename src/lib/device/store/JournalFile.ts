import type { Bytes } from '../vault/bytes.ts';
import { decodeEntries, encodeEntry, type JournalEntry } from './journalFormat.ts';

/** What is used of a FileSystemSyncAccessHandle. */
export type AccessHandle = {
	getSize(): number;
	read(buffer: Bytes, options: { at: number }): number;
	write(buffer: Bytes, options: { at: number }): number;
	truncate(size: number): void;
	flush(): void;
	close(): void;
};

/** One journal file, open. A torn tail, left by a crash in the middle of a write, is cut off at open. */
export class JournalFile {
	readonly #handle: AccessHandle;
	readonly #entries: JournalEntry[];
	#size: number;

	private constructor(handle: AccessHandle, entries: readonly JournalEntry[], size: number) {
		this.#handle = handle;
		this.#entries = [...entries];
		this.#size = size;
	}

	static async open(handle: AccessHandle): Promise<JournalFile> {
		const bytes = new Uint8Array(handle.getSize());
		handle.read(bytes, { at: 0 });
		const { entries, whole } = await decodeEntries(bytes);
		if (whole < bytes.length) {
			handle.truncate(whole);
			handle.flush();
		}
		return new JournalFile(handle, entries, whole);
	}

	get entries(): readonly JournalEntry[] {
		return this.#entries;
	}

	/** Returns once the disk has them. */
	async append(...entries: readonly JournalEntry[]): Promise<void> {
		if (entries.length === 0) return;
		const encoded = await Promise.all(entries.map(encodeEntry));
		let at = this.#size;
		for (const bytes of encoded) {
			if (this.#handle.write(bytes, { at }) !== bytes.length) {
				this.#handle.truncate(this.#size);
				throw new Error('the journal could not be written whole');
			}
			at += bytes.length;
		}
		this.#handle.flush();
		this.#size = at;
		this.#entries.push(...entries);
	}

	close(): void {
		this.#handle.close();
	}
}
