import type { AccessHandle } from './JournalFile.ts';
import { JournalFolder, type Folder } from './JournalFolder.ts';
import type { JournalEntry } from './journalFormat.ts';

/** TypeScript knows synchronous access only in its worker library, which clashes with the page's. */
type SyncFileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<AccessHandle> };

/** Synchronous access to files exists only in workers; this one does nothing but call the folder. */
export type JournalCall =
	| { readonly call: 'open'; readonly slot: string; readonly clientId: string; readonly session: string }
	| { readonly call: 'append'; readonly entry: JournalEntry }
	| { readonly call: 'entries'; readonly clientId: string }
	| { readonly call: 'underOtherNames'; readonly clientId: string }
	| { readonly call: 'compact'; readonly clientId: string; readonly durableN: number }
	| {
			readonly call: 'restart';
			readonly clientId: string;
			readonly session: string;
			readonly entries: readonly JournalEntry[];
	  }
	| { readonly call: 'slots' }
	| { readonly call: 'readKeys'; readonly slot: string }
	| { readonly call: 'writeKeys'; readonly slot: string; readonly text: string }
	| { readonly call: 'remove'; readonly slot: string };
export type JournalReply = { readonly id: number; readonly value?: unknown; readonly error?: string };

const folderName = 'dipper';
let journal: JournalFolder | null = null;

addEventListener('message', (event: MessageEvent<{ id: number; call: JournalCall }>) => {
	const { id, call } = event.data;
	answer(call).then(
		(value) => postMessage({ id, value } satisfies JournalReply),
		(error: unknown) => postMessage({ id, error: String(error) } satisfies JournalReply)
	);
});

async function answer(call: JournalCall): Promise<unknown> {
	switch (call.call) {
		case 'slots':
			return slots();
		case 'readKeys':
			return new JournalFolder(await folderOf(call.slot)).readKeys();
		case 'writeKeys':
			return new JournalFolder(await folderOf(call.slot)).writeKeys(call.text);
		case 'remove':
			return (await root()).removeEntry(call.slot, { recursive: true });
		case 'open':
			journal = new JournalFolder(await folderOf(call.slot));
			return journal.open(call.clientId, call.session);
		case 'append':
			return opened().append(call.entry);
		case 'entries':
			return opened().entries(call.clientId);
		case 'underOtherNames':
			return opened().underOtherNames(call.clientId);
		case 'compact':
			return opened().compact(call.clientId, call.durableN);
		case 'restart':
			return opened().restart(call.clientId, call.session, call.entries);
	}
}

function opened(): JournalFolder {
	if (journal === null) throw new Error('the journal is not open');
	return journal;
}

async function root(): Promise<FileSystemDirectoryHandle> {
	return (await navigator.storage.getDirectory()).getDirectoryHandle(folderName, { create: true });
}

async function slots(): Promise<string[]> {
	const found: string[] = [];
	for await (const name of (await root()).keys()) found.push(name);
	return found;
}

async function folderOf(slot: string): Promise<Folder> {
	const folder = await (await root()).getDirectoryHandle(slot, { create: true });
	const access = async (name: string) =>
		((await folder.getFileHandle(name, { create: true })) as SyncFileHandle).createSyncAccessHandle();
	return {
		async list() {
			const names: string[] = [];
			for await (const name of folder.keys()) names.push(name);
			return names;
		},
		async open(name) {
			try {
				return await access(name);
			} catch (error) {
				// Held by a tab that is still open: its entries are its own affair.
				if (error instanceof DOMException && error.name === 'NoModificationAllowedError') return null;
				throw error;
			}
		},
		remove: (name) => folder.removeEntry(name),
		async readText(name) {
			try {
				return await (await (await folder.getFileHandle(name)).getFile()).text();
			} catch (error) {
				if (error instanceof DOMException && error.name === 'NotFoundError') return null;
				throw error;
			}
		},
		async writeText(name, text) {
			const handle = await access(name);
			try {
				const bytes = new TextEncoder().encode(text);
				handle.truncate(0);
				handle.write(bytes, { at: 0 });
				handle.flush();
			} finally {
				handle.close();
			}
		}
	};
}
