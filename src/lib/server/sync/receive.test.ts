import { describe, expect, test } from 'vitest';
import { Refusal } from '../Refusal.ts';
import { answerSync, readBody } from './receive.ts';

const post = (body: BodyInit) =>
	new Request('https://dipper.example/', { method: 'POST', body, duplex: 'half' } as RequestInit);

/** A body that comes in pieces and does not say how long it is. */
function streamed(...pieces: string[]): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(controller) {
			for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
			controller.close();
		}
	});
}

describe('reading a body', () => {
	test('it is JSON, in however many pieces it comes', async () => {
		expect(await readBody(post(streamed('{"a":', '"é', '"}')), 100)).toEqual({ a: 'é' });
	});

	test('it is counted in bytes and read no further than it may be long', async () => {
		expect(await readBody(post('"éé"'), 6)).toBe('éé');
		await expect(readBody(post('"éé"'), 5)).rejects.toMatchObject({ status: 413, code: 'TOO_LARGE' });
		await expect(readBody(post(streamed('"', 'xxxx', 'xxxx', '"')), 9)).rejects.toMatchObject({ status: 413 });
	});

	test('what says it is too long is not read at all', async () => {
		const request = new Request('https://dipper.example/', {
			method: 'POST',
			body: '{}',
			headers: { 'content-length': '999' }
		});
		await expect(readBody(request, 100)).rejects.toMatchObject({ status: 413 });
		expect(request.bodyUsed).toBe(false);
	});

	test('no JSON, or none at all, is a malformed envelope', async () => {
		await expect(readBody(post('{'), 100)).rejects.toMatchObject({ status: 422 });
		await expect(readBody(post(''), 100)).rejects.toMatchObject({ status: 422 });
	});
});

describe('answering', () => {
	async function answerTo(error: unknown) {
		const reported: unknown[] = [];
		const response = await answerSync(
			() => Promise.reject(error),
			(one) => reported.push(one)
		);
		return { status: response.status, body: await response.json(), headers: response.headers, reported };
	}

	test('a refusal is its code, with its headers, and is no news', async () => {
		const answer = await answerTo(new Refusal('TOO_MANY', 429, { 'Retry-After': '7' }));
		expect(answer).toMatchObject({ status: 429, body: { code: 'TOO_MANY' }, reported: [] });
		expect([answer.headers.get('Retry-After'), answer.headers.get('Cache-Control')]).toEqual(['7', 'no-store']);
	});

	test('a database that is away for a moment is 503 with a time to come back', async () => {
		const answer = await answerTo(Object.assign(new Error('gone'), { code: '57P01' }));
		expect(answer).toMatchObject({ status: 503, body: { code: 'TRY_LATER' } });
		expect(answer.headers.get('Retry-After')).toBe('5');
		expect(answer.reported).toHaveLength(1);
	});

	test('anything unforeseen is a code, and its words stay here', async () => {
		const answer = await answerTo(new Error('secret'));
		expect(answer).toMatchObject({ status: 500, body: { code: 'SERVER_ERROR' } });
		expect(JSON.stringify(answer.body)).not.toContain('secret');
	});

	test('a body that the server in front cut off is 413', async () => {
		expect(
			await answerTo(Object.assign(new Error('Content-length of 9 exceeds limit'), { status: 413 }))
		).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
	});
});
