import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What a backup says of the store it holds. It stands inside, sealed with the rest. */
export const manifest = z.object({
	council: z.string(),
	epoch: z.string(),
	database: z.enum(['sqlite', 'postgres']),
	program: z.string(),
	migrations: z.array(z.string()),
	/** Rows by table. */
	counts: z.record(z.string(), z.number().int().min(0)),
	logEnd: z.object({ seq: z.number().int(), hash: z.string() }),
	/** How far each client's work goes in it: clientId → n. */
	positions: z.record(z.string(), z.number().int().min(0))
});
export type Manifest = z.infer<typeof manifest>;

const ending = z.object({ bytes: z.number().int(), sha256: z.string(), manifestSha256: z.string() });

const kinds = { manifest: 1, data: 2, end: 3 } as const;

/** The inside of a backup: one manifest, the store's bytes in blocks, and the sums of both. `[u8 kind][u32 length][bytes]` */
export async function* writeBlocks(about: Manifest, data: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const text = Buffer.from(JSON.stringify(about));
	yield* block(kinds.manifest, text);
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const piece of data) {
		hash.update(piece);
		bytes += piece.length;
		yield* block(kinds.data, piece);
	}
	const sums = { bytes, sha256: hash.digest('hex'), manifestSha256: sha256(text) };
	yield* block(kinds.end, Buffer.from(JSON.stringify(sums)));
}

function* block(kind: number, bytes: Buffer): Generator<Buffer> {
	const head = Buffer.alloc(5);
	head.writeUInt8(kind, 0);
	head.writeUInt32BE(bytes.length, 1);
	yield head;
	yield bytes;
}

/**
 * Hands over the manifest, then the store's bytes as they come; throws `Error` where the sums do not agree. Whoever
 * takes the bytes uses them only once this has come to its end.
 */
export async function readBlocks(
	source: AsyncIterable<Buffer>,
	take: (about: Manifest, data: AsyncIterable<Buffer>) => Promise<void>
): Promise<void> {
	const blocks = splitBlocks(source);
	const first = await blocks.next();
	if (first.done === true || first.value.kind !== kinds.manifest) throw new Error('no manifest');
	const about = manifest.parse(JSON.parse(first.value.bytes.toString()));
	await take(about, dataOf(blocks, sha256(first.value.bytes)));
}

async function* dataOf(blocks: AsyncGenerator<Block>, manifestSha256: string): AsyncGenerator<Buffer> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const { kind, bytes: piece } of blocks) {
		if (kind === kinds.end) {
			const sums = ending.parse(JSON.parse(piece.toString()));
			const agrees = sums.bytes === bytes && sums.sha256 === hash.digest('hex');
			if (!agrees || sums.manifestSha256 !== manifestSha256) throw new Error('the sums do not agree');
			return;
		}
		hash.update(piece);
		bytes += piece.length;
		yield piece;
	}
	throw new Error('no end');
}

type Block = { readonly kind: number; readonly bytes: Buffer };

/** A manifest of many thousand tablets is a few MiB; data comes in pieces far smaller. */
const longestBlock = 64 * 1024 * 1024;

async function* splitBlocks(source: AsyncIterable<Buffer>): AsyncGenerator<Block> {
	let held: Buffer = Buffer.alloc(0);
	for await (const bytes of source) {
		held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
		while (held.length >= 5) {
			const length = held.readUInt32BE(1);
			if (length > longestBlock) throw new Error('a block too long');
			if (held.length < 5 + length) break;
			yield { kind: held.readUInt8(0), bytes: held.subarray(5, 5 + length) };
			held = held.subarray(5 + length);
		}
	}
	if (held.length > 0) throw new Error('a block that is not whole');
}

function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}
