import { JournalFile, type AccessHandle } from './JournalFile.ts';
import type { JournalEntry, LeftEntries } from './journalFormat.ts';

/** What is used of a folder in the origin's private file system; `open` gives null while another tab holds the file. */
export type Folder = {
	list(): Promise<readonly string[]>;
	open(name: string): Promise<AccessHandle | null>;
	remove(name: string): Promise<void>;
	readText(name: string): Promise<string | null>;
	writeText(name: string, text: string): Promise<void>;
};

const ending = '.journal';
const keysName = 'keys.json';

/**
 * One person's journal: a file for each page session, named by the client whose numbers it holds and by the life of the
 * store that gave them (SPEC.md S8). A build before there were lives named it by the client alone.
 */
export class JournalFolder {
	readonly #folder: Folder;
	#own: { readonly name: string; readonly file: JournalFile } | null = null;
	/** Files of sessions that ended. */
	readonly #old = new Map<string, JournalFile>();
	/** Files under other names, or of other lives, whose entries were asked for: what is in them is in good hands. */
	readonly #told = new Set<string>();
	#turn: Promise<unknown> = Promise.resolve();

	constructor(folder: Folder) {
		this.#folder = folder;
	}

	/** Opens this session's own file, and all that ended sessions left. */
	open(clientId: string, session: string): Promise<void> {
		return this.#inTurn(async () => {
			await this.#takeEnded();
			await this.#begin(clientId, session);
		});
	}

	/** Another tab may have ended since this one began, and left what only its file holds. */
	async #takeEnded(): Promise<void> {
		for (const name of (await this.#folder.list()).filter((one) => one.endsWith(ending))) {
			if (this.#old.has(name) || name === this.#own?.name) continue;
			const handle = await this.#folder.open(name);
			if (handle !== null) this.#old.set(name, await JournalFile.open(handle));
		}
	}

	append(entry: JournalEntry): Promise<void> {
		return this.#inTurn(async () => {
			if (this.#own === null) throw new Error('the journal is not open');
			await this.#own.file.append(entry);
		});
	}

	/** What the journal holds for one client, in order of `n`, each once in each life of the store. */
	entries(clientId: string): Promise<readonly JournalEntry[]> {
		return this.#inTurn(async () => {
			await this.#takeEnded();
			const files = [...this.#old].filter(([name]) => clientOf(name) === clientId);
			for (const [name] of files) this.#told.add(name);
			if (this.#own !== null && clientOf(this.#own.name) === clientId) files.push([this.#own.name, this.#own.file]);
			return inOrder(files);
		});
	}

	/** A tab that ended before it heard of this tablet's new name left its file under the old one. */
	underOtherNames(clientId: string): Promise<readonly LeftEntries[]> {
		return this.#inTurn(async () => {
			await this.#takeEnded();
			const names = [...this.#old.keys()].filter((name) => clientOf(name) !== clientId);
			for (const name of names) this.#told.add(name);
			return [...new Set(names.map(clientOf))].map((client) => ({
				clientId: client,
				entries: inOrder([...this.#old].filter(([name]) => clientOf(name) === client))
			}));
		});
	}

	/**
	 * Takes over what ended sessions left above `durableN`, then removes their files (W7). One under another name or of
	 * another life stays until someone asked what is in it, and whoever asked appends here what is to stay.
	 */
	compact(clientId: string, durableN: number): Promise<void> {
		return this.#inTurn(async () => {
			for (const [name, file] of this.#old) {
				const held = new Set(this.#own?.file.entries.map(({ n }) => n));
				const live = file.entries.filter(({ n }) => n > durableN && !held.has(n));
				if (clientOf(name) === clientId && this.#isOfThisLife(name)) await this.#own?.file.append(...live);
				else if (!this.#told.has(name)) continue;
				await this.#remove(name, file);
			}
		});
	}

	/**
	 * Under a new client's name, or for the store's new life: its changes, renumbered, first; only then do the files of the
	 * name before go (FORK). What other tabs left under the new name stays.
	 */
	restart(clientId: string, session: string, entries: readonly JournalEntry[]): Promise<void> {
		return this.#inTurn(async () => {
			const before = this.#own;
			await this.#begin(clientId, session);
			await this.#own?.file.append(...entries);
			if (before === null || before.name === this.#own?.name) return;
			this.#old.set(before.name, before.file);
			for (const [name, file] of this.#old)
				if (beforeSession(name) === beforeSession(before.name)) await this.#remove(name, file);
		});
	}

	#isOfThisLife(name: string): boolean {
		const life = lifeOf(name);
		return life === '' || (this.#own !== null && life === lifeOf(this.#own.name));
	}

	async #remove(name: string, file: JournalFile): Promise<void> {
		file.close();
		this.#old.delete(name);
		await this.#folder.remove(name);
	}

	readKeys(): Promise<string | null> {
		return this.#inTurn(() => this.#folder.readText(keysName));
	}
	writeKeys(text: string): Promise<void> {
		return this.#inTurn(() => this.#folder.writeText(keysName, text));
	}

	close(): void {
		this.#own?.file.close();
		for (const file of this.#old.values()) file.close();
		this.#own = null;
		this.#old.clear();
	}

	async #begin(clientId: string, session: string): Promise<void> {
		const name = `${clientId}.${session}${ending}`;
		if (name === this.#own?.name) return;
		const handle = await this.#folder.open(name);
		if (handle === null) throw new Error('the journal of this session is held elsewhere');
		this.#own = { name, file: await JournalFile.open(handle) };
	}

	/** One thing at a time: appends must not overtake each other. */
	#inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
		const done = this.#turn.then(work);
		this.#turn = done.catch(() => undefined);
		return done;
	}
}

function clientOf(name: string): string {
	return name.slice(0, name.indexOf('.'));
}

/** Client and life, without what tells one session from another. */
function beforeSession(name: string): string {
	return name.slice(0, name.slice(0, -ending.length).lastIndexOf('.'));
}

function lifeOf(name: string): string {
	return beforeSession(name).slice(clientOf(name).length + 1);
}

/** Each number once in each life, in order. */
function inOrder(files: readonly (readonly [string, JournalFile])[]): readonly JournalEntry[] {
	const byNumber = new Map<string, JournalEntry>();
	for (const [name, file] of files)
		for (const entry of file.entries) byNumber.set(`${lifeOf(name)}:${entry.n}`, inLife(entry, lifeOf(name)));
	return [...byNumber.values()].sort((a, b) => a.n - b.n);
}

function inLife({ n, sealed }: JournalEntry, life: string): JournalEntry {
	return life === '' ? { n, sealed } : { n, sealed, life };
}
