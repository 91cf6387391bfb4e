import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { ada, auditId, benId } from '../testWorld.ts';
import { ActionSession } from './ActionSession.svelte.ts';
import { AuditSession } from './AuditSession.svelte.ts';
import { aSetUpTablet, aTablet, passphrase, type TestTablet } from './testTablet.ts';

let world: TestTablet;
let session: AuditSession;

async function open(tablet = world.tablet): Promise<AuditSession> {
	const opened = await AuditSession.open(tablet, auditId);
	if (opened === null) throw new Error('not here');
	return opened;
}
const round = () => world.tablet.unlocked?.runner.round();
const benWrites = (key: string, value: string) => {
	const record = world.server.records.get(`audit:${auditId}`) as AuditRecord;
	const ver = record.ver + 1;
	world.server.put({
		...record,
		ver,
		fields: new Map([...record.fields, [key, { ver, value, by: benId, at: '2026-11-22T09:00:00.000Z' }]])
	});
};

beforeEach(async () => {
	world = await aSetUpTablet();
	session = await open();
});

describe('an audit', () => {
	test('shows an answer once it is on the disk, and the list follows', async () => {
		expect(await session.answer('CJ2.1', 'yes')).toMatchObject({ ok: true, value: { n: 1 } });
		expect(session.audit.answers.get('CJ2.1')?.value).toBe('yes');
		expect([session.record.head.state, session.saveState.state]).toEqual(['begun', 'saved']);
		await world.tablet.unlocked?.lists.refresh();
		expect(world.tablet.listAudits()[0]).toMatchObject({ judged: 1, unsent: 1, head: { state: 'begun' } });
		expect([world.tablet.sync.state, world.tablet.sync.waiting]).toEqual(['waiting', 1]);
		await session.clearAnswer('CJ2.1');
		expect(session.audit.answers.has('CJ2.1')).toBe(false);
	});

	test('taps faster than the disk are kept in their order', async () => {
		const taps = ['yes', 'no', 'partly', 'na', 'yes'].map((value) => session.answer('CJ2.1', value));
		const numbers = (await Promise.all(taps)).map((saved) => (saved.ok ? saved.value.n : 0));
		expect(numbers).toEqual([1, 2, 3, 4, 5]);
		expect(session.audit.answers.get('CJ2.1')?.value).toBe('yes');
	});

	test('S3: a note is drafted while it is typed, recorded once, and its draft goes', async () => {
		session.draftNote('CJ2.1', 'On the file of');
		session.draftNote('CJ2.1', 'On the file of 3 May');
		expect([session.noteText('CJ2.1'), session.hasDraft('CJ2.1')]).toEqual(['On the file of 3 May', true]);
		expect(await session.recordNote('CJ2.1')).toMatchObject({ ok: true, value: { n: 1 } });
		expect([session.audit.notes.get('CJ2.1'), session.hasDraft('CJ2.1')]).toEqual(['On the file of 3 May', false]);
		expect(await session.recordNote('CJ2.1', 'On the file of 3 May')).toMatchObject({ ok: true, value: { n: 0 } });
		expect(world.tablet.unlocked && (await world.tablet.unlocked.open.drafts({ kind: 'audit', id: auditId }))).toEqual(
			[]
		);
	});

	test('S3: a draft is offered again after a crash', async () => {
		session.draftNote('CJ2.1', 'half');
		await session.close();
		expect((await open()).noteText('CJ2.1')).toBe('half');
	});

	test('M2: a note begun before someone else’s came in says so', async () => {
		session.draftNote('CJ2.1', 'mine');
		benWrites('note/CJ2.1', 'from the office');
		await round();
		await session.recordNote('CJ2.1');
		await round();
		await vi.waitFor(() =>
			expect(session.conflicts).toMatchObject([
				{ key: 'note/CJ2.1', value: 'mine', other: [{ value: 'from the office' }] }
			])
		);
		expect(await session.resolveConflict('note/CJ2.1', 'both')).toMatchObject({ ok: true });
		expect(session.conflicts).toEqual([]);
		expect(session.noteText('CJ2.1')).toBe('mine\n\nfrom the office');
		await round();
		expect(world.tablet.sync.conflicts).toEqual([]);
	});

	test('a conflict can be settled from the page of what waits', async () => {
		await session.answer('CJ2.1', 'yes');
		benWrites('answer/CJ2.1', 'no');
		await round();
		await world.tablet.unlocked?.lists.refresh();
		expect([world.tablet.sync.state, world.tablet.sync.conflicts[0]?.caseRef]).toEqual(['needs-you', '9X-104823']);
		expect(await world.tablet.resolveConflict({ kind: 'audit', id: auditId }, 'answer/CJ2.1', 'value')).toMatchObject({
			ok: true
		});
		await world.tablet.unlocked?.lists.refresh();
		expect(world.tablet.sync.needsYou).toBe(0);
	});

	test('grades, feedback, alerts, submitting and taking back', async () => {
		await session.grade('CJ2', 'good', 'clear plans');
		await session.grade('overall', 'good');
		await session.hear({ from: 'child', text: 'They listen' }, '2026-11-22');
		const { alertId, ok } = await session.raiseAlert({ concern: 'Not seen for six weeks' });
		expect(ok).toBe(true);
		await session.tellAlert(alertId, 'Team manager', 'by phone');
		expect(session.audit.alerts).toMatchObject([{ id: alertId, told: [{ whom: 'Team manager' }] }]);
		expect(session.audit.feedback).toMatchObject([{ from: 'child', text: 'They listen' }]);
		await session.submit('Three sentences.');
		expect(session.audit.submission).toMatchObject({ why: 'Three sentences.', grade: 'good' });
		expect(await session.answer('CJ2.1', 'no')).toMatchObject({ ok: false, problem: { code: 'RECORD_LOCKED' } });
		await session.withdraw('one more question');
		expect(session.audit.submission).toBeNull();
	});

	test('a mark to come back to is this tablet’s own: nothing is sent', async () => {
		await session.comeBackTo('CJ2.2', true);
		expect([session.isMarked('CJ2.2'), (await open()).marked, world.tablet.sync.waiting]).toEqual([true, ['CJ2.2'], 0]);
		await session.comeBackTo('CJ2.2', false);
		expect((await open()).marked).toEqual([]);
	});

	test('what is written in another tab arrives here, and what is being typed here stays', async () => {
		const other = await aTablet({}, world);
		await other.tablet.unlock(passphrase);
		const there = await open(other.tablet);
		session.draftNote('CJ2.2', 'typing');
		await there.answer('CJ2.1', 'partly');
		await vi.waitFor(() => expect(session.audit.answers.get('CJ2.1')?.value).toBe('partly'));
		expect(session.noteText('CJ2.2')).toBe('typing');
		other.tablet.stop();
	});

	test('W6: withdrawn while it is open, it says so; unsent work stays', async () => {
		await session.answer('CJ2.1', 'yes');
		const { tablet, server } = world;
		server.fails('push', 'no-signal');
		server.records.delete(`audit:${auditId}`);
		await round();
		expect(session.withdrawn).toBe(false);
		await round();
		await vi.waitFor(() => expect(session.withdrawn).toBe(true));
		expect(session.record.head.caseRef).toBe('9X-104823');
		expect(await session.answer('CJ2.2', 'no')).toMatchObject({ ok: false, problem: { code: 'NO_PERMISSION' } });
		expect(await AuditSession.open(tablet, auditId)).toBeNull();
	});

	test('I10: a disk that fails shows within a second, and the answer is saved when it can be', async () => {
		const store = world.tablet.unlocked?.open.store;
		if (store === undefined) throw new Error('locked');
		const broken = vi.spyOn(store, 'write').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
		const saving = session.answer('CJ2.1', 'yes');
		await vi.waitFor(
			() => expect([session.saveState.state, world.tablet.sync.state]).toEqual(['not-saved', 'not-saved']),
			{ timeout: 1000 }
		);
		expect(session.audit.answers.has('CJ2.1')).toBe(false);
		broken.mockRestore();
		expect(await saving).toMatchObject({ ok: true });
		await vi.waitFor(() => expect([session.saveState.state, world.tablet.sync.state]).toEqual(['saved', 'waiting']));
	});

	test('locked in the middle, an act says so', async () => {
		world.tablet.unlocked?.open.forget();
		expect(await session.answer('CJ2.1', 'yes')).toMatchObject({ ok: false, problem: { code: 'locked' } });
	});
});

