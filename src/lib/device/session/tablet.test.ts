import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { ada, auditId, benId } from '../testWorld.ts';
import { AuditSession } from './AuditSession.svelte.ts';
import { aSetUpTablet, aTablet, passphrase } from './testTablet.ts';

const codeOf = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'ok' : result.problem?.code);

describe('setting up', () => {
	test('where nobody is set up the tablet says so', async () => {
		const { tablet } = await aTablet();
		expect([tablet.state, tablet.people.length, tablet.chosen, tablet.currentPerson]).toEqual(['none', 0, null, null]);
		expect([tablet.listAudits(), tablet.listsReady, tablet.unlocked]).toEqual([[], false, null]);
	});

	test('makes a sealed store, greets, fetches, and ends unlocked with the work on it', async () => {
		const { tablet, server } = await aSetUpTablet();
		expect(tablet.state).toBe('unlocked');
		expect(server.asked).toEqual(['hello', 'pull']);
		expect(tablet.listAudits()).toMatchObject([{ id: auditId, head: { caseRef: '9X-104823' }, judged: 0, unsent: 0 }]);
		expect(tablet.currentPerson).toEqual(ada);
		expect([tablet.council, tablet.setUpProgress, tablet.storagePersisted]).toEqual(['Marchbrook', null, true]);
		expect(tablet.templateTitle({ id: 'cj', ver: 1 })).toBe('A small child journey');
	});

	test.each([
		['no-signal', 'no-signal'],
		[{ status: 401 }, 'signed-out'],
		[{ status: 403, code: 'NOT_YOUR_CLIENT' }, 'refused']
	] as const)('when hello ends in %o nobody is listed, and it can be tried again', async (fault, code) => {
		const { tablet, server } = await aTablet();
		server.fails('hello', fault);
		const input = { person: ada, council: 'Marchbrook', passphrase };
		expect(codeOf(await tablet.setUp(input))).toBe(code);
		expect(tablet.state).toBe('none');
		expect(codeOf(await tablet.setUp(input))).toBe('ok');
	});

	test('a weak passphrase is refused before anything is made; a second store for one person too', async () => {
		const { tablet } = await aTablet();
		expect(codeOf(await tablet.setUp({ person: ada, council: '', passphrase: 'short' }))).toBe('passphrase.too-short');
		await tablet.setUp({ person: ada, council: '', passphrase });
		expect(codeOf(await tablet.setUp({ person: ada, council: '', passphrase }))).toBe('already-here');
	});

	test('S6: where the browser keeps nothing, it says so', async () => {
		const { tablet } = await aTablet({
			openStore: () => {
				throw new DOMException('private window', 'SecurityError');
			}
		});
		expect(codeOf(await tablet.setUp({ person: ada, council: '', passphrase }))).toBe('no-storage');
	});

	test('S8: a browser without a journal is told of once', async () => {
		const first = await aTablet({ journals: { ...(await aTablet()).journals, isPossible: false } });
		await first.tablet.setUp({ person: ada, council: '', passphrase });
		expect(first.tablet.incidents.map(({ code }) => code)).toEqual(['journal-missing']);
		first.tablet.dismissIncident(0);
		await first.tablet.lock();
		await first.tablet.unlock(passphrase);
		expect(first.tablet.incidents).toEqual([]);
	});
});

