import { createServer, request as ask, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { makeFront, schemeHeader } from './front.ts';

let server: Server | null = null;
afterEach(() => {
	server?.close();
	server = null;
});

type Seen = { host: string | undefined; scheme: unknown };

async function aServer(origin: string | null, handler?: RequestListener) {
	const seen: Seen[] = [];
	const listener: RequestListener = (request, response) => {
		seen.push({ host: request.headers.host, scheme: request.headers[schemeHeader] });
		response.end('from the application');
	};
	const port = (): number => (made.address() as AddressInfo).port;
	const made: Server = createServer(makeFront({ origin, port, handler: handler ?? listener }));
	server = made;
	await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
	const send = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
		new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
			const sent = ask({ host: '127.0.0.1', port: port(), path, method, headers }, (answer) => {
				let body = '';
				answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
				answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
			});
			sent.on('error', reject);
			sent.end();
		});
	return { seen, send, port: port() };
}

test('a file carries the same headers as a page', async () => {
	const { send } = await aServer('https://dipper.example');
	const { headers } = await send('/icons/icon.svg');
	expect(headers['x-content-type-options']).toBe('nosniff');
	expect(headers['strict-transport-security']).toBe('max-age=63072000');
	expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
	expect(headers['cross-origin-opener-policy']).toBe('same-origin');
});

test('the shell keeps the policy for scripts that it carries itself', async () => {
	const { send } = await aServer(null);
	const { headers } = await send('/shell.html');
	expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
	expect(headers['content-security-policy']).not.toContain('script-src');
	expect(headers['content-security-policy']).not.toContain('default-src');
});

test('what says which build is current is asked for anew each time', async () => {
	const { send } = await aServer(null);
	for (const path of ['/service-worker.js', '/shell.html', '/manifest.webmanifest', '/service-worker.js?v=2']) {
		expect((await send(path)).headers['cache-control']).toBe('no-cache');
	}
});

test('the application writes its own headers over ours', async () => {
	const { send } = await aServer(null, (_request, response) => {
		response.setHeader('Content-Security-Policy', 'its own');
		response.setHeader('Cache-Control', 'no-store');
		response.end();
	});
	expect((await send('/')).headers['cache-control']).toBe('no-store');
	expect((await send('/')).headers['content-security-policy']).toBe('its own');
});

test('a foreign form is refused under /api as JSON, before the application sees it', async () => {
	const { seen, send } = await aServer('https://dipper.example');
	const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
	for (const Origin of ['https://elsewhere.example', 'null', 'http://dipper.example']) {
		const { status, body } = await send('/api/session', 'POST', { ...form, Origin });
		expect([status, body]).toEqual([403, '{"code":"ORIGIN"}']);
	}
	expect((await send('//api/session', 'POST', form)).status).toBe(403);
	expect(seen).toEqual([]);
	expect((await send('/api/session', 'POST', { ...form, Origin: 'https://dipper.example' })).status).toBe(200);
	expect((await send('/api/health')).status).toBe(200);
});

test('with no origin given, each of this machine’s own names is ours', async () => {
	const { seen, send, port } = await aServer(null);
	for (const host of [`localhost:${port}`, `127.0.0.1:${port}`]) {
		const { status } = await send('/api/session', 'POST', { Host: host, Origin: `http://${host}` });
		expect(status).toBe(200);
		expect(seen.at(-1)).toEqual({ host, scheme: 'http' });
	}
});

test('with no origin given, another name for this machine is not ours', async () => {
	const { seen, send, port } = await aServer(null);
	const host = `rebound.example:${port}`;
	expect((await send('/api/session', 'POST', { Host: host, Origin: `http://${host}` })).status).toBe(403);
	await send('/today', 'GET', { Host: host });
	expect(seen).toEqual([{ host: `localhost:${port}`, scheme: 'http' }]);
});

test('nobody but us says which scheme it is', async () => {
	const { seen, send } = await aServer('https://dipper.example');
	await send('/today', 'GET', { [schemeHeader]: 'http' });
	expect(seen[0]?.scheme).toBeUndefined();
});
