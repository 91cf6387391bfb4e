import type { Bytes } from '#lib/device/vault/bytes.ts';
import type { AccessHandle } from '#lib/device/store/JournalFile.ts';

/** The private file system of one tablet, in memory: what is written stays when a page dies, and a file is one page's. */
export class MemoryFolder {
	#files = new Map<string, Bytes>();
	readonly #holders = new Map<string, object>();
	#keys: string | null = null;

	copy(): MemoryFolder {
		const twin = new MemoryFolder();
		twin.#files = new Map([...this.#files].map(([name, bytes]) => [name, bytes.slice()]));
		twin.#keys = this.#keys;
		return twin;
	}

	/** As one page sees it. */
	doorFor(page: { readonly isDead: boolean }) {
		return {
			list: async () => [...this.#files.keys()],
			open: async (name: string) => this.#open(name, page),
			remove: async (name: string) => void this.#files.delete(name),
			readText: async () => this.#keys,
			writeText: async (_name: string, text: string) => void (this.#keys = text)
		};
	}

	/** A dead page holds nothing. */
	letGo(page: object): void {
		for (const [name, holder] of this.#holders) if (holder === page) this.#holders.delete(name);
	}

	get keys(): string | null {
		return this.#keys;
	}
	set keys(text: string | null) {
		this.#keys = text;
	}

	#open(name: string, page: { readonly isDead: boolean }): AccessHandle | null {
		// What a dead page opened nobody would ever let go of.
		if (page.isDead) throw new Error('the page is gone');
		if (this.#holders.has(name)) return null;
		this.#holders.set(name, page);
		if (!this.#files.has(name)) this.#files.set(name, new Uint8Array());
		const bytes = () => this.#files.get(name) ?? new Uint8Array();
		return {
			getSize: () => bytes().length,
			read: (buffer, { at }) => {
				buffer.set(bytes().subarray(at, at + buffer.length));
				return buffer.length;
			},
			write: (buffer, { at }) => {
				if (page.isDead) throw new Error('the page is gone');
				const longer = new Uint8Array(Math.max(bytes().length, at + buffer.length));
				longer.set(bytes());
				longer.set(buffer, at);
				this.#files.set(name, longer);
				return buffer.length;
			},
			truncate: (size) => void this.#files.set(name, bytes().slice(0, size)),
			flush: () => undefined,
			close: () => void this.#holders.delete(name)
		};
	}
}
