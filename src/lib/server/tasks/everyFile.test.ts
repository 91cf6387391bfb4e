import { createServer, request as ask, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFront } from './front.ts';

/** Stands for the built application: hashed files are kept for ever, pages write their own policy. */
const application: RequestListener = (request, response) => {
	if (request.url?.startsWith('/_app/immutable/') === true)
		response.setHeader('Cache-Control', 'public,max-age=31536000,immutable');
	if (request.url === '/today') {
		response.setHeader('Content-Security-Policy', "script-src 'nonce-1'");
		response.setHeader('Cache-Control', 'no-store');
	}
	response.end('ok');
};

let port = 0;
const server = createServer(makeFront({ origin: null, port: () => port, handler: application }));
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function get(path: string, method = 'GET', headers: Record<string, string> = {}) {
	return new Promise<{ status: number; headers: IncomingHttpHeaders }>((resolve, reject) => {
		const asked = ask({ host: '127.0.0.1', port, path, method, headers }, (response) => {
			response.resume();
			response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
		});
		asked.on('error', reject);
		asked.end();
	});
}

const files = [
	'/service-worker.js',
	'/manifest.webmanifest',
	'/icons/icon-192.png',
	'/shell.html',
	'/_app/version.json',
	'/_app/immutable/chunks/a1b2.js',
	'/_app/immutable/assets/app.a1b2.css',
	'/favicon.ico',
	'/robots.txt',
	'/today',
	'/there/is/no/such/page'
];

describe.each(files)('%s', (file) => {
	test('may be neither sniffed nor framed, tells no other site where one was, and carries a policy', async () => {
		const { headers } = await get(file);
		expect(headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'referrer-policy': 'same-origin',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin'
		});
		expect(headers['permissions-policy']).toContain('geolocation=()');
		expect(headers['content-security-policy']).toBeTruthy();
		expect(headers['strict-transport-security']).toBeUndefined();
	});

	test('is kept only if its name tells its content', async () => {
		const { headers } = await get(`${file}?v=1`);
		const wanted = file.includes('/immutable/') ? 'public,max-age=31536000,immutable' : /^no-/;
		expect(headers['cache-control']).toMatch(wanted);
	});
});

test.each(['/api/sync/v1/push', '//api/session', '/api/session?next=/', '/api'])(
	'a change to %s from elsewhere is refused before the application sees it',
	async (path) => {
		for (const origin of [undefined, 'https://elsewhere.example', 'null', `http://127.0.0.1:${port + 1}`]) {
			const { status, headers } = await get(path, 'POST', origin === undefined ? {} : { origin });
			expect([status, headers['content-type']]).toEqual([403, 'application/json']);
		}
		expect((await get(path, 'POST', { origin: `http://127.0.0.1:${port}` })).status).toBe(200);
	}
);

test('a change that a browser says comes from another site is refused whatever its Origin', async () => {
	const headers = { origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'cross-site' };
	for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
		expect((await get('/api/x', method, headers)).status).toBe(403);
	expect((await get('/api/x', 'GET', headers)).status).toBe(200);
});
