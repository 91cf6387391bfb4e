import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { AuditSession } from './AuditSession.svelte.ts';
import { aSetUpTablet, passphrase } from './testTablet.ts';

const today = '2026-11-22';

async function handed(pin?: string) {
	const made = await aSetUpTablet({}, pin);
	const auditId = made.tablet.listAudits()[0]?.id ?? '';
	await made.tablet.handOver.begin(auditId);
	return { ...made, auditId };
}

describe('a tablet in a child’s hands', () => {
	test('says so to the office’s pages, and is open to what the child says', async () => {
		const { tablet, auditId, handed: told } = await handed();
		expect(tablet.handOver.audit).toBe(auditId);
		expect(told.now).toBe(true);
		expect(tablet.state).toBe('unlocked');
		const session = await AuditSession.open(tablet, auditId);
		const said = [{ about: 'safer', value: '5' }];
		const saved = await session?.hear({ from: 'child', text: '', said, how: 'faces' }, today);
		expect(saved?.ok).toBe(true);
		expect(session?.audit.feedback).toMatchObject([{ from: 'child', said, how: 'faces' }]);
		await session?.close();
	});

	test('is given back by the passphrase, and by no other words', async () => {
		const { tablet, auditId, handed: told } = await handed();
		const wrong = await tablet.handOver.takeBack('otter otter otter otter');
		expect(wrong.ok).toBe(false);
		expect(tablet.handOver.audit).toBe(auditId);
		expect(told.now).toBe(true);
		expect((await tablet.handOver.takeBack(passphrase)).ok).toBe(true);
		expect(tablet.handOver.audit).toBeNull();
		expect(told.now).toBe(false);
		expect(tablet.state).toBe('unlocked');
	});

	test('stands written down as locked: a sign-in from before does not open it, nor a PIN', async () => {
		const { tablet, parts } = await handed('428517');
		expect((await parts.people.list())[0]?.lockedAt).not.toBeNull();
		expect(tablet.ways.hasPin).toBe(false);
		await tablet.handOver.takeBack(passphrase);
		expect((await parts.people.list())[0]?.lockedAt).toBeNull();
	});

	test('left alone it locks cold, and whoever unlocks it has it back', async () => {
		const { tablet, left, handed: told } = await handed('428517');
		await tablet.lock('idle');
		expect(tablet.state).toBe('locked');
		expect(left).toEqual(['/unlock']);
		expect(told.now).toBe(true);
		expect((await tablet.unlock(passphrase)).ok).toBe(true);
		expect(tablet.handOver.audit).toBeNull();
		expect(told.now).toBe(false);
	});

	test('what the child had tapped is there again after a lock', async () => {
		const { tablet, auditId } = await handed();
		const session = await AuditSession.open(tablet, auditId);
		session?.draftHeard('child', '{"safer":"2"}');
		await tablet.lock('idle');
		await tablet.unlock(passphrase);
		const again = await AuditSession.open(tablet, auditId);
		expect(again?.heardDraft('child')).toBe('{"safer":"2"}');
		await again?.hear({ from: 'child', text: 'Hello' }, today);
		expect(again?.heardDraft('child')).toBeNull();
		await again?.close();
	});
});

test('whoever is tried to be reached is logged, and the worker is asked once', async () => {
	const { tablet } = await aSetUpTablet();
	const session = await AuditSession.open(tablet, tablet.listAudits()[0]?.id ?? '');
	await session?.logAttempt({ from: 'parent', how: 'telephone', outcome: 'no-answer', note: '' });
	await session?.askForReply();
	const keys = [...(session?.record.fields.keys() ?? [])];
	expect(keys.filter((key) => key.startsWith('attempt/'))).toHaveLength(1);
	const askedAt = session?.record.head.replyAskedAt;
	expect(askedAt).toBeDefined();
	await session?.askForReply();
	expect(session?.record.head.replyAskedAt).toBe(askedAt);
	await session?.close();
});
