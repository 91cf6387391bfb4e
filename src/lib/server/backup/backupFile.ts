import { createHash, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { isSignedBy, type SigningKey } from '../log/signingKey.ts';
import { altered, BackupProblem, cut, diskFull, noKey, notABackup } from './backup.errors.ts';
import { unwrapFileKey, wrapFileKey, wrapShape } from './backupKeys.ts';
import { readBlocks, writeBlocks, type Manifest } from './blocks.ts';
import { openChunks, sealChunks } from './chunks.ts';

/**
 * `DIPPERBK` · u16 format · u32 length · header (JSON) · sealed chunks of the gzipped blocks · `DIPPEREN` · u64 length of
 * the whole · signature (Ed25519, 64 bytes) over the SHA-256 of all before it. docs/operations.md tells it to others.
 */
const beginMark = Buffer.from('DIPPERBK');
const endMark = Buffer.from('DIPPEREN');
const format = 1;
const endBytes = 8 + 8 + 64;
const longestHeader = 1024 * 1024;

/** What stands in the open: enough to tell which backup this is and which key it needs, and nothing of a case or person. */
const header = z.object({
	id: z.string(),
	council: z.string(),
	epoch: z.string(),
	createdAt: z.string(),
	database: z.enum(['sqlite', 'postgres']),
	program: z.string(),
	logEnd: z.object({ seq: z.number().int(), hash: z.string() }),
	/** Locked to a public key; or, where someone said --plain, with its key beside it. */
	lock: z.union([wrapShape, z.object({ alg: z.literal('none'), key: z.base64() })]),
	signer: z.string()
});
export type Header = z.infer<typeof header>;

export type BackupToWrite = {
	/** The final name; nothing stands there until all of it is written and flushed. */
	readonly file: string;
	readonly id?: string;
	readonly manifest: Manifest;
	readonly createdAt: string;
	readonly data: AsyncIterable<Buffer>;
	/** Null only where someone said aloud that the file may be read by whoever has it. */
	readonly publicKey: KeyObject | null;
	readonly signer: SigningKey;
	/** Stands in for the disk in tests. */
	readonly openFile?: typeof open;
};

export type WrittenBackup = { readonly header: Header; readonly bytes: number; readonly fileKey: Buffer };

/** Streams: memory does not grow with the store. A failure leaves nothing under the final name, nor beside it. */
export async function writeBackupFile(backup: BackupToWrite): Promise<WrittenBackup> {
	const part = `${backup.file}.part`;
	const fileKey = randomBytes(32);
	const handle = await (backup.openFile ?? open)(part, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'EEXIST')
			throw new BackupProblem(
				'exists',
				`${part} is there: another backup is being written, or was stopped. Remove it first.`
			);
		throw error;
	});
	try {
		const written = await writeInto(handle, backup, fileKey);
		await handle.sync();
		await handle.close();
		await putInPlace(part, backup.file);
		return { ...written, fileKey };
	} catch (error) {
		await handle.close().catch(() => undefined);
		await rm(part, { force: true });
		throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull(backup.file) : error;
	}
}

async function writeInto(handle: FileHandle, backup: BackupToWrite, fileKey: Buffer) {
	const about = headerOf(backup, fileKey);
	const hash = createHash('sha256');
	let bytes = 0;
	const put = async (piece: Buffer) => {
		hash.update(piece);
		bytes += piece.length;
		await writeAll(handle, piece);
	};
	const front = frontOf(about);
	await put(front);
	const boundTo = sha256(front);
	await pipeline(
		writeBlocks(backup.manifest, backup.data),
		createGzip({ level: 4 }),
		(plain: AsyncIterable<Buffer>) => sealChunks(plain, fileKey, boundTo),
		async (sealed: AsyncIterable<Buffer>) => {
			for await (const piece of sealed) await put(piece);
		}
	);
	const length = Buffer.alloc(8);
	length.writeBigUInt64BE(BigInt(bytes + endBytes));
	await put(Buffer.concat([endMark, length]));
	const signature = Buffer.from(backup.signer.sign(hash.digest()), 'base64');
	await writeAll(handle, signature);
	return { header: about, bytes: bytes + signature.length };
}

async function writeAll(handle: FileHandle, piece: Buffer): Promise<void> {
	for (let from = 0; from < piece.length;) from += (await handle.write(piece, from)).bytesWritten;
}

function headerOf({ id, manifest, createdAt, publicKey, signer }: BackupToWrite, fileKey: Buffer): Header {
	const { council, epoch, database, program, logEnd } = manifest;
	const lock =
		publicKey === null ? { alg: 'none' as const, key: fileKey.toString('base64') } : wrapFileKey(fileKey, publicKey);
	const signed = signer.publicPem;
	return { id: id ?? randomUUID(), council, epoch, createdAt, database, program, logEnd, lock, signer: signed };
}

