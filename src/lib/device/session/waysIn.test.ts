import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import type { ShareAnswer } from '#lib/protocol/share.ts';
import { ok, problem } from '#lib/domain/shared/Result.ts';
import { ada, auditId, benId } from '../testWorld.ts';
import type { Reply } from '../sync/SyncServer.ts';
import type { PasskeyDoor } from '../vault/PasskeyDoor.ts';
import { randomBytes, toBase64 } from '../vault/bytes.ts';
import { AuditSession } from './AuditSession.svelte.ts';
import { aSetUpTablet, aTablet, passphrase, type TestTablet } from './testTablet.ts';

const codeOf = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'ok' : result.problem?.code);
const pin = '407316';
const minute = 60_000;

/** The server's half, and how long ago the password was typed. */
function shareServer() {
	const share = { id: 'share-1', secret: toBase64(randomBytes(32)) };
	const state = { reply: { kind: 'answer', body: { share, signedInFor: 0 } } as Reply<ShareAnswer>, asked: 0 };
	const says = (reply: Reply<ShareAnswer>) => void (state.reply = reply);
	const ask = async () => {
		state.asked += 1;
		return state.reply;
	};
	return { state, says, share, shares: { ask } };
}

/** As if the browser was closed and opened again. */
const reopened = (tab: TestTablet) => aTablet({ shares: tab.parts.shares, passkeys: tab.parts.passkeys }, tab);
const kindsOf = async ({ parts }: TestTablet) => (await parts.people.list())[0]?.wraps.map(({ kind }) => kind).sort();

describe('V2 (c): signed in', () => {
	async function aSignedInTablet() {
		const office = shareServer();
		const tab = await aSetUpTablet({ shares: office.shares });
		await vi.waitFor(async () => expect(await kindsOf(tab)).toEqual(['passphrase', 'share']));
		return { tab, ...office };
	}

	test('V2: a page opened anew asks for no passphrase while its person is signed in', async () => {
		const { tab } = await aSignedInTablet();
		const { tablet } = await reopened(tab);
		expect(tablet.state).toBe('locked');
		expect(await tablet.ways.maySignedIn()).toBe(true);
		expect(codeOf(await tablet.ways.unlockSignedIn())).toBe('ok');
		expect(tablet.listAudits()).toHaveLength(1);
	});

	test('V2: without signal, signed out, or revoked, it does not open', async () => {
		const { tab, says } = await aSignedInTablet();
		const { tablet } = await reopened(tab);
		for (const [reply, code] of [
			[{ kind: 'no-signal' }, 'no-signal'],
			[{ kind: 'refused', status: 401, code: 'SIGN_IN', retryAfter: null }, 'not-signed-in'],
			[{ kind: 'refused', status: 403, code: 'DEVICE_REVOKED', retryAfter: null }, 'not-signed-in']
		] as const) {
			says(reply);
			expect(await tablet.ways.maySignedIn()).toBe(false);
			expect(codeOf(await tablet.ways.unlockSignedIn())).toBe(code);
		}
		expect(codeOf(await tablet.unlock(passphrase))).toBe('ok');
	});

	test('V2, V3: a lock holds until the password was typed after it', async () => {
		const { tab, says, share } = await aSignedInTablet();
		await tab.tablet.lock();
		const { tablet } = await reopened(tab);
		tab.clock.now += 10 * minute;
		says({ kind: 'answer', body: { share, signedInFor: 3_600 } });
		expect(await tablet.ways.maySignedIn()).toBe(false);
		expect(codeOf(await tablet.ways.unlockSignedIn())).toBe('locked-since');
		says({ kind: 'answer', body: { share, signedInFor: 30 } });
		expect(await tablet.ways.maySignedIn()).toBe(true);
		expect(codeOf(await tablet.ways.unlockSignedIn())).toBe('ok');
	});

	test('V2: after a change of password the old half opens nothing, and the passphrase makes a new way in', async () => {
		const { tab, says } = await aSignedInTablet();
		const fresh = { id: 'share-2', secret: toBase64(randomBytes(32)) };
		says({ kind: 'answer', body: { share: fresh, signedInFor: 0 } });
		const { tablet } = await reopened(tab);
		expect(await tablet.ways.maySignedIn()).toBe(false);
		expect(codeOf(await tablet.ways.unlockSignedIn())).toBe('not-signed-in');
		await tablet.unlock(passphrase);
		await vi.waitFor(async () => {
			const wraps = (await tab.parts.people.list())[0]?.wraps ?? [];
			expect(wraps.find((wrap) => wrap.kind === 'share')).toMatchObject({ shareId: 'share-2' });
		});
		const again = await reopened(tab);
		expect(codeOf(await again.tablet.ways.unlockSignedIn())).toBe('ok');
	});

	test('V2, V7: the server’s half is nowhere on the tablet', async () => {
		const { tab, share } = await aSignedInTablet();
		const kept = JSON.stringify([await tab.parts.people.list(), [...tab.journals.keys.values()]]);
		expect(kept).not.toContain(share.secret);
	});

	test('V2: changing the passphrase leaves the other ways in', async () => {
		const { tab } = await aSignedInTablet();
		await tab.tablet.changePassphrase(passphrase, 'otter brook willow heron');
		expect(await kindsOf(tab)).toEqual(['passphrase', 'share']);
		const { tablet } = await reopened(tab);
		expect(codeOf(await tablet.ways.unlockSignedIn())).toBe('ok');
	});

	test('V2: with no signal at set-up the way in is made at the next unlocking', async () => {
		const office = shareServer();
		office.says({ kind: 'no-signal' });
		const tab = await aSetUpTablet({ shares: office.shares });
		await tab.tablet.lock();
		expect(await kindsOf(tab)).toEqual(['passphrase']);
		office.says({ kind: 'answer', body: { share: office.share, signedInFor: 0 } });
		await tab.tablet.unlock(passphrase);
		await vi.waitFor(async () => expect(await kindsOf(tab)).toEqual(['passphrase', 'share']));
	});
});