describe('an action', () => {
	const raised = {
		level: 'child',
		finding: 'No plan',
		what: 'Write it',
		difference: 'Knows what comes',
		owner: ada.id,
		dueOn: '2026-12-01'
	} as const;

	test('raised in an audit, it is in the list and can be worked on before anything was sent', async () => {
		const { actionId } = await session.raiseAction(raised);
		await world.tablet.unlocked?.lists.refresh();
		expect(world.tablet.listActions()).toMatchObject([{ id: actionId, head: { state: 'issued', what: 'Write it' } }]);
		const action = await ActionSession.open(world.tablet, actionId);
		await action?.accept();
		action?.draftNote('progress', 'Spoke with');
		expect(action?.noteText('progress')).toBe('Spoke with');
		await action?.progress('Spoke with the worker');
		expect([action?.record.head.state, action?.noteText('progress')]).toEqual(['in-progress', '']);
		await action?.complete('Done');
		expect(action?.record.head.state).toBe('done');
		expect(await action?.verify({ verdict: 'verified', note: 'mine' })).toMatchObject({
			ok: false,
			problem: { code: 'NO_PERMISSION' }
		});
		expect(await round()).toEqual({ end: 'done' });
		expect(world.server.records.get(`action:${actionId}`)?.head).toMatchObject({ state: 'done' });
		await world.tablet.unlocked?.lists.refresh();
		expect(world.tablet.listActions()).toHaveLength(1);
	});

	test('that is there already is relied on for a question, sent as such, and relied on no longer', async () => {
		const { actionId } = await session.raiseAction(raised);
		expect(await session.relyOn('CJ2.1', actionId, true)).toMatchObject({ ok: true });
		expect(session.audit.relied).toEqual([{ question: 'CJ2.1', action: actionId }]);
		expect(await round()).toEqual({ end: 'done' });
		await session.relyOn('CJ2.1', actionId, false);
		expect(session.audit.relied).toEqual([]);
	});

	test('handed on, it is another’s', async () => {
		const { actionId } = await session.raiseAction(raised);
		const action = await ActionSession.open(world.tablet, actionId);
		await action?.transfer(benId, 'their case now');
		expect(action?.record.head.owner).toBe(benId);
		expect(await action?.accept()).toMatchObject({ ok: false, problem: { code: 'NO_PERMISSION' } });
		expect(await action?.extend('2026-12-20', 'leave')).toBeDefined();
	});

	test('one that is not here does not open', async () => {
		expect(await ActionSession.open(world.tablet, benId)).toBeNull();
		await world.tablet.lock();
		expect(await ActionSession.open(world.tablet, benId)).toBeNull();
	});
});
