import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSigningKey } from '../log/signingKey.ts';
import { fileKeyOf, openBackupFile, readBackupFile, writeBackupFile, type BackupToWrite } from './backupFile.ts';
import { keyFiles, makeKeyFiles, readPrivateKey, readPublicKey } from './backupKeys.ts';
import type { Manifest } from './blocks.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'dipper-file-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const manifest: Manifest = {
	council: 'c',
	epoch: 'e',
	database: 'sqlite',
	program: '0.1.0',
	migrations: ['0001-people'],
	counts: { person: 2 },
	logEnd: { seq: 3, hash: 'h' },
	positions: { tablet: 7 }
};

async function* bytesOf(...pieces: Buffer[]) {
	yield* pieces;
}

const file = () => path.join(folder, 'one.dipper');
const keys = () => {
	const made = path.join(folder, 'keys');
	makeKeyFiles(made);
	return {
		publicKey: readPublicKey(path.join(made, keyFiles.public)),
		privateKey: readPrivateKey(path.join(made, keyFiles.private))
	};
};

function write(data: AsyncIterable<Buffer>, more: Partial<BackupToWrite> = {}) {
	const signer = openSigningKey(path.join(folder, 'signing'));
	return writeBackupFile({
		file: file(),
		manifest,
		createdAt: '2026-11-27T06:00:00.000Z',
		data,
		publicKey: null,
		signer,
		...more
	});
}

async function read(privateKey: Parameters<typeof fileKeyOf>[1] = null) {
	const opened = await openBackupFile(file());
	const pieces: Buffer[] = [];
	let about: Manifest | null = null;
	await readBackupFile(opened, fileKeyOf(opened, privateKey), async (found, data) => {
		about = found;
		for await (const piece of data) pieces.push(piece);
	});
	return { about, bytes: Buffer.concat(pieces), header: opened.header };
}

const problem = (code: string) => expect.objectContaining({ code });

test.each([0, 1, 256 * 1024, 700_001])('a store of %d bytes comes back as it was', async (size) => {
	const bytes = randomBytes(size);
	const { publicKey, privateKey } = keys();
	await write(bytesOf(bytes.subarray(0, size >> 1), bytes.subarray(size >> 1)), { publicKey });
	const back = await read(privateKey);
	expect(back.bytes.equals(bytes)).toBe(true);
	expect(back.about).toEqual(manifest);
	expect(back.header).toMatchObject({ council: 'c', epoch: 'e', logEnd: { seq: 3 } });
});

test('nothing of the store or of who sent what stands readable in the file', async () => {
	const canary = Buffer.from('canary-in-the-store '.repeat(2_000));
	await write(bytesOf(canary), { publicKey: keys().publicKey });
	const raw = readFileSync(file());
	for (const word of ['canary', 'tablet', 'positions', '0001-people']) expect(raw.includes(word)).toBe(false);
	expect(statSync(file()).mode & 0o077).toBe(0);
});

test('without its key it is not opened, nor with another; with neither said, the key is named', async () => {
	const { publicKey } = keys();
	const { header } = await write(bytesOf(Buffer.from('x')), { publicKey });
	await expect(read()).rejects.toMatchObject({ code: 'no-key', exitCode: 5 });
	makeKeyFiles(path.join(folder, 'other'));
	const other = readPrivateKey(path.join(folder, 'other', keyFiles.private));
	await expect(read(other)).rejects.toEqual(problem('wrong-key'));
	await expect(read(other)).rejects.toThrow(header.lock.alg === 'none' ? '' : header.lock.kid);
});

test('cut anywhere, it is said to be cut, or no backup where even its beginning is gone', async () => {
	await write(bytesOf(randomBytes(600_000)));
	const whole = readFileSync(file());
	for (const length of [7, 10, 13, 14, 200, 3_000, whole.length - 81, whole.length - 64, whole.length - 1]) {
		writeFileSync(file(), whole.subarray(0, length));
		await expect(openBackupFile(file()), String(length)).rejects.toEqual(problem(length < 8 ? 'not-a-backup' : 'cut'));
	}
});

test('one bit altered anywhere is found', async () => {
	await write(bytesOf(randomBytes(100_000)));
	const whole = readFileSync(file());
	for (let round = 0; round < 60; round += 1) {
		const at = 14 + Math.floor(((whole.length - 15) * round) / 59);
		const bent = Buffer.from(whole);
		bent[at] = (bent[at] ?? 0) ^ (1 << (round % 8));
		writeFileSync(file(), bent);
		await expect(openBackupFile(file()), String(at)).rejects.toMatchObject({ exitCode: 4 });
	}
});

test('signed anew by another hand, its sealed inside still shows that it was altered', async () => {
	await write(bytesOf(randomBytes(400_000)));
	const opened = await openBackupFile(file());
	const forged = { ...opened, front: Buffer.concat([opened.front.subarray(0, -1), Buffer.from(' ')]) };
	const reading = readBackupFile(forged, fileKeyOf(opened, null), async (_, data) => {
		for await (const piece of data) expect(piece).toBeDefined();
	});
	await expect(reading).rejects.toEqual(problem('altered'));
});

test.each([
	['an empty file', () => writeFileSync(file(), ''), 'it is empty'],
	['a folder', () => makeKeyFiles(file()), 'it is a folder'],
	['a file that is not there', () => undefined, 'there is no such file'],
	['a text', () => writeFileSync(file(), 'Dear colleague, here is the backup.'), 'it does not begin like one']
])('%s is no backup, and the sentence says why', async (_, put, why) => {
	put();
	await expect(openBackupFile(file())).rejects.toThrow(why);
	await expect(openBackupFile(file())).rejects.toMatchObject({ exitCode: 3 });
});

test('a file of a newer format asks for a newer program', async () => {
	await write(bytesOf(Buffer.from('x')));
	const whole = readFileSync(file());
	whole.writeUInt16BE(2, 8);
	writeFileSync(file(), whole);
	await expect(openBackupFile(file())).rejects.toMatchObject({ code: 'newer-format', exitCode: 7 });
});

test('a disk that is full leaves no half file, under no name', async () => {
	const full: typeof open = async (...given) => {
		const handle = await open(...given);
		let room = 100_000;
		const write = handle.write.bind(handle);
		handle.write = (async (bytes: Buffer, from: number) => {
			room -= bytes.length - from;
			if (room < 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
			return write(bytes, from);
		}) as typeof handle.write;
		return handle;
	};
	await expect(write(bytesOf(randomBytes(900_000)), { openFile: full })).rejects.toMatchObject({ code: 'no-space' });
	expect(readdirSync(folder)).toEqual(['signing']);
});

test('a store that cannot be read to its end leaves no half file either', async () => {
	async function* breaking() {
		yield randomBytes(10);
		throw new Error('the database went away');
	}
	await expect(write(breaking())).rejects.toThrow('the database went away');
	expect(readdirSync(folder)).toEqual(['signing']);
});

test('two that write one file at once: the second is told', async () => {
	writeFileSync(`${file()}.part`, '');
	await expect(write(bytesOf(Buffer.from('x')))).rejects.toEqual(problem('exists'));
});

test('a key is never written over', () => {
	makeKeyFiles(path.join(folder, 'keys'));
	expect(() => makeKeyFiles(path.join(folder, 'keys'))).toThrow('is there already');
	expect(() => readPrivateKey(path.join(folder, 'keys', keyFiles.public))).toThrow('is not the private key');
	expect(() => readPrivateKey(path.join(folder, 'nothing'))).toThrow('There is no file');
});
