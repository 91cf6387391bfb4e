import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { keepAssets, serveEarlier } from './earlierAssets.ts';
import { makeFront } from './front.ts';

const folders: string[] = [];
const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) server.close();
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const day = 24 * 60 * 60_000;
const monday = Date.parse('2026-11-23T08:00:00.000Z');

function aPlace() {
	const root = mkdtempSync(path.join(tmpdir(), 'dipper-assets-'));
	folders.push(root);
	const folder = path.join(root, 'data');
	/** A build with files by name, each holding its own name. */
	const build = (name: string, files: readonly string[]) => {
		const built = path.join(root, name);
		for (const file of files) {
			mkdirSync(path.dirname(path.join(built, file)), { recursive: true });
			writeFileSync(path.join(built, file), file);
		}
		return built;
	};
	const first = build('first', ['entry/start.AAA.js', 'entry/start.AAA.js.br', 'assets/shared.css', 'chunks/one.js']);
	const second = build('second', ['entry/start.BBB.js', 'assets/shared.css']);
	const starts = (built: string, now: number) => keepAssets({ built, folder, now });
	return { folder, first, second, starts };
}

async function asks(folder: string, names: ReadonlySet<string>, asked: string, method = 'GET') {
	const handler = (_request: unknown, response: { writeHead(status: number): { end(): void } }) =>
		void response.writeHead(404).end();
	const earlier = serveEarlier(folder, names);
	const server = createServer(makeFront({ origin: 'https://dipper.example', port: () => 0, handler, earlier }));
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return fetch(`http://127.0.0.1:${port}${asked}`, { method });
}

test('F: the files of the build before stay served, and are what they were', async () => {
	const { folder, first, second, starts } = aPlace();
	expect(starts(first, monday)).toEqual(new Set());
	const earlier = starts(second, monday + day);
	expect(earlier).toEqual(new Set(['entry/start.AAA.js', 'chunks/one.js']));
	const answer = await asks(folder, earlier, '/_app/immutable/entry/start.AAA.js');
	expect([answer.status, await answer.text()]).toEqual([200, 'entry/start.AAA.js']);
	expect(answer.headers.get('content-type')).toBe('text/javascript');
	expect(answer.headers.get('cache-control')).toContain('immutable');
	expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
	expect((await asks(folder, earlier, '/_app/immutable/entry/start.AAA.js', 'HEAD')).status).toBe(200);
});

test('F: for thirty days after it was last current, however long that server had run', () => {
	const { folder, first, second, starts } = aPlace();
	starts(first, monday);
	const changed = monday + 60 * day;
	expect(starts(second, changed).size).toBe(2);
	expect(starts(second, changed + 29 * day).size).toBe(2);
	expect(starts(second, changed + 31 * day).size).toBe(0);
	expect(existsSync(path.join(folder, 'entry/start.AAA.js'))).toBe(false);
	expect(existsSync(path.join(folder, 'assets/shared.css'))).toBe(true);
});

test('a build taken back is current again, and the newer one’s files stay for whoever has it', () => {
	const { first, second, starts } = aPlace();
	starts(first, monday);
	starts(second, monday + day);
	expect(starts(first, monday + 2 * day)).toEqual(new Set(['entry/start.BBB.js']));
});

test.each([
	['/_app/immutable/entry/start.BBB.js', 'GET'],
	['/_app/immutable/../current.json', 'GET'],
	['/_app/immutable/current.json', 'GET'],
	['/_app/immutable/%2e%2e/current.json', 'GET'],
	['/_app/immutable/entry/start.AAA.js', 'POST'],
	['/entry/start.AAA.js', 'GET']
])('%s by %s is not an earlier build’s file', async (asked, method) => {
	const { folder, first, second, starts } = aPlace();
	starts(first, monday);
	expect((await asks(folder, starts(second, monday), asked, method)).status).toBe(404);
});

test('with no build at all nothing is kept', () => {
	const { starts } = aPlace();
	expect(starts('/nowhere/at/all', monday)).toEqual(new Set());
});
