import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readPackedJson } from './readPackedJson.ts';

const post = (body: Buffer | string, headers: Record<string, string> = {}) =>
	new Request('http://dipper.test/', {
		method: 'POST',
		body: typeof body === 'string' ? body : new Uint8Array(body),
		headers
	});
const packed = { 'content-encoding': 'gzip' };
const text = JSON.stringify({ cases: ['9X-1', 'Øst'] });

test('packed and plain say the same', async () => {
	const said = { ok: true, value: { cases: ['9X-1', 'Øst'] } };
	expect(await readPackedJson(post(gzipSync(text), packed), 1000)).toEqual(said);
	expect(await readPackedJson(post(text), 1000)).toEqual(said);
});

test('a small body that unpacks to a huge one is refused before it fills the memory', async () => {
	const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32));
	expect(bomb.length).toBeLessThan(100_000);
	expect(await readPackedJson(post(bomb, packed), 1024 * 1024)).toMatchObject({ problem: { code: 'body.too-large' } });
	expect(await readPackedJson(post('"longer than ten"'), 10)).toMatchObject({ problem: { code: 'body.too-large' } });
});

test('what the server itself found too long is said as that', async () => {
	const tooLong = { arrayBuffer: () => Promise.reject(Object.assign(new Error('too long'), { status: 413 })) };
	const request = Object.assign(post('{}'), tooLong);
	expect(await readPackedJson(request, 1000)).toMatchObject({ problem: { code: 'body.too-large' } });
});

test('what is no JSON, or packed and broken, is unreadable', async () => {
	for (const request of [post('{'), post(''), post(gzipSync(text).subarray(0, 12), packed), post(text, packed)]) {
		expect(await readPackedJson(request, 1000)).toMatchObject({ problem: { code: 'body.unreadable' } });
	}
});
