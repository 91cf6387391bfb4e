import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';

const unpack = promisify(gunzip);

/**
 * A body of JSON, packed with gzip or plain. What unpacks to more than `mostBytes` is not unpacked further: a small
 * body may stand for one that would fill the memory.
 */
export async function readPackedJson(
	request: Request,
	mostBytes: number
): Promise<Result<unknown, 'body.too-large' | 'body.unreadable'>> {
	try {
		const bytes = Buffer.from(await request.arrayBuffer());
		const isPacked = request.headers.get('content-encoding') === 'gzip';
		const text = isPacked ? await unpack(bytes, { maxOutputLength: mostBytes }) : bytes;
		if (text.length > mostBytes) return problem('body.too-large');
		return ok(JSON.parse(text.toString('utf8')));
	} catch (error) {
		return problem(isTooLarge(error) ? 'body.too-large' : 'body.unreadable');
	}
}

/** Said by the server where the body is longer than any may be, and by zlib where it unpacks to more. */
function isTooLarge(error: unknown): boolean {
	if (typeof error !== 'object' || error === null) return false;
	return ('status' in error && error.status === 413) || ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE');
}
