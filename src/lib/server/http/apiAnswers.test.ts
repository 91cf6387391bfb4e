import { describe, expect, test } from 'vitest';
import { asApiAnswer, isApi, isForeign, readJsonBody } from './apiAnswers.ts';

const own = 'https://dipper.example';

describe('what the api answers', () => {
	test('a page’s error becomes a code, and its words and stack stay behind', async () => {
		const answer = await asApiAnswer(new Response('<h1>Error at db.ts:12</h1>', { status: 500 }));
		expect(await answer.json()).toEqual({ code: 'SERVER_ERROR' });
		expect(answer.headers.get('Content-Type')).toContain('application/json');
	});

	test('the framework’s own message is replaced too', async () => {
		const answer = await asApiAnswer(Response.json({ message: 'Not found: /api/x' }, { status: 404 }));
		expect(await answer.json()).toEqual({ code: 'NOT_FOUND' });
	});

	test('a method that is not there says which are', async () => {
		const answer = await asApiAnswer(
			new Response('GET method not allowed', { status: 405, headers: { Allow: 'POST' } })
		);
		expect(await answer.json()).toEqual({ code: 'METHOD_NOT_ALLOWED' });
		expect(answer.headers.get('Allow')).toBe('POST');
	});

	test('a refusal with a code passes with all it says', async () => {
		const answer = await asApiAnswer(Response.json({ code: 'GAP', need: 3 }, { status: 409 }));
		expect(await answer.json()).toEqual({ code: 'GAP', need: 3 });
	});

	test('a status without a code of its own still gets one', async () => {
		const codeOf = async (status: number) => (await asApiAnswer(new Response('', { status }))).json();
		expect(await codeOf(418)).toEqual({ code: 'BAD_REQUEST' });
		expect(await codeOf(502)).toEqual({ code: 'SERVER_ERROR' });
	});

	test('what went well passes as it is', async () => {
		const answer = new Response('fine');
		expect(await asApiAnswer(answer)).toBe(answer);
	});

	test('only what is under /api is the api', () => {
		expect([isApi('/api'), isApi('/api/session'), isApi('/apiary'), isApi('/')]).toEqual([true, true, false, false]);
	});
});

describe('where a change comes from', () => {
	const foreign = (method: string, headers: Record<string, string>) => isForeign(method, new Headers(headers), own);

	test('ours is taken', () => {
		expect(foreign('POST', { Origin: own })).toBe(false);
		expect(foreign('POST', { Origin: own, 'Sec-Fetch-Site': 'same-origin' })).toBe(false);
	});

	test.each([
		['none', {}],
		['another site', { Origin: 'https://elsewhere.example' }],
		['a page that hides where it is', { Origin: 'null' }],
		['our name without https', { Origin: 'http://dipper.example' }],
		['our name on another port', { Origin: 'https://dipper.example:8443' }],
		['our name as the beginning of another', { Origin: 'https://dipper.example.elsewhere.example' }],
		['a sister site, in the browser’s words', { Origin: own, 'Sec-Fetch-Site': 'same-site' }]
	])('%s is not', (_name, headers) => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(foreign(method, headers)).toBe(true);
	});

	test('reading needs no origin', () => {
		expect(foreign('GET', {})).toBe(false);
		expect(foreign('HEAD', { Origin: 'https://elsewhere.example' })).toBe(false);
	});
});

describe('a JSON body', () => {
	const post = (body: string, type: string) =>
		readJsonBody(new Request(own, { method: 'POST', body, headers: { 'Content-Type': type } }), 20);

	test('is read', async () => {
		expect(await post('{"a":1}', 'application/json; charset=utf-8')).toEqual({ a: 1 });
	});

	test('comes as JSON or not at all', async () => {
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
			await expect(post('{}', type)).rejects.toMatchObject({ code: 'CONTENT_TYPE', status: 415 });
		}
	});

	test('is whole, and no longer than it may be', async () => {
		await expect(post('{"a":', 'application/json')).rejects.toMatchObject({ code: 'BAD_REQUEST', status: 400 });
		await expect(post(`"${'é'.repeat(10)}"`, 'application/json')).rejects.toMatchObject({ status: 413 });
	});
});
