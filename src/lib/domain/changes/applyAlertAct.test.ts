import { describe, expect, test } from 'vitest';
import { aPerson, anAudit, author, id, north } from '../../../../tests/fixtures/records.ts';
import { hasOpenPathway, mayChange, maySee } from '../access/can.ts';
import type { Grant } from '../access/Person.ts';
import { readAlertLogs } from '../alerts/AlertLog.ts';
import { applyChange } from './applyChange.ts';
import type { AuditRecord } from './RecordState.ts';

const alert = id(500);
const auditor = aPerson([{ role: 'auditor', scope: { kind: 'own' } }], { id: id(10) });
const manager = aPerson([{ role: 'team-manager', scope: { kind: 'team', id: north.team } } satisfies Grant], {
	id: id(31)
});
const serviceManager = aPerson([{ role: 'service-manager', scope: { kind: 'service', id: north.service } }], {
	id: id(32)
});
const head = aPerson([{ role: 'head-of-service', scope: { kind: 'service', id: north.service } }], { id: id(33) });

let made = 0;
function doing(
	record: AuditRecord,
	person: typeof auditor,
	name: string,
	args: object,
	changeId = id(9000 + ++made),
	more: object = {}
) {
	const by = { ...author(person), ...more };
	return applyChange(record, { name, args: { id: alert, ...args } }, { author: by, changeId, template: null });
}
function after(
	record: AuditRecord,
	...acts: Parameters<typeof doing> extends [unknown, ...infer Rest] ? Rest[] : never
): AuditRecord {
	return acts.reduce((held, act) => {
		const outcome = doing(held, ...act);
		if (!outcome.ok) throw new Error(`${act[1]}: ${outcome.code}`);
		return outcome.record as AuditRecord;
	}, record);
}
const check = { outcome: 'safe', contact: 'seen', note: 'Seen at home.', why: 'Gran is there.' };
const raised = after(anAudit({ auditor: auditor.id }), [auditor, 'alert.raise', { concern: 'Nobody has visited.' }]);
const safe = after(raised, [manager, 'alert.acknowledge', {}], [manager, 'alert.check', check]);

describe('the counts in the head', () => {
	test('an alert raised is open and its pathway too', () => {
		expect(raised.head).toMatchObject({ openAlerts: 1, openPathways: 1, state: 'begun' });
	});
	test('closing lifts the cap at once; its pathway goes on', () => {
		const done = after(safe, [serviceManager, 'alert.close', { outcome: 'resolved', reason: 'She is with her gran.' }]);
		expect(done.head).toMatchObject({ openAlerts: 0, openPathways: 1 });
		expect(hasOpenPathway(done.head)).toBe(true);
	});
	test('one raised in error ends', () => {
		const done = after(raised, [
			serviceManager,
			'alert.close',
			{ outcome: 'in-error', reason: 'Another child’s file.' }
		]);
		expect(done.head).toMatchObject({ openAlerts: 0, openPathways: 0 });
	});
	test('of two alerts each is counted for itself', () => {
		const two = after(raised, [auditor, 'alert.raise', { id: id(501), concern: 'And another.' }]);
		expect(two.head).toMatchObject({ openAlerts: 2, openPathways: 2 });
		const one = after(two, [serviceManager, 'alert.close', { outcome: 'in-error', reason: 'A slip.' }]);
		expect(one.head).toMatchObject({ openAlerts: 1, openPathways: 1 });
	});
	test('a check that found her not safe, made offline and sent after the alert was closed, opens it again', () => {
		const done = after(safe, [serviceManager, 'alert.close', { outcome: 'resolved', reason: 'Safe.' }]);
		const again = after(done, [manager, 'alert.check', { ...check, outcome: 'not-safe' }]);
		expect(again.head).toMatchObject({ openAlerts: 1 });
	});
});

describe('the log is added to and never changed', () => {
	const changeId = id(7000);
	const once = after(raised, [auditor, 'alert.tell', { whom: 'Priya', how: 'Spoke by phone' }, changeId]);
	test('P15: each line stands under a key of its own, with who and when', () => {
		expect([...once.fields.keys()]).toEqual([`alert/${alert}`, `alert/${alert}/told/${changeId}`]);
	});
	test('P15: the same line sent again changes nothing', () => {
		const again = doing(once, auditor, 'alert.tell', { whom: 'Priya', how: 'Spoke by phone' }, changeId);
		expect(again).toMatchObject({ ok: true, written: [], record: { ver: once.ver } });
	});
	test('P15: another line under its name is refused, whoever sends it and whatever they had seen', () => {
		for (const person of [auditor, manager]) {
			const name = 'alert.tell';
			const over = applyChange(
				once,
				{ name, args: { id: alert, whom: 'Nobody', how: 'not at all' }, base: once.ver },
				{ author: author(person), changeId, template: null }
			);
			expect(over).toEqual({ ok: false, code: 'RECORD_LOCKED' });
		}
	});
	test('nor can an alert be raised again under its id with other words', () => {
		const again = after(raised, [auditor, 'alert.raise', { concern: 'All is well.' }]);
		expect(readAlertLogs(again.fields)[0]?.concern).toBe('Nobody has visited.');
	});
	test('no change on the wire writes what the server asked', () => {
		for (const name of ['alert.ask', 'alert.asked'])
			expect(doing(raised, manager, name, {})).toEqual({ ok: false, code: 'SCHEMA_INVALID' });
	});
});