describe('V2 (b): the screen lock', () => {
	function screenLock(): PasskeyDoor & { says: 'yes' | 'cancelled' } {
		const answers = new Map<string, Uint8Array<ArrayBuffer>>();
		const door = {
			says: 'yes' as 'yes' | 'cancelled',
			isPossible: async () => true,
			async make() {
				const passkey = { credential: toBase64(randomBytes(16)), salt: toBase64(randomBytes(32)) };
				answers.set(passkey.credential + passkey.salt, randomBytes(32));
				const answer = await door.ask(passkey);
				return answer.ok ? ok({ passkey, answer: answer.value }) : answer;
			},
			async ask({ credential, salt }: { credential: string; salt: string }) {
				if (door.says === 'cancelled') return problem('passkey.cancelled' as const);
				const answer = answers.get(credential + salt);
				return answer === undefined ? problem('passkey.failed' as const) : ok(answer.slice());
			}
		};
		return door;
	}

	test('V2: enrolled with the passphrase, it opens without signal and without words', async () => {
		const passkeys = screenLock();
		const tab = await aSetUpTablet({ passkeys });
		expect(await tab.tablet.ways.mayHavePasskey()).toBe(true);
		expect(codeOf(await tab.tablet.ways.addPasskey('not this one at all'))).toBe('wrong-passphrase');
		expect(codeOf(await tab.tablet.ways.addPasskey(passphrase))).toBe('ok');
		expect(tab.tablet.chosen?.hasPasskey).toBe(true);
		const { tablet } = await reopened(tab);
		tab.server.fails('hello', 'no-signal');
		expect(codeOf(await tablet.ways.unlockWithPasskey())).toBe('ok');
		expect(tablet.listAudits()).toHaveLength(1);
	});

	test('V2: turned away, it stays locked and says so; the passphrase still opens', async () => {
		const passkeys = screenLock();
		const tab = await aSetUpTablet({ passkeys });
		await tab.tablet.ways.addPasskey(passphrase);
		await tab.tablet.lock();
		passkeys.says = 'cancelled';
		expect(codeOf(await tab.tablet.ways.unlockWithPasskey())).toBe('passkey.cancelled');
		expect(tab.tablet.state).toBe('locked');
		expect(codeOf(await tab.tablet.unlock(passphrase))).toBe('ok');
	});

	test('V2: taken away again, it opens nothing', async () => {
		const tab = await aSetUpTablet({ passkeys: screenLock() });
		await tab.tablet.ways.addPasskey(passphrase);
		await tab.tablet.ways.dropPasskey();
		expect(tab.tablet.chosen?.hasPasskey).toBe(false);
		await tab.tablet.lock();
		expect(codeOf(await tab.tablet.ways.unlockWithPasskey())).toBe('passkey.failed');
	});

	test('V2: where the device has none, nothing is kept', async () => {
		const tab = await aSetUpTablet();
		expect(await tab.tablet.ways.mayHavePasskey()).toBe(false);
		expect(codeOf(await tab.tablet.ways.addPasskey(passphrase))).toBe('passkey.cannot');
		expect(await kindsOf(tab)).toEqual(['passphrase']);
	});
});

