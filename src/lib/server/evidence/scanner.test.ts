import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { aPdf, aPng, eicar } from '../../../../tests/fixtures/evidenceFiles.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { evidenceWorld, refusal } from './evidenceWorld.fixture.ts';
import { scannerAt } from './scanner.ts';

const running: Server[] = [];
afterEach(async () => {
	for (const server of running.splice(0)) await new Promise((done) => server.close(done));
});

/** clamd as far as we speak with it: reads INSTREAM to its end and knows one signature. */
async function aFakeClamd(where: { path?: string } = {}, answer = verdict): Promise<string> {
	const server = createServer((socket) => read(socket, answer));
	running.push(server);
	await new Promise<void>((ready) =>
		where.path === undefined ? server.listen(0, '127.0.0.1', ready) : server.listen(where.path, ready)
	);
	const at = server.address();
	return typeof at === 'string' || at === null ? (where.path ?? '') : `127.0.0.1:${at.port}`;
}

function read(socket: Socket, answer: (file: Buffer) => string): void {
	let given = Buffer.alloc(0);
	socket.on('error', () => socket.destroy());
	socket.on('data', (data) => {
		given = Buffer.concat([given, data]);
		const file = fileIn(given);
		if (file !== null) socket.end(answer(file));
	});
}

const command = 'zINSTREAM\0';
function fileIn(given: Buffer): Buffer | null {
	const chunks: Buffer[] = [];
	for (let at = command.length; at + 4 <= given.length;) {
		const length = given.readUInt32BE(at);
		if (length === 0) return given.toString('latin1').startsWith(command) ? Buffer.concat(chunks) : null;
		chunks.push(given.subarray(at + 4, at + 4 + length));
		at += 4 + length;
	}
	return null;
}

function verdict(file: Buffer): string {
	return file.includes(eicar) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0';
}

const infected = aPdf(eicar);

test('where no scanner is set there is none', () => {
	expect(scannerAt(null)).toBeNull();
});

test('a clean file of many chunks is clean, one with the EICAR string is not; over a port and over a socket', async () => {
	const socket = path.join(tmpdir(), `clamd-${crypto.randomUUID()}.sock`);
	for (const address of [await aFakeClamd(), await aFakeClamd({ path: socket })]) {
		const scan = scannerAt(address);
		expect(await scan?.(aPng({ side: 400, noise: 7 }))).toBe('clean');
		expect(await scan?.(infected)).toBe('found');
	}
});

test.each([
	['nobody listens', async () => '127.0.0.1:1'],
	['it says something else', () => aFakeClamd({}, () => 'INSTREAM size limit exceeded. ERROR\0')],
	['it hangs up', () => aFakeClamd({}, () => '')]
])('a scanner is down when %s', async (_, address) => {
	await expect(scannerAt(await address())?.(aPng())).rejects.toMatchObject({ code: 'SCANNER_DOWN', status: 503 });
});

test('P14: a file with a virus is refused and nothing of it stays', async () => {
	const { server, by, attaches } = await evidenceWorld(await testDatabase(), { CLAMD: await aFakeClamd() });
	const { sha256 } = await attaches(infected, 'pdf');
	expect(await refusal(await by.ada.sends(infected))).toEqual([422, 'VIRUS']);
	expect((await by.ada.get(sha256)).status).toBe(404);
	expect(await server.database.db.selectFrom('evidence_part').select('part').execute()).toEqual([]);
	const clean = await attaches(aPdf(), 'pdf');
	expect((await by.ada.sends(aPdf())).status).toBe(200);
	const file = server.database.db.selectFrom('evidence_file').select('scan').where('sha256', '=', clean.sha256);
	expect(await file.executeTakeFirst()).toEqual({ scan: 'clean' });
});

test('P14: while the scanner is down nothing is taken, and what was sent waits for it', async () => {
	const { by, attaches } = await evidenceWorld(await testDatabase(), { CLAMD: '127.0.0.1:1' });
	const { sha256 } = await attaches(aPdf(), 'pdf');
	const down = await by.ada.sends(aPdf());
	expect([down.headers.get('retry-after'), ...(await refusal(down))]).toEqual(['60', 503, 'SCANNER_DOWN']);
	expect((await by.ada.head(sha256)).headers.get('x-dipper-parts')).toBe('0');
	expect((await by.ada.get(sha256)).status).toBe(404);
});