describe('refused', () => {
	test.each<[string, AuditRecord, typeof auditor, string, object, string]>([
		[
			'closing before the child was found safe',
			raised,
			serviceManager,
			'alert.close',
			{ outcome: 'resolved', reason: 'x' },
			'RECORD_LOCKED'
		],
		[
			'closing what is closed',
			after(safe, [serviceManager, 'alert.close', { outcome: 'resolved', reason: 'Safe.' }]),
			serviceManager,
			'alert.close',
			{ outcome: 'resolved', reason: 'x' },
			'RECORD_LOCKED'
		],
		[
			'closing on one’s own check',
			after(raised, [serviceManager, 'alert.check', check]),
			serviceManager,
			'alert.close',
			{ outcome: 'resolved', reason: 'x' },
			'NO_PERMISSION'
		],
		['acknowledging one’s own alert', raised, { ...manager, id: auditor.id }, 'alert.acknowledge', {}, 'NO_PERMISSION'],
		[
			'a stage before its time',
			raised,
			manager,
			'alert.record',
			{ stage: 'actions-done', outcome: 'done', note: 'x' },
			'RECORD_LOCKED'
		],
		[
			'an outcome of another stage',
			safe,
			manager,
			'alert.record',
			{ stage: 'remedial-plan', outcome: 'yes', note: 'x' },
			'SCHEMA_INVALID'
		],
		['an alert that is not there', raised, manager, 'alert.acknowledge', { id: id(777) }, 'SCHEMA_INVALID'],
		['a check that says nothing', raised, manager, 'alert.check', { ...check, note: '' }, 'SCHEMA_INVALID']
	])('%s', (_, record, person, name, args, code) => {
		expect(doing(record, person, name, args)).toEqual({ ok: false, code });
	});

	test('a tablet goes on showing what was written on it; the server judges', () => {
		const args = { id: alert, outcome: 'resolved', reason: 'Safe.' };
		const shown = applyChange(
			raised,
			{ name: 'alert.close', args },
			{ author: author(serviceManager), changeId: id(1), template: null, replaying: true }
		);
		expect(shown.ok).toBe(true);
	});
});

test('everything about an alert can still be written after the audit was submitted', () => {
	const submitted = { ...raised, head: { ...raised.head, state: 'submitted' as const } };
	const done = after(
		submitted,
		[manager, 'alert.acknowledge', {}],
		[manager, 'alert.check', check],
		[head, 'alert.read', {}],
		[head, 'alert.record', { stage: 'moderation', outcome: 'agreed', note: 'I agree.' }],
		[serviceManager, 'alert.close', { outcome: 'resolved', reason: 'Safe.' }]
	);
	expect(readAlertLogs(done.fields)[0]?.entries.map(({ entry }) => entry)).toEqual([
		'acknowledged',
		'checked',
		'read',
		'stage',
		'closed'
	]);
	expect(readAlertLogs(done.fields)[0]?.entries[2]).toMatchObject({ as: 'head-of-service', by: head.id });
});

describe('from when its clocks count', () => {
	const startOf = (more: object) => {
		const outcome = doing(anAudit({ auditor: auditor.id }), auditor, 'alert.raise', { concern: 'x' }, id(1), more);
		return outcome.ok ? readAlertLogs(outcome.record.fields)[0]?.startedAt : outcome.code;
	};
	const at = '2026-04-07T09:00:00.000Z';
	test.each([
		['from when the server heard of it', {}, at],
		[
			'from the tablet’s time where that is earlier: raised on Friday, sent on Tuesday',
			{ deviceAt: '2026-04-03T14:00:00.000Z' },
			'2026-04-03T14:00:00.000Z'
		],
		[
			'never later than the server heard, whatever the tablet’s clock says',
			{ deviceAt: '2027-01-01T00:00:00.000Z' },
			at
		],
		['and no more than a fortnight before', { deviceAt: '1970-01-01T00:00:00.000Z' }, '2026-03-24T09:00:00.000Z'],
		['a time that is none counts for nothing', { deviceAt: 'yesterday' }, at]
	])('%s', (_, more, expected) => {
		expect(startOf({ at, ...more })).toBe(expected);
	});
});

describe('who was asked to stand in', () => {
	const deputy = aPerson([{ role: 'practitioner', scope: { kind: 'own' } }], { id: id(36) });
	const asked = { ...raised, head: { ...raised.head, asked: [{ person: deputy.id, as: 'team-manager' as const }] } };
	test('sees the audit while the pathway is open, and acts in that place', () => {
		expect(maySee(deputy, raised, '2026-03-12')).toBe(false);
		expect(maySee(deputy, asked, '2026-03-12')).toBe(true);
		expect(mayChange(deputy, 'alert.check', asked, '2026-03-12')).toBe(true);
		expect(mayChange(deputy, 'answer.set', asked, '2026-03-12')).toBe(false);
		expect(doing(asked, deputy, 'alert.check', check).ok).toBe(true);
	});
	test('and sees it no more when it has ended', () => {
		const ended = { ...asked, head: { ...asked.head, openAlerts: 0, openPathways: 0, state: 'submitted' as const } };
		expect(maySee(deputy, ended, '2026-03-12')).toBe(false);
	});
});