describe('V3: a PIN', () => {
	async function aPinTablet() {
		const tab = await aSetUpTablet();
		expect(codeOf(await tab.tablet.ways.choosePin(passphrase, pin))).toBe('ok');
		return tab;
	}
	const idles = (tab: TestTablet) => {
		tab.clock.now += 5 * minute;
		tab.page.dispatchEvent(new Event('pointerdown'));
	};

	test('V3: after the idle lock the page runs on, without a key, and the PIN opens it', async () => {
		const tab = await aPinTablet();
		const session = await AuditSession.open(tab.tablet, auditId);
		session?.draftNote('CJ2.1', 'half a sentence');
		const { vault } = tab.tablet.unlocked?.open ?? {};
		idles(tab);
		await vi.waitFor(() => expect(tab.tablet.state).toBe('warm'));
		expect([tab.left, tab.tablet.unlocked, tab.tablet.listAudits(), vault?.isLocked]).toEqual([[], null, [], true]);
		expect(codeOf(await tab.tablet.ways.unlockWithPin(pin))).toBe('ok');
		expect((await AuditSession.open(tab.tablet, auditId))?.noteText('CJ2.1')).toBe('half a sentence');
	});

	test('V3: five wrong PINs, and the page is closed', async () => {
		const tab = await aPinTablet();
		await tab.tablet.lock();
		for (let left = 4; left > 0; left -= 1) {
			expect(await tab.tablet.ways.unlockWithPin('999998')).toMatchObject({
				problem: { code: 'wrong-pin', facts: { left } }
			});
		}
		expect(codeOf(await tab.tablet.ways.unlockWithPin('999998'))).toBe('pin-gone');
		expect([tab.tablet.state, tab.left, tab.tablet.ways.hasPin]).toEqual(['locked', ['/unlock'], false]);
		expect(codeOf(await tab.tablet.ways.unlockWithPin(pin))).toBe('pin-gone');
		expect(codeOf(await tab.tablet.unlock(passphrase))).toBe('ok');
	});

	test('V3: out of sight for a minute it is cold, PIN or not', async () => {
		const tab = await aPinTablet();
		tab.page.hide(true);
		tab.clock.now += 61_000;
		tab.page.hide(false);
		await vi.waitFor(() => expect(tab.left).toEqual(['/unlock']));
		expect([tab.tablet.state, tab.tablet.ways.hasPin]).toEqual(['locked', false]);
	});

	test('V3: locked and warm, it goes cold out of sight, and after a quarter of an hour', async () => {
		for (const pass of [
			(tab: TestTablet) => {
				tab.page.hide(true);
				tab.clock.now += 61_000;
				tab.page.hide(false);
			},
			(tab: TestTablet) => {
				tab.clock.now += 15 * minute;
				tab.page.dispatchEvent(new Event('pointerdown'));
			}
		]) {
			const tab = await aPinTablet();
			await tab.tablet.lock();
			expect(tab.tablet.state).toBe('warm');
			pass(tab);
			await vi.waitFor(() => expect([tab.tablet.state, tab.left]).toEqual(['locked', ['/unlock']]));
			expect(codeOf(await tab.tablet.ways.unlockWithPin(pin))).toBe('pin-gone');
		}
	});

	test('V3: a page opened anew knows no PIN', async () => {
		const tab = await aPinTablet();
		await tab.tablet.lock();
		const { tablet } = await reopened(tab);
		expect([tablet.state, tablet.ways.hasPin]).toEqual(['locked', false]);
		const kept = JSON.stringify([await tab.parts.people.list(), [...tab.journals.keys.values()]]);
		expect(kept).not.toContain(pin);
		expect(await kindsOf(tab)).toEqual(['passphrase']);
	});

	test('V3, V5: when someone else takes their turn the lock goes cold', async () => {
		const tab = await aPinTablet();
		await tab.tablet.lock();
		tab.server.signedIn = { ...ada, id: benId, name: 'Ben Rook', username: 'ben@demo.example' };
		tab.tablet.choose('another slot');
		expect([tab.tablet.state, tab.left, tab.tablet.ways.hasPin]).toEqual(['locked', ['/unlock'], false]);
	});

	test('V3: chosen while setting up, it holds from then on', async () => {
		const tab = await aSetUpTablet({}, pin);
		await tab.tablet.lock();
		expect(tab.tablet.state).toBe('warm');
		expect(codeOf(await tab.tablet.ways.unlockWithPin(pin))).toBe('ok');
	});

	test('V3: a plain PIN, or a wrong passphrase, sets none', async () => {
		const { tablet } = await aSetUpTablet();
		expect(codeOf(await tablet.ways.choosePin(passphrase, '123456'))).toBe('pin.too-plain');
		expect(codeOf(await tablet.ways.choosePin('not this one at all', pin))).toBe('wrong-passphrase');
		expect(tablet.ways.hasPin).toBe(false);
		const other = await aTablet();
		const input = { person: ada, council: '', passphrase, pin: '000000' };
		expect(codeOf(await other.tablet.setUp(input))).toBe('pin.too-plain');
	});

	test('V3: forgotten by its owner, the next lock is cold', async () => {
		const tab = await aPinTablet();
		tab.tablet.ways.forgetPin();
		await tab.tablet.lock();
		expect([tab.tablet.state, tab.left]).toEqual(['locked', ['/unlock']]);
	});
});

test('S6: on a tablet that keeps nothing nobody is set up', async () => {
	const { tablet } = await aTablet({ check: async () => [{ id: 'store', verdict: 'bad' }] });
	expect(codeOf(await tablet.setUp({ person: ada, council: '', passphrase }))).toBe('unfit');
	expect(tablet.state).toBe('none');
});
