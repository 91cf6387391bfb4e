import { describe, expect, test } from 'vitest';
import type { Bytes } from '../vault/bytes.ts';
import { JournalFile, type AccessHandle } from './JournalFile.ts';
import { JournalFolder, type Folder } from './JournalFolder.ts';
import { decodeEntries, encodeEntry } from './journalFormat.ts';

/** A disk of files in memory, each held by one handle at a time. */
class Disk implements Folder {
	readonly files = new Map<string, Uint8Array>();
	readonly held = new Set<string>();
	readonly texts = new Map<string, string>();
	flushes = 0;
	shortWrites = 0;

	async list() {
		return [...this.files.keys(), ...this.texts.keys()];
	}
	async open(name: string): Promise<AccessHandle | null> {
		if (this.held.has(name)) return null;
		this.held.add(name);
		const bytes = () => this.files.get(name) ?? new Uint8Array(0);
		if (!this.files.has(name)) this.files.set(name, new Uint8Array(0));
		return {
			getSize: () => bytes().length,
			read: (buffer: Bytes) => {
				buffer.set(bytes().subarray(0, buffer.length));
				return buffer.length;
			},
			write: (buffer: Bytes, { at }) => {
				const length = this.shortWrites > 0 ? 3 : buffer.length;
				this.shortWrites -= 1;
				const next = new Uint8Array(Math.max(bytes().length, at + length));
				next.set(bytes());
				next.set(buffer.subarray(0, length), at);
				this.files.set(name, next);
				return length;
			},
			truncate: (size) => void this.files.set(name, bytes().slice(0, size)),
			flush: () => void (this.flushes += 1),
			close: () => void this.held.delete(name)
		};
	}
	async remove(name: string) {
		this.files.delete(name);
	}
	async readText(name: string) {
		return this.texts.get(name) ?? null;
	}
	async writeText(name: string, text: string) {
		this.texts.set(name, text);
	}
}

const entry = (n: number, ...bytes: number[]) => ({ n, sealed: new Uint8Array(bytes.length > 0 ? bytes : [n, n]) });
const numbers = async (folder: JournalFolder, client = 'c1') => (await folder.entries(client)).map(({ n }) => n);

describe('S8: the record', () => {
	test('is length, n, sealed bytes and the SHA-256 of what precedes', async () => {
		const bytes = await encodeEntry(entry(258, 7, 8, 9));
		expect([...bytes.subarray(0, 11)]).toEqual([0, 0, 0, 3, 0, 0, 1, 2, 7, 8, 9]);
		const hash = await crypto.subtle.digest('SHA-256', bytes.slice(0, 11));
		expect([...bytes.subarray(11)]).toEqual([...new Uint8Array(hash)]);
	});

	test('a file cut at any byte gives back every entry that was whole, and no other', async () => {
		const parts = await Promise.all([entry(1), entry(2, 5), entry(3, 1, 2, 3)].map(encodeEntry));
		const ends = parts.map((_, index) => parts.slice(0, index + 1).reduce((sum, part) => sum + part.length, 0));
		const file = new Uint8Array(parts.flatMap((part) => [...part]));
		for (let cut = 0; cut <= file.length; cut += 1) {
			const { entries, whole } = await decodeEntries(file.slice(0, cut));
			const complete = ends.filter((end) => end <= cut).length;
			expect(entries.map(({ n }) => n)).toEqual([1, 2, 3].slice(0, complete));
			expect(whole).toBe(ends[complete - 1] ?? 0);
		}
	});

	test('one flipped byte ends the file there', async () => {
		const [first, second] = await Promise.all([encodeEntry(entry(1)), encodeEntry(entry(2))]);
		const file = new Uint8Array([...first, ...second]);
		file[first.length + 9] = (file[first.length + 9] ?? 0) ^ 1;
		expect((await decodeEntries(file)).entries.map(({ n }) => n)).toEqual([1]);
	});

	test('a torn tail is cut off at open and written over', async () => {
		const disk = new Disk();
		disk.files.set('f', new Uint8Array([...(await encodeEntry(entry(1))), 0, 0, 0]));
		const handle = await disk.open('f');
		if (handle === null) throw new Error('held');
		const file = await JournalFile.open(handle);
		await file.append(entry(2));
		expect((await decodeEntries(disk.files.get('f') as Bytes)).entries.map(({ n }) => n)).toEqual([1, 2]);
		expect(disk.flushes).toBe(2);
	});

	test('a write that did not go whole is thrown and undone', async () => {
		const disk = new Disk();
		const folder = new JournalFolder(disk);
		await folder.open('c1', 's1');
		await folder.append(entry(1));
		disk.shortWrites = 1;
		await expect(folder.append(entry(2))).rejects.toThrow('whole');
		await folder.append(entry(2));
		expect(await numbers(folder)).toEqual([1, 2]);
		expect((await decodeEntries(disk.files.get('c1.s1.journal') as Bytes)).entries).toHaveLength(2);
	});
});

