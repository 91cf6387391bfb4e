import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Plain bytes in a chunk. Each is sealed on its own, so neither writing nor reading holds more than one. */
export const chunkBytes = 256 * 1024;
const tagBytes = 16;
export const sealedChunkBytes = chunkBytes + tagBytes;

type Bytes = AsyncIterable<Buffer>;

/**
 * The STREAM construction over AES-256-GCM: the nonce counts the chunks and marks the last, so that chunks neither
 * change places, nor are left out, nor is the end missing unnoticed. `about` is bound to every one: the file's header.
 */
export async function* sealChunks(source: Bytes, key: Buffer, about: Buffer): AsyncGenerator<Buffer> {
	let place = 0;
	for await (const { bytes, isLast } of inPieces(source, chunkBytes)) {
		const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place, isLast));
		cipher.setAAD(about);
		yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
		place += 1;
	}
}

/** Throws where anything is not as it was sealed. */
export async function* openChunks(source: Bytes, key: Buffer, about: Buffer): AsyncGenerator<Buffer> {
	let place = 0;
	for await (const { bytes, isLast } of inPieces(source, sealedChunkBytes)) {
		const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place, isLast));
		decipher.setAAD(about);
		decipher.setAuthTag(bytes.subarray(-tagBytes));
		yield Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
		place += 1;
	}
}

function nonceOf(place: number, isLast: boolean): Buffer {
	const nonce = Buffer.alloc(12);
	nonce.writeBigUInt64BE(BigInt(place), 3);
	nonce[11] = isLast ? 1 : 0;
	return nonce;
}

/** Pieces of one size; the last, always there, may be shorter or empty. */
async function* inPieces(source: Bytes, size: number): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
	let held: Buffer[] = [];
	let length = 0;
	for await (const bytes of source) {
		held.push(bytes);
		length += bytes.length;
		if (length <= size) continue;
		let rest = Buffer.concat(held);
		for (; rest.length > size; rest = rest.subarray(size)) yield { bytes: rest.subarray(0, size), isLast: false };
		held = [rest];
		length = rest.length;
	}
	yield { bytes: Buffer.concat(held), isLast: true };
}
