import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeNext } from '../auth/whereNext.ts';
import { readConfig } from '../config.ts';
import { answerRefusals, Refusal } from '../Refusal.ts';
import { asApiAnswer, isApi, isForeign } from './apiAnswers.ts';
import { secureAnswer, securityHeaders } from './securityHeaders.ts';

describe('P4: every refusal of the api is a code and nothing else', () => {
	test.each([
		[400, 'BAD_REQUEST'],
		[401, 'SIGN_IN'],
		[403, 'FORBIDDEN'],
		[404, 'NOT_FOUND'],
		[405, 'METHOD_NOT_ALLOWED'],
		[413, 'TOO_LARGE'],
		[415, 'CONTENT_TYPE'],
		[418, 'BAD_REQUEST'],
		[422, 'UNPROCESSABLE'],
		[429, 'TOO_MANY_TRIES'],
		[500, 'SERVER_ERROR'],
		[502, 'SERVER_ERROR'],
		[503, 'UNAVAILABLE']
	])('%i is %s', async (status, code) => {
		for (const body of [
			'at secret.ts:12',
			'{"message":"at secret.ts:12"}',
			'[]',
			'{"code":"X","message":"at secret.ts"}'
		]) {
			const type = body.startsWith('at') ? 'text/html' : 'application/json';
			const answer = await asApiAnswer(new Response(body, { status, headers: { 'Content-Type': type } }));
			expect([answer.status, await answer.json()]).toEqual([status, { code }]);
		}
	});

	test.each([200, 201, 301, 304])('%i passes untouched', async (status) => {
		const answer = new Response(null, { status });
		expect(await asApiAnswer(answer)).toBe(answer);
	});

	test('what a refusal says of itself is kept', async () => {
		const refused = await answerRefusals(() => Promise.reject(new Refusal('SLOW', 429, { 'Retry-After': '9' })));
		const answer = await asApiAnswer(refused);
		expect([answer.headers.get('Retry-After'), await answer.json()]).toEqual(['9', { code: 'SLOW' }]);
	});
});

test.each([
	['/api', true],
	['/api/', true],
	['/api/sync/v1/push', true],
	['/apiary', false],
	['/today/api/', false],
	['/API/x', false]
])('%s is of the api: %s', (path, api) => {
	expect(isApi(path)).toBe(api);
});

test('a change whose Origin is not ours to the letter is foreign', () => {
	const own = 'https://dipper.example';
	fc.assert(
		fc.property(
			fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom(`${own}/`, `${own}.evil`, own.toUpperCase(), 'null')),
			(origin) => {
				fc.pre(origin !== own);
				const headers = { get: (name: string) => (name === 'Origin' ? origin : null) };
				expect(isForeign('POST', headers, own)).toBe(true);
			}
		)
	);
});

test('whatever a link says, sign-in leads to a page of ours', () => {
	const own = 'http://own.invalid';
	fc.assert(
		fc.property(
			fc.oneof(fc.string(), fc.webUrl(), fc.webPath(), fc.stringMatching(/^[/\\]{0,3}[a-z.:@%/\\?#]{0,12}$/)),
			(next) => {
				const safe = safeNext(next);
				expect(safe.startsWith('/')).toBe(true);
				expect(new URL(safe, own).origin).toBe(own);
			}
		),
		{ numRuns: 1_000 }
	);
});

test('no answer is secured into less than it was', () => {
	for (const isHttps of [true, false])
		for (const type of ['text/html', 'application/json', 'text/csv']) {
			const answer = secureAnswer(new Response('x', { headers: { 'Content-Type': type } }), isHttps);
			for (const [name, value] of Object.entries(securityHeaders(isHttps)))
				expect(answer.headers.get(name)).toBe(value);
			expect(answer.headers.get('Cache-Control')).toBe('no-store');
			expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
		}
});

test.each([
	['PORT', '-1'],
	['PORT', '65536'],
	['PORT', '80.5'],
	['ORIGIN', 'ftp://dipper.example'],
	['ORIGIN', 'dipper.example'],
	['SESSION_IDLE_HOURS', '721'],
	['SESSION_ABSOLUTE_DAYS', '0'],
	['SESSION_ABSOLUTE_DAYS', '91']
])('%s=%s is refused by name', (name, value) => {
	expect(() => readConfig({ [name]: value })).toThrow(name);
});