describe('S8: the folder', () => {
	test('each page session has a file of its own, and reads what ended sessions left', async () => {
		const disk = new Disk();
		const first = new JournalFolder(disk);
		await first.open('c1', 's1');
		await Promise.all([first.append(entry(1)), first.append(entry(2))]);
		first.close();
		const second = new JournalFolder(disk);
		await second.open('c1', 's2');
		await second.append(entry(3));
		expect(await numbers(second)).toEqual([1, 2, 3]);
	});

	test('a tab that is still open, frozen or not, keeps its file and blocks nobody', async () => {
		const disk = new Disk();
		const frozen = new JournalFolder(disk);
		await frozen.open('c1', 's1');
		await frozen.append(entry(1));
		const other = new JournalFolder(disk);
		await other.open('c1', 's2');
		await other.append(entry(2));
		await other.compact('c1', 99);
		expect(await numbers(other)).toEqual([2]);
		expect([...disk.files.keys()]).toEqual(['c1.s1.journal', 'c1.s2.journal']);
	});

	test('W7: compacting takes over what no backup holds and removes ended files', async () => {
		const disk = new Disk();
		const first = new JournalFolder(disk);
		await first.open('c1', 's1');
		for (const n of [1, 2, 3]) await first.append(entry(n));
		first.close();
		const second = new JournalFolder(disk);
		await second.open('c1', 's2');
		await second.compact('c1', 2);
		expect(await numbers(second)).toEqual([3]);
		expect([...disk.files.keys()]).toEqual(['c1.s2.journal']);
	});

	test('FORK: under a new name everything is written first, then the old files go', async () => {
		const disk = new Disk();
		const folder = new JournalFolder(disk);
		await folder.open('c1', 's1');
		await folder.append(entry(7));
		await folder.restart('c2', 's1', [entry(1), entry(2)]);
		expect(await numbers(folder, 'c2')).toEqual([1, 2]);
		expect(await numbers(folder, 'c1')).toEqual([]);
		expect([...disk.files.keys()]).toEqual(['c2.s1.journal']);
	});

	test('FORK: what others left under the new name stays when this one takes it', async () => {
		const disk = new Disk();
		const folder = new JournalFolder(disk);
		await folder.open('c1', 's1');
		const other = new JournalFolder(disk);
		await other.open('c2', 's2');
		await other.append(entry(1));
		other.close();
		expect(await numbers(folder)).toEqual([]);
		await folder.restart('c2', 's1', [entry(2)]);
		expect(await numbers(folder, 'c2')).toEqual([1, 2]);
	});

	test('FORK, S7: what is left under an old name is told, and goes only once it was', async () => {
		const disk = new Disk();
		const first = new JournalFolder(disk);
		await first.open('c1', 's1');
		await first.append(entry(4));
		first.close();
		const second = new JournalFolder(disk);
		await second.open('c2', 's2');
		await second.compact('c2', 99);
		expect([...disk.files.keys()]).toEqual(['c1.s1.journal', 'c2.s2.journal']);
		expect(await second.underOtherNames('c2')).toEqual([{ clientId: 'c1', entries: [entry(4)] }]);
		await second.compact('c2', 99);
		expect([...disk.files.keys()]).toEqual(['c2.s2.journal']);
	});

	test('S8: a number stands once in each life of the store, and the life is told', async () => {
		const disk = new Disk();
		const first = new JournalFolder(disk);
		await first.open('c1', 'l1.s1');
		await first.append(entry(1, 7));
		first.close();
		const second = new JournalFolder(disk);
		await second.open('c1', 'l2.s2');
		await second.append(entry(1, 8));
		expect(await second.entries('c1')).toEqual([
			{ ...entry(1, 7), life: 'l1' },
			{ ...entry(1, 8), life: 'l2' }
		]);
	});

	test('S7, S8: what another life left goes only once it was told, and is never taken for this one’s', async () => {
		const disk = new Disk();
		const first = new JournalFolder(disk);
		await first.open('c1', 'l1.s1');
		await first.append(entry(9));
		first.close();
		const second = new JournalFolder(disk);
		await second.open('c1', 'l2.s2');
		await second.compact('c1', 0);
		expect([...disk.files.keys()]).toEqual(['c1.l1.s1.journal', 'c1.l2.s2.journal']);
		await second.entries('c1');
		await second.compact('c1', 0);
		expect([...disk.files.keys()]).toEqual(['c1.l2.s2.journal']);
		expect(await numbers(second)).toEqual([]);
	});

	test('S8: a store that begins anew has a file of its own; what a build without lives left is taken over', async () => {
		const disk = new Disk();
		const folder = new JournalFolder(disk);
		await folder.open('c1', 's1');
		await folder.append(entry(1));
		await folder.restart('c1', 'l1.s1', [entry(1)]);
		await folder.restart('c1', 'l1.s1', [entry(2)]);
		expect([...disk.files.keys()]).toEqual(['c1.l1.s1.journal']);
		folder.close();
		const older = new JournalFolder(disk);
		await older.open('c1', 's0');
		await older.append(entry(3));
		older.close();
		const later = new JournalFolder(disk);
		await later.open('c1', 'l1.s2');
		await later.compact('c1', 1);
		expect((await later.entries('c1')).map(({ n, life }) => [n, life])).toEqual([
			[2, 'l1'],
			[3, 'l1']
		]);
	});

	test('the wrapped keys lie beside it', async () => {
		const folder = new JournalFolder(new Disk());
		expect(await folder.readKeys()).toBeNull();
		await folder.writeKeys('{}');
		expect(await folder.readKeys()).toBe('{}');
	});

	test('what is not open says so', async () => {
		await expect(new JournalFolder(new Disk()).append(entry(1))).rejects.toThrow('not open');
	});
});
