import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressAnswer } from './compressAnswer.ts';

const body = JSON.stringify({
	put: Array.from({ length: 200 }, (_, at) => ({ key: `answer/CJ2.${at}`, value: 'yes' }))
});

function asked(accepted: string | null, path = '/api/sync/v1/pull'): Request {
	const headers = new Headers(accepted === null ? {} : { 'Accept-Encoding': accepted });
	return new Request(`https://dipper.example${path}`, { method: 'POST', headers });
}

function answer(text = body, more: Record<string, string> = {}, status = 200): Response {
	return new Response(text, {
		status,
		headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...more }
	});
}

test('a long answer of sync crosses as a fraction of its bytes, and is the same when it is opened', async () => {
	const sent = await compressAnswer(asked('gzip, deflate, br'), answer());
	expect(sent.headers.get('Content-Encoding')).toBe('gzip');
	expect(sent.headers.get('Vary')).toBe('Accept-Encoding');
	expect(sent.headers.get('Cache-Control')).toBe('no-store');
	const bytes = Buffer.from(await sent.arrayBuffer());
	expect(bytes.length).toBeLessThan(body.length / 5);
	expect(gunzipSync(bytes).toString()).toBe(body);
});

test.each([['br'], ['identity'], ['gzip;q=0'], ['gzip; q=0.0'], [null], ['xgzip']])(
	'who does not take gzip (%s) gets it as it is',
	async (accepted) => {
		const sent = await compressAnswer(asked(accepted), answer());
		expect(sent.headers.get('Content-Encoding')).toBeNull();
		expect(await sent.text()).toBe(body);
	}
);

test('a short answer is not worth it, and says that it might have been', async () => {
	const sent = await compressAnswer(asked('gzip'), answer('{"put":[]}'));
	expect(sent.headers.get('Content-Encoding')).toBeNull();
	expect(sent.headers.get('Vary')).toBe('Accept-Encoding');
	expect(await sent.text()).toBe('{"put":[]}');
});

test.each([
	['a refusal', asked('gzip'), answer(body, {}, 409)],
	['what is not JSON', asked('gzip'), answer(body, { 'Content-Type': 'image/png' })],
	['what is compressed already', asked('gzip'), answer(body, { 'Content-Encoding': 'br' })],
	['a page', asked('gzip', '/overview'), answer()],
	['who is signed in, which another site could ask for', asked('gzip', '/api/me'), answer()]
])('%s is left as it is', async (_, request, response) => {
	expect(await compressAnswer(request, response)).toBe(response);
});