function frontOf(about: Header): Buffer {
	const text = Buffer.from(JSON.stringify(about));
	const numbers = Buffer.alloc(6);
	numbers.writeUInt16BE(format, 0);
	numbers.writeUInt32BE(text.length, 2);
	return Buffer.concat([beginMark, numbers, text]);
}

/** The name is flushed too: after a power cut the file is there whole, or not at all. */
async function putInPlace(part: string, file: string): Promise<void> {
	await rename(part, file);
	const folder = await open(path.dirname(path.resolve(file)));
	await folder.sync().finally(() => folder.close());
}

export type OpenedBackup = {
	readonly file: string;
	readonly header: Header;
	readonly bytes: number;
	readonly front: Buffer;
};

/** Reads who a file says it is; then all of it against its signature, before anything of it is used. */
export async function openBackupFile(file: string): Promise<OpenedBackup> {
	const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') throw notABackup(file, 'there is no such file');
		throw error;
	});
	if (found.isDirectory()) throw notABackup(file, 'it is a folder');
	if (found.size === 0) throw notABackup(file, 'it is empty');
	const handle = await open(file);
	try {
		const { about, front } = await readFront(handle, file, found.size);
		await checkWhole(handle, file, found.size, about);
		return { file, header: about, bytes: found.size, front };
	} finally {
		await handle.close();
	}
}

async function readFront(handle: FileHandle, file: string, size: number) {
	const start = await readAt(handle, 0, 14);
	if (!start.subarray(0, 8).equals(beginMark.subarray(0, Math.min(8, start.length))) || start.length < 8)
		throw notABackup(file, 'it does not begin like one');
	if (start.length < 14) throw cut(file);
	const version = start.readUInt16BE(8);
	if (version > format)
		throw new BackupProblem(
			'newer-format',
			`${file} was written by a newer Dipper (format ${version}). Update the program first.`
		);
	const length = start.readUInt32BE(10);
	if (length > longestHeader || version < 1) throw altered(file);
	if (size < 14 + length + endBytes) throw cut(file);
	const text = await readAt(handle, 14, length);
	const parsed = header.safeParse(jsonOf(text));
	if (!parsed.success) throw altered(file);
	return { about: parsed.data, front: Buffer.concat([start, text]) };
}

function jsonOf(text: Buffer): unknown {
	try {
		return JSON.parse(text.toString());
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}

async function checkWhole(handle: FileHandle, file: string, size: number, about: Header): Promise<void> {
	const end = await readAt(handle, size - endBytes, endBytes);
	const isEnd = end.subarray(0, 8).equals(endMark) && end.readBigUInt64BE(8) === BigInt(size);
	if (!isEnd) throw cut(file);
	const hash = createHash('sha256');
	const toSigned = createReadStream(file, { end: size - 65 });
	for await (const piece of toSigned as AsyncIterable<Buffer>) hash.update(piece);
	if (!isSignedBy(about.signer, hash.digest(), end.subarray(16).toString('base64'))) throw altered(file);
}

async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
	const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
	return buffer.subarray(0, bytesRead);
}

/** The key of the file: beside it where it is plain, else unlocked with the private key that was brought. */
export function fileKeyOf({ header: { lock } }: OpenedBackup, privateKey: KeyObject | null): Buffer {
	if (lock.alg === 'none') return Buffer.from(lock.key, 'base64');
	if (privateKey === null) throw noKey(lock.kid);
	return unwrapFileKey(lock, privateKey);
}

/** Unseals and unpacks what a file holds; `take` uses the bytes only once this has come to its end. */
export async function readBackupFile(
	{ file, bytes, front }: OpenedBackup,
	fileKey: Buffer,
	take: (about: Manifest, data: AsyncIterable<Buffer>) => Promise<void>
): Promise<void> {
	const sealed = createReadStream(file, { start: front.length, end: bytes - endBytes - 1 });
	let failed: { readonly error: unknown } | null = null;
	const noting = async (about: Manifest, data: AsyncIterable<Buffer>) =>
		take(about, data).catch((error: unknown) => {
			if (error instanceof BackupProblem || (error as NodeJS.ErrnoException).syscall !== undefined) failed = { error };
			throw error;
		});
	try {
		await pipeline(
			sealed,
			(source: AsyncIterable<Buffer>) => openChunks(source, fileKey, sha256(front)),
			createGunzip(),
			(plain: AsyncIterable<Buffer>) => readBlocks(plain, noting)
		);
	} catch (error) {
		if (failed !== null) throw error;
		throw Object.assign(altered(file), { cause: error });
	}
}

function sha256(bytes: Buffer): Buffer {
	return createHash('sha256').update(bytes).digest();
}
