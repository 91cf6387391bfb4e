import 'fake-indexeddb/auto';
import { DexieStore } from '#lib/device/store/DexieStore.ts';
import type { DeviceStore } from '#lib/device/store/DeviceStore.ts';
import { MemoryStore } from '#lib/device/store/MemoryStore.ts';
import type { PersonRow } from '#lib/device/store/People.ts';
import { MemoryFolder } from './MemoryFolder.ts';

export type StoreKind = 'memory' | 'dexie';
let stores = 0;

/** What outlives a page: IndexedDB, the journal, the row of the person. */
export class Disk {
	readonly kind: StoreKind;
	readonly root: Uint8Array<ArrayBuffer>;
	row: PersonRow;
	store: DeviceStore;
	folder = new MemoryFolder();

	constructor(kind: StoreKind, root: Uint8Array<ArrayBuffer>, row: PersonRow) {
		this.kind = kind;
		this.root = root;
		// The pages of one disk hear each other by this name, and no others.
		this.row = { ...row, database: `fuzz-${crypto.randomUUID()}` };
		this.store = newStore(kind);
	}

	/** Bit by bit: a second tablet that believes to be the first. */
	async copy(kind: StoreKind = this.kind): Promise<Disk> {
		const twin = new Disk(kind, this.root, this.row);
		twin.folder = this.folder.copy();
		const rows = await this.store.everything();
		const { counter, seq } = await this.store.position();
		const meta: Record<string, Uint8Array<ArrayBuffer> | string> = {};
		for (const key of ['clientId', 'state']) {
			const value = await this.store.meta(key);
			if (typeof value === 'string' || value instanceof Uint8Array) meta[key] = value;
		}
		await twin.store.write({ put: rows, counter, seq, meta, turns: true });
		return twin;
	}

	/** The browser finds its store broken, and deletes it. */
	losesStore(): void {
		this.store.close();
		this.store = newStore(this.kind);
	}
}

function newStore(kind: StoreKind): DeviceStore {
	stores += 1;
	return kind === 'memory' ? new MemoryStore() : new DexieStore(`fuzz-${String(stores)}`);
}
