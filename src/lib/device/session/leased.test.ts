import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { TabletRules } from '#lib/domain/tablets/TabletRules.ts';
import { TestServer } from '../sync/testServer.ts';
import type { SyncServer } from '../sync/SyncServer.ts';
import { ada, anAudit, aTemplateRecord, auditId, smallTemplate } from '../testWorld.ts';
import { AuditSession } from './AuditSession.svelte.ts';
import { aSetUpTablet, aTablet, passphrase } from './testTablet.ts';

const codeOf = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'ok' : result.problem?.code);
const day = 86_400_000;
const pin = '407316';

/** A server that gives a lease of 14 days, by a clock of its own, and says what the council decided. */
async function aLeasedTablet(rules: Partial<TabletRules> = {}) {
	const inner = new TestServer(ada, smallTemplate);
	inner.put(anAudit(), aTemplateRecord());
	const told = { ...{ leaseDays: 14, lockMinutes: 5, mayUsePin: true, keptDays: 14 }, ...rules };
	const given = { serverTime: '2031-01-01T00:00:00.000Z', lease: { offlineUntil: '2031-01-15T00:00:00.000Z' } };
	const server: SyncServer = {
		push: (request) => inner.push(request),
		async hello(request) {
			const reply = await inner.hello(request);
			return reply.kind === 'answer' ? { ...reply, body: { ...reply.body, ...given, rules: told } } : reply;
		},
		async pull(request) {
			const reply = await inner.pull(request);
			return reply.kind === 'answer' ? { ...reply, body: { ...reply.body, ...given } } : reply;
		}
	};
	const tab = await aSetUpTablet({ server });
	const reopen = async () => (await aTablet({ server }, tab)).tablet;
	return { ...tab, inner, told, reopen };
}

test('V6: for fourteen days it opens without signal', async () => {
	const { tablet, inner, clock, reopen } = await aLeasedTablet();
	await tablet.lock();
	clock.now += 14 * day - 3_600_000;
	inner.fails('hello', 'no-signal');
	expect(codeOf(await (await reopen()).unlock(passphrase))).toBe('ok');
});

test('V6: then it waits for the network; what is sealed stays, and opens once the server has answered', async () => {
	const { tablet, inner, clock, reopen } = await aLeasedTablet();
	await (await AuditSession.open(tablet, auditId))?.answer('CJ2.1', 'yes');
	await tablet.lock();
	clock.now += 14 * day;
	inner.fails('hello', 'no-signal');
	const later = await reopen();
	expect(codeOf(await later.unlock(passphrase))).toBe('lease-lapsed');
	expect([later.state, later.unlocked, later.chosen?.waiting]).toEqual(['locked', null, 1]);
	expect(codeOf(await later.unlock(passphrase))).toBe('ok');
	expect([later.sync.waiting, later.listAudits().length]).toEqual([1, 1]);
});

test('V6: a wrong passphrase is told the same on a lapsed tablet, and nothing is asked of the server', async () => {
	const { tablet, inner, clock, reopen } = await aLeasedTablet();
	await tablet.lock();
	clock.now += 20 * day;
	const before = inner.asked.length;
	expect(codeOf(await (await reopen()).unlock('not this one at all'))).toBe('wrong-passphrase');
	expect(inner.asked.length).toBe(before);
});

test('V6: signed out, its person is sent to sign in', async () => {
	const { tablet, inner, clock, reopen } = await aLeasedTablet();
	await tablet.lock();
	clock.now += 15 * day;
	inner.fails('hello', { status: 401 });
	expect(codeOf(await (await reopen()).unlock(passphrase))).toBe('lease-signed-out');
});

test('V6, F: the server’s own trouble shuts nobody out: it gives a day', async () => {
	const { tablet, inner, clock, reopen } = await aLeasedTablet();
	await tablet.lock();
	clock.now += 15 * day;
	inner.fails('hello', { status: 503 });
	const later = await reopen();
	expect(codeOf(await later.unlock(passphrase))).toBe('ok');
	await later.lock();
	clock.now += day - 3_600_000;
	expect(codeOf(await (await reopen()).unlock(passphrase))).toBe('ok');
	clock.now += 2 * day;
	inner.fails('hello', 'no-signal');
	expect(codeOf(await (await reopen()).unlock(passphrase))).toBe('lease-lapsed');
});

test('V6: a revoked tablet is not opened for having been answered', async () => {
	const { tablet, inner, clock, reopen } = await aLeasedTablet();
	await tablet.lock();
	clock.now += 15 * day;
	inner.fails('hello', { status: 403, code: 'DEVICE_REVOKED' });
	expect(codeOf(await (await reopen()).unlock(passphrase))).toBe('lease-lapsed');
});

test('V6: someone already inside goes on saving, and comes back by PIN', async () => {
	const { tablet, clock } = await aLeasedTablet();
	await tablet.ways.choosePin(passphrase, pin);
	clock.now += 20 * day;
	const saved = await (await AuditSession.open(tablet, auditId))?.answer('CJ2.1', 'yes');
	expect(saved?.ok).toBe(true);
	expect(tablet.state).toBe('unlocked');
});

test('V6: every answer begins the lease anew', async () => {
	const { tablet, inner, clock, reopen } = await aLeasedTablet();
	clock.now += 10 * day;
	expect(await tablet.unlocked?.runner.round()).toEqual({ end: 'done' });
	await tablet.lock();
	clock.now += 10 * day;
	inner.fails('hello', 'no-signal');
	expect(codeOf(await (await reopen()).unlock(passphrase))).toBe('ok');
});

test('V6, M3: a clock set back to the day before gains less each time, and then nothing', async () => {
	const { tablet, inner, clock, reopen } = await aLeasedTablet();
	const begin = clock.now;
	await tablet.lock();
	const opened: (string | undefined)[] = [];
	for (let times = 0; times < 4; times += 1) {
		clock.now = begin + 5 * day;
		inner.fails('hello', 'no-signal');
		const there = await reopen();
		opened.push(codeOf(await there.unlock(passphrase)));
		if (there.state === 'unlocked') await there.lock();
		clock.now = begin;
		const back = await reopen();
		await back.unlock(passphrase);
		if (back.state === 'unlocked') await back.lock();
	}
	expect(opened).toEqual(['ok', 'ok', 'ok', 'lease-lapsed']);
});

test('V3: the council’s minutes are the most, whatever a person chose', async () => {
	const { tablet, clock, page } = await aLeasedTablet({ lockMinutes: 2 });
	await tablet.setLockMinutes(10);
	clock.now += 2 * 60_000;
	page.dispatchEvent(new Event('pointerdown'));
	await vi.waitFor(() => expect(tablet.state).toBe('locked'));
});

test('V3: where the council allows no PIN a lock is cold', async () => {
	const { tablet, left } = await aLeasedTablet({ mayUsePin: false });
	await tablet.ways.choosePin(passphrase, pin);
	await tablet.lock();
	expect([tablet.state, left]).toEqual(['locked', ['/unlock']]);
});
