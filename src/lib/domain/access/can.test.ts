import { describe, expect, test } from 'vitest';
import { aPerson, anAction, anAudit, id, north, south } from '../../../../tests/fixtures/records.ts';
import type { ActionHead, AuditHead, RecordState } from '../changes/RecordState.ts';
import { carries } from './carries.ts';
import { may, mayChange, mayGive, maySee, type OfficeAct } from './can.ts';
import type { Grant, Person, Role, Scope } from './Person.ts';

const today = '2026-03-12';
const council: Scope = { kind: 'council' };
const own: Scope = { kind: 'own' };
const northTeam: Scope = { kind: 'team', id: north.team };
const southTeam: Scope = { kind: 'team', id: south.team };
const northService: Scope = { kind: 'service', id: north.service };

function someone(role: Role, scope: Scope, more: Partial<Person> = {}): Person {
	return aPerson([{ role, scope } satisfies Grant], more);
}

const auditor = someone('auditor', own, { id: id(10) });
const worker = someone('practitioner', own, { id: id(11) });
const owner = someone('team-manager', northTeam, { id: id(20) });
const people: Record<string, Person> = {
	auditor,
	'another auditor': someone('auditor', own),
	worker,
	'another worker': someone('practitioner', own),
	'team manager': someone('team-manager', northTeam),
	'another team’s manager': someone('team-manager', southTeam),
	'service manager': someone('service-manager', northService),
	'another service’s manager': someone('service-manager', { kind: 'service', id: south.service }),
	'head of service': someone('head-of-service', northService),
	director: someone('director', council),
	'QA manager': someone('qa-manager', council),
	moderator: someone('moderator', council),
	board: someone('board', council),
	guest: someone('guest', own, { until: '2026-03-31' }),
	administrator: someone('administrator', council)
};

function whoSees(record: RecordState): string[] {
	return Object.keys(people).filter((name) => maySee(people[name] as Person, record, today));
}

function audit(head: Partial<AuditHead>): RecordState {
	return anAudit(head);
}

describe('an audit is seen', () => {
	test('while it is going on, by its auditor and the QA manager', () => {
		expect(whoSees(audit({ state: 'begun' }))).toEqual(['auditor', 'QA manager']);
	});

	test('once it is submitted, also by the worker and the line above the child', () => {
		expect(whoSees(audit({ state: 'submitted' }))).toEqual([
			'auditor',
			'worker',
			'team manager',
			'service manager',
			'head of service',
			'director',
			'QA manager'
		]);
	});

	test('with an alert open, by the line above the child at once', () => {
		const seen = whoSees(audit({ state: 'begun', openAlerts: 1 }));
		expect(seen).toContain('team manager');
		expect(seen).not.toContain('worker');
		expect(seen).not.toContain('another team’s manager');
	});

	test('never by the administrator, the board, or a guest it is not allocated to', () => {
		const seen = whoSees(audit({ state: 'submitted', openAlerts: 1 }));
		for (const name of ['administrator', 'board', 'guest', 'moderator']) expect(seen).not.toContain(name);
	});

	test('by a guest it is allocated to, until their last day', () => {
		const guest = people.guest as Person;
		const theirs = audit({ auditor: guest.id });
		expect(maySee(guest, theirs, '2026-03-31')).toBe(true);
		expect(maySee(guest, theirs, '2026-04-01')).toBe(false);
	});

	test('by nobody who is deactivated', () => {
		expect(maySee({ ...auditor, status: 'deactivated' }, audit({}), today)).toBe(false);
	});
});

describe('an audit is changed', () => {
	const begun = audit({ state: 'begun' });
	test.each(['answer.set', 'note.set', 'grade.set', 'evidence.attach', 'audit.submit', 'conflict.resolve'])(
		'%s: by its auditor alone',
		(name) => {
			const who = Object.keys(people).filter((one) => mayChange(people[one] as Person, name, begun, today));
			expect(who).toEqual(['auditor']);
		}
	);

	test('P18: the worker sees it before it is submitted from when they are asked, and not before', () => {
		expect(maySee(worker, audit({ state: 'begun' }), today)).toBe(false);
		const asked = audit({ state: 'begun', replyAskedAt: '2026-03-12T10:00:00.000Z' });
		expect(maySee(worker, asked, today)).toBe(true);
		expect(mayChange(worker, 'feedback.add', asked, today)).toBe(true);
		for (const name of ['answer.set', 'feedback.attempt', 'reply.ask', 'audit.submit'])
			expect(mayChange(worker, name, asked, today), name).toBe(false);
	});

	test('P18: the auditor and a QA manager log tries; the auditor alone asks the worker', () => {
		const may = (name: string) =>
			Object.keys(people).filter((one) => mayChange(people[one] as Person, name, begun, today));
		expect(may('feedback.attempt')).toEqual(['auditor', 'QA manager']);
		expect(may('reply.ask')).toEqual(['auditor']);
	});

	test('the worker may add their own words, and nothing else', () => {
		const submitted = audit({ state: 'submitted' });
		expect(mayChange(worker, 'feedback.add', submitted, today)).toBe(true);
		expect(mayChange(worker, 'answer.set', submitted, today)).toBe(false);
		expect(mayChange(worker, 'action.raise', submitted, today)).toBe(false);
	});
});

