import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { Incident } from '../sync/SyncParts.ts';
import { AuditSession } from '../session/AuditSession.svelte.ts';
import { aSetUpTablet, aTablet, passphrase, type TestTablet } from '../session/testTablet.ts';
import { auditId } from '../testWorld.ts';
import { sendFiles } from './sendFiles.ts';
import { aPrepared, TestEvidenceServer } from './testEvidenceServer.ts';

let world: TestTablet;
let server: TestEvidenceServer;
let told: Incident[];
beforeEach(async () => {
	world = await aSetUpTablet();
	server = new TestEvidenceServer();
	told = [];
});

const opened = (tab: TestTablet) => {
	const { unlocked } = tab.tablet;
	if (unlocked === null) throw new Error('locked');
	return unlocked;
};
const send = (tab: TestTablet) =>
	sendFiles({
		open: opened(tab).open,
		server,
		onProgress: () => undefined,
		report: (incident) => told.push(incident)
	});
async function attaches(name: string, parts = 1) {
	const session = await AuditSession.open(world.tablet, auditId);
	await session?.attach('CJ2.1', await aPrepared(parts, name));
}
/** The browser deletes the store; the page is opened again and unlocked. */
async function storeDeleted(): Promise<TestTablet> {
	const [row] = await world.parts.people.list();
	await world.tablet.lock();
	await world.parts.deleteStore(row?.database ?? '');
	const again = await aTablet({}, world);
	expect(await again.tablet.unlock(passphrase)).toMatchObject({ ok: true });
	return again;
}

test('S8: files that went with a deleted store are told by name, once their changes have gone up', async () => {
	await attaches('Sent.pdf');
	await opened(world).runner.round();
	await send(world);
	await attaches('Unsent.pdf', 2);
	const again = await storeDeleted();
	await send(again);
	expect(told).toEqual([]);
	await opened(again).runner.round();
	await send(again);
	expect(told).toMatchObject([{ code: 'files-lost', facts: { files: 1 }, names: ['Unsent.pdf'] }]);
	await send(again);
	expect(told).toHaveLength(1);
});

test('S8, W7: a backup that holds the change does not hide that its file is gone', async () => {
	await attaches('Unsent.pdf');
	world.server.durableN = 1;
	await opened(world).runner.round();
	await opened(world).runner.round();
	expect(await opened(world).open.changes()).toEqual([]);
	await world.tablet.lock();
	const next = await aTablet({}, world);
	await next.tablet.unlock(passphrase);
	expect(await opened(next).open.journal.entries()).toHaveLength(1);
	await next.tablet.lock();
	const again = await storeDeleted();
	await opened(again).runner.round();
	await send(again);
	expect(told).toMatchObject([{ code: 'files-lost', names: ['Unsent.pdf'] }]);
});

test('S8: without signal it is found out later; what was taken off, or is at the office, is no loss', async () => {
	await attaches('Unsent.pdf');
	const again = await storeDeleted();
	await opened(again).runner.round();
	server.fails('head', 'no-signal');
	await send(again);
	expect(told).toEqual([]);
	server.whole.set((await aPrepared()).sha256, new Uint8Array());
	await send(again);
	expect([told, (await opened(again).open.state()).lacking]).toEqual([[], []]);
});
