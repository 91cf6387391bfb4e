import { expect, test } from 'vitest';
import { httpEvidenceServer } from './EvidenceServer.ts';

const sha256 = 'a'.repeat(64);

function answering(response: () => Response) {
	const asked: { url: string; init: RequestInit }[] = [];
	const server = httpEvidenceServer(async (url, init) => {
		asked.push({ url: String(url), init: init ?? {} });
		return response();
	});
	return { server, asked };
}

test('P14: requests are as the wire has them', async () => {
	const { server, asked } = answering(() => new Response(null, { status: 204 }));
	await server.head('client', sha256);
	await server.put('client', sha256, 3, new Uint8Array([1]));
	await server.complete('client', sha256, 700, 2);
	const at = `/api/sync/v1/evidence/${sha256}`;
	expect(asked.map(({ url, init }) => [init.method, url])).toEqual([
		['HEAD', at],
		['PUT', `${at}?part=3`],
		['POST', `${at}/complete`]
	]);
	expect(asked[1]?.init.headers).toEqual({
		'Content-Type': 'application/octet-stream',
		'X-Dipper-Client': '1',
		'X-Dipper-Tablet': 'client'
	});
	expect(asked[2]?.init.body).toBe('{"bytes":700,"parts":2}');
});

test.each([
	[() => new Response(null, { status: 200 }), { kind: 'done' }],
	[() => new Response(null, { status: 204, headers: { 'X-Dipper-Parts': '0,2' } }), { kind: 'parts', parts: [0, 2] }],
	[() => new Response(null, { status: 404 }), { kind: 'parts', parts: [] }],
	[
		() => Response.json({ code: 'DEVICE_REVOKED' }, { status: 403 }),
		{ kind: 'refused', status: 403, code: 'DEVICE_REVOKED', retryAfter: null }
	],
	[
		() => new Response('<html>busy</html>', { status: 503, headers: { 'Retry-After': '60' } }),
		{ kind: 'refused', status: 503, code: '', retryAfter: 60 }
	]
])('P14: what HEAD is answered', async (response, reply) => {
	expect(await answering(response).server.head('client', sha256)).toEqual(reply);
});

test('silence is no signal', async () => {
	const server = httpEvidenceServer(async () => {
		throw new TypeError('Failed to fetch');
	});
	expect(await server.put('client', sha256, 0, new Uint8Array([1]))).toEqual({ kind: 'no-signal' });
});