describe('an action', () => {
	const action = (head: Partial<ActionHead> = {}) => anAction({ owner: owner.id, verifier: auditor.id, ...head });

	test('is seen by those it names and the line above the child', () => {
		expect(whoSees(action())).toEqual([
			'auditor',
			'worker',
			'team manager',
			'service manager',
			'head of service',
			'director',
			'QA manager'
		]);
	});

	test.each(['action.accept', 'action.progress', 'action.complete'])('%s is its owner’s', (name) => {
		expect(mayChange(owner, name, action(), today)).toBe(true);
		for (const person of Object.values(people)) expect(mayChange(person, name, action(), today)).toBe(false);
	});

	test('nobody verifies their own work, whatever else they are', () => {
		const all: Grant[] = (['qa-manager', 'team-manager', 'service-manager', 'head-of-service'] as const).map(
			(role) => ({
				role,
				scope: council
			})
		);
		const mighty = aPerson(all, { id: owner.id });
		expect(mayChange(mighty, 'action.verify', action({ state: 'done' }), today)).toBe(false);
		expect(mayChange(auditor, 'action.verify', action({ state: 'done' }), today)).toBe(true);
	});

	test('of two dates or owners its owner, its verifier or a manager chooses', () => {
		expect(mayChange(owner, 'conflict.resolve', action(), today)).toBe(true);
		expect(mayChange(auditor, 'conflict.resolve', action(), today)).toBe(true);
		expect(mayChange(people['team manager'] as Person, 'conflict.resolve', action(), today)).toBe(true);
		expect(mayChange(people.worker as Person, 'conflict.resolve', action(), today)).toBe(false);
	});

	test('is said not to be needed by a service manager or above, never by a team manager', () => {
		const may = (name: string) => mayChange(people[name] as Person, 'action.notNeeded', action(), today);
		expect([may('service manager'), may('head of service'), may('QA manager')]).toEqual([true, true, true]);
		expect([may('team manager'), may('auditor'), may('another service’s manager')]).toEqual([false, false, false]);
	});
});

test('P10: a parked change is seen by its author and a QA manager', () => {
	const parked: RecordState = {
		record: { kind: 'parked', id: id(9) },
		ver: 1,
		head: {
			state: 'waiting',
			code: 'RECORD_LOCKED',
			change: {},
			by: auditor.id,
			at: '2026-03-12T14:00:00.000Z',
			about: null
		},
		fields: new Map()
	};
	expect(whoSees(parked)).toEqual(['auditor', 'QA manager']);
});

test.each<[OfficeAct, string[]]>([
	['administer-people', ['administrator']],
	['see-tablets', ['QA manager', 'administrator']],
	['look-after-tablets', ['administrator']],
	['bring-rescue', ['QA manager', 'administrator']],
	['import-caseload', ['QA manager']],
	['allocate', ['service manager', 'another service’s manager', 'QA manager']],
	['reallocate', ['QA manager']],
	['keep-plan', ['head of service', 'director', 'QA manager']],
	[
		'see-plan',
		[
			'team manager',
			'another team’s manager',
			'service manager',
			'another service’s manager',
			'head of service',
			'director',
			'QA manager',
			'board'
		]
	],
	['set-findings-aside', ['service manager', 'another service’s manager', 'head of service', 'director', 'QA manager']],
	...(['see-loops', 'see-alerts', 'answer-findings'] as const).map((act): [OfficeAct, string[]] => [
		act,
		[
			'team manager',
			'another team’s manager',
			'service manager',
			'another service’s manager',
			'head of service',
			'director',
			'QA manager'
		]
	])
])('%s is for %j', (act, expected) => {
	const who = Object.keys(people).filter((name) => may(people[name] as Person, act, today) && name !== 'owner');
	expect(who).toEqual(expected);
});

test('a service manager may give only what they drew, and only to themselves', () => {
	const manager = people['service manager'] as Person;
	expect(mayGive(manager, { drawnBy: manager.id }, [manager.id])).toBe(true);
	expect(mayGive(manager, { drawnBy: manager.id }, [manager.id, auditor.id])).toBe(false);
	expect(mayGive(manager, { drawnBy: auditor.id }, [manager.id])).toBe(false);
	expect(mayGive(people['QA manager'] as Person, { drawnBy: auditor.id }, [manager.id, auditor.id])).toBe(true);
});

describe('a tablet carries', () => {
	test('work that is going on, however old', () => {
		expect(carries(auditor, audit({ state: 'begun', dueOn: '2024-01-01' }), today)).toBe(true);
	});
	test('what ended within 31 days', () => {
		expect(carries(auditor, audit({ state: 'submitted', submittedAt: '2026-02-12T10:00:00.000Z' }), today)).toBe(true);
		expect(carries(auditor, audit({ state: 'submitted', submittedAt: '2026-02-08T10:00:00.000Z' }), today)).toBe(false);
		expect(carries(auditor, anAction({ state: 'verified', stateSince: '2026-01-01T10:00:00.000Z' }), today)).toBe(
			false
		);
	});
	test('an audit whose alert is open, until it is not', () => {
		const old = { state: 'submitted', submittedAt: '2025-01-01T10:00:00.000Z', openAlerts: 1 } as const;
		expect(carries(auditor, audit(old), today)).toBe(true);
	});
	test('nothing its person may not see', () => {
		expect(carries(people.board as Person, audit({ state: 'submitted' }), today)).toBe(false);
	});
});