describe('V3: locking and unlocking', () => {
	test('locked, nothing is left but a name; unlocked, everything is there', async () => {
		const { tablet, left } = await aSetUpTablet();
		await tablet.lock();
		expect([tablet.state, left, tablet.unlocked, tablet.listAudits()]).toEqual(['locked', ['/unlock'], null, []]);
		expect(tablet.people).toMatchObject([{ name: 'Ada Wren', initials: 'AW' }]);
		expect(codeOf(await tablet.unlock(passphrase))).toBe('ok');
		expect(tablet.listAudits()).toHaveLength(1);
	});

	test('a new page finds the person locked, says since when and why, and how much waits', async () => {
		const first = await aSetUpTablet();
		const session = await AuditSession.open(first.tablet, auditId);
		await session?.answer('CJ2.1', 'yes');
		await first.tablet.lock('idle');
		const { tablet } = await aTablet({}, first);
		expect(tablet.state).toBe('locked');
		expect(tablet.chosen).toMatchObject({ name: 'Ada Wren', lockedBecause: 'idle', waiting: 1 });
		await tablet.unlock(passphrase);
		expect([tablet.sync.waiting, tablet.listAudits()[0]?.unsent]).toEqual([1, 1]);
	});

	test('wrong passphrases back off and after ten need the network, for the same person', async () => {
		const { tablet, clock, server } = await aSetUpTablet();
		await tablet.lock();
		for (let tries = 0; tries < 3; tries += 1)
			expect(codeOf(await tablet.unlock('not this one at all'))).toBe('wrong-passphrase');
		await tablet.unlock('not this one at all');
		expect(await tablet.unlock(passphrase)).toMatchObject({ ok: false, problem: { code: 'wait' } });
		for (let tries = 0; tries < 6; tries += 1) {
			clock.now += 301_000;
			await tablet.unlock('not this one at all');
		}
		clock.now += 301_000;
		server.fails('hello', 'no-signal');
		expect(codeOf(await tablet.unlock(passphrase))).toBe('needs-network');
		server.signedIn = { ...ada, id: benId };
		expect(codeOf(await tablet.unlock(passphrase))).toBe('needs-network');
		server.signedIn = ada;
		expect(codeOf(await tablet.unlock(passphrase))).toBe('ok');
	});

	test('after five minutes without a touch it locks itself and flushes the draft first', async () => {
		const { tablet, clock, page, left } = await aSetUpTablet();
		const session = await AuditSession.open(tablet, auditId);
		session?.draftNote('CJ2.1', 'half a sentence');
		clock.now += 5 * 60_000;
		page.dispatchEvent(new Event('pointerdown'));
		await vi.waitFor(() => expect(left).toEqual(['/unlock']));
		await tablet.unlock(passphrase);
		expect((await AuditSession.open(tablet, auditId))?.noteText('CJ2.1')).toBe('half a sentence');
	});

	test('hidden for over a minute, it locks', async () => {
		const { tablet, clock, page } = await aSetUpTablet();
		page.hide(true);
		clock.now += 61_000;
		page.hide(false);
		await vi.waitFor(() => expect(tablet.state).toBe('locked'));
		expect(tablet.unlocked).toBeNull();
	});

	test('all tabs lock together', async () => {
		const first = await aSetUpTablet();
		const second = await aTablet({}, first);
		await second.tablet.unlock(passphrase);
		await first.tablet.lock();
		await vi.waitFor(() => expect([second.tablet.state, second.left]).toEqual(['locked', ['/unlock']]));
	});

	test('the minutes may be set from one to fifteen, and stay', async () => {
		const first = await aSetUpTablet();
		await first.tablet.setLockMinutes(40);
		const { tablet } = await aTablet({}, first);
		expect(tablet.chosen?.lockMinutes).toBe(15);
	});

	test('a changed passphrase opens, the old one no longer', async () => {
		const { tablet, journals } = await aSetUpTablet();
		expect(codeOf(await tablet.changePassphrase('not this one at all', 'otter brook willow heron'))).toBe(
			'wrong-passphrase'
		);
		expect(codeOf(await tablet.changePassphrase(passphrase, 'short'))).toBe('passphrase.too-short');
		expect(codeOf(await tablet.changePassphrase(passphrase, 'otter brook willow heron'))).toBe('ok');
		await tablet.lock();
		expect(codeOf(await tablet.unlock(passphrase))).toBe('wrong-passphrase');
		expect(codeOf(await tablet.unlock('otter brook willow heron'))).toBe('ok');
		expect(journals.keys.size).toBe(1);
	});
});

describe('V5: a shared tablet', () => {
	test('each person has a store of their own, and nobody opens another’s', async () => {
		const first = await aSetUpTablet();
		await first.tablet.lock();
		const ben = { ...ada, id: benId, name: 'Ben Rook', username: 'ben@demo.example' };
		first.server.signedIn = ben;
		const { tablet } = await aTablet({}, first);
		expect(
			codeOf(await tablet.setUp({ person: ben, council: 'Marchbrook', passphrase: 'four other plain words' }))
		).toBe('ok');
		await tablet.lock();
		const later = (await aTablet({}, first)).tablet;
		expect(later.people.map(({ name }) => name)).toEqual(['Ben Rook', 'Ada Wren']);
		later.choose(later.people[1]?.slot ?? '');
		expect(codeOf(await later.unlock('four other plain words'))).toBe('wrong-passphrase');
		expect(codeOf(await later.unlock(passphrase))).toBe('ok');
		expect(later.currentPerson?.name).toBe('Ada Wren');
	});
});

test('S8: the whole origin’s IndexedDB gone: the person is found by the keys, and the work by the journal', async () => {
	const first = await aSetUpTablet();
	const session = await AuditSession.open(first.tablet, auditId);
	await session?.answer('CJ2.1', 'yes');
	await first.tablet.lock();
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const { tablet } = await aTablet({}, first);
	expect(tablet.state).toBe('locked');
	expect(codeOf(await tablet.unlock(passphrase))).toBe('ok');
	expect(tablet.incidents.map(({ code, facts }) => [code, facts.changes])).toEqual([['put-back', 1]]);
	expect(tablet.sync.waiting).toBe(1);
	expect(await tablet.unlocked?.runner.round()).toEqual({ end: 'done' });
	expect(first.server.records.get(`audit:${auditId}`)?.fields.get('answer/CJ2.1')?.value).toBe('yes');
	expect((await AuditSession.open(tablet, auditId))?.audit.answers.get('CJ2.1')?.value).toBe('yes');
});
