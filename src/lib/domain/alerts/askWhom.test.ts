import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson, anAudit, north, south } from '../../../../tests/fixtures/records.ts';
import type { Grant, Person } from '../access/Person.ts';
import type { AlertLog } from './AlertLog.ts';
import { acknowledged, aLog, anHead, checked, recorded, thursday, who } from './alerts.fixture.ts';
import { writeAsks } from './askedLine.ts';
import { asksDue, type Ask, type Away, type Staff } from './askWhom.ts';
import { pathwayOf } from './pathway.ts';
import { shippedTimes } from './pathwayClocks.ts';
import { readAlertLogs } from './AlertLog.ts';

const inTeam = (role: 'team-manager', team = north.team): Grant => ({ role, scope: { kind: 'team', id: team } });
const inService = (role: 'service-manager' | 'head-of-service', service = north.service): Grant => ({
	role,
	scope: { kind: 'service', id: service }
});
const whole = (role: 'director' | 'qa-manager'): Grant => ({ role, scope: { kind: 'council' } });
const person = (id: string, grant: Grant | null, more: Partial<Person> = {}) =>
	aPerson(grant === null ? [] : [grant], { id, ...more });

const everyone: readonly Person[] = [
	person(who.manager, inTeam('team-manager')),
	person(who.serviceManager, inService('service-manager')),
	person(who.head, inService('head-of-service')),
	person(who.director, whole('director')),
	person(who.qa, whole('qa-manager')),
	person(who.deputy, null),
	person(who.other, inTeam('team-manager', south.team))
];
const staff = (more: Partial<Staff> = {}): Staff => ({
	people: everyone,
	managerOf: new Map([[north.team, who.manager]]),
	away: [],
	...more
});
const names = new Map(Object.entries(who).map(([name, id]): [string, string] => [id, name]));
const submitted = { submittedAt: null };

function asks(log: AlertLog, now: string, of: Staff = staff(), head = anHead()): Ask[] {
	return asksDue(log, pathwayOf(log, submitted, now), head, of, now, shippedTimes);
}
const said = (log: AlertLog, stage: Ask['stage'], now: string, of?: Staff, head?: ReturnType<typeof anHead>) =>
	asks(log, now, of, head)
		.filter((ask) => ask.stage === stage)
		.map(({ person: asked, because }) => `${names.get(asked) ?? asked}: ${because}`);

describe('as it comes in', () => {
	test('the team manager is asked, and the head of service told', () => {
		expect(said(aLog(), 'acknowledged', thursday)).toEqual(['manager: first']);
		expect(said(aLog(), 'safety-check', thursday)).toEqual(['manager: first']);
		expect(said(aLog(), 'head-told', thursday)).toEqual(['head: first']);
	});
	test('nobody of another team or service is', () => {
		expect(asks(aLog(), '2026-12-01T12:00:00.000Z').map((ask) => ask.person)).not.toContain(who.other);
	});
	test('what waits for something else asks nobody', () => {
		expect(asks(aLog(), thursday).map(({ stage }) => stage)).not.toContain('actions-done');
		expect(said(aLog(), 'moderation', thursday)).toEqual([]);
	});
});

describe('rung by rung, when nobody acknowledges over Easter', () => {
	test.each([
		['on the bank holiday nobody more is asked', '2026-04-06T12:00:00.000Z', ['manager: first']],
		['in the fourth working hour', '2026-04-07T10:00:00.000Z', ['manager: first']],
		['after it, on Tuesday at eleven', '2026-04-07T10:01:00.000Z', ['manager: first', 'serviceManager: late']],
		['four working hours later', '2026-04-07T14:00:00.000Z', ['manager: first', 'serviceManager: late', 'head: late']],
		[
			'four more, the next morning',
			'2026-04-08T10:00:00.000Z',
			['manager: first', 'serviceManager: late', 'head: late', 'director: late']
		],
		[
			'and last the QA manager',
			'2026-04-08T14:00:00.000Z',
			['manager: first', 'serviceManager: late', 'head: late', 'director: late', 'qa: late']
		]
	])('%s', (_, now, expected) => {
		expect(said(aLog(), 'acknowledged', now)).toEqual(expected);
	});
	test('once it is acknowledged nobody more is asked for that', () => {
		expect(said(aLog(acknowledged('2026-04-07T12:00:00.000Z')), 'acknowledged', '2026-04-20T12:00:00.000Z')).toEqual(
			[]
		);
	});
});

describe('nothing waits on one person', () => {
	const away = (...gone: Partial<Away>[]): readonly Away[] =>
		gone.map((one) => ({ person: who.manager, from: '2026-03-30', until: '2026-04-10', standIn: who.deputy, ...one }));

	test('who is away is asked through their stand-in', () => {
		expect(said(aLog(), 'acknowledged', thursday, staff({ away: away({}) }))).toEqual(['deputy: away']);
	});
	test('from the first day of leave to the last', () => {
		expect(
			said(aLog(), 'acknowledged', thursday, staff({ away: away({ from: '2026-04-02', until: '2026-04-02' }) }))
		).toEqual(['deputy: away']);
		expect(said(aLog(), 'acknowledged', thursday, staff({ away: away({ from: '2026-04-03' }) }))).toEqual([
			'manager: first'
		]);
		expect(said(aLog(), 'acknowledged', thursday, staff({ away: away({ until: '2026-04-01' }) }))).toEqual([
			'manager: first'
		]);
	});
	test.each<[string, readonly Away[]]>([
		['has no stand-in', away({ standIn: null })],
		['has one who is away too', away({}, { person: who.deputy, standIn: null })],
		['has one who raised the alert', away({ standIn: who.auditor })]
	])('where who is away %s the next rung is asked at once', (_, gone) => {
		expect(said(aLog(), 'acknowledged', thursday, staff({ away: gone }))).toEqual(['serviceManager: vacant']);
	});
	test('a child with no team manager, or in no team', () => {
		const vacant = staff({ people: everyone.filter(({ id }) => id !== who.manager), managerOf: new Map() });
		expect(said(aLog(), 'acknowledged', thursday, vacant)).toEqual(['serviceManager: vacant']);
		expect(said(aLog(), 'acknowledged', thursday, staff(), anHead({ team: null, service: null }))).toEqual([
			'director: vacant'
		]);
	});
	test('the auditor who is the manager is passed over', () => {
		expect(said(aLog(), 'acknowledged', thursday, staff(), anHead({ auditor: who.manager }))).toEqual([
			'serviceManager: vacant'
		]);
		expect(said({ ...aLog(), by: who.manager }, 'acknowledged', thursday)).toEqual(['serviceManager: vacant']);
	});
	test('somebody who has left is not asked', () => {
		const left = everyone.map((one) => (one.id === who.manager ? { ...one, status: 'deactivated' as const } : one));
		expect(said(aLog(), 'acknowledged', thursday, staff({ people: left }))).toEqual(['serviceManager: vacant']);
	});
	test('while anyone at all is there, someone is asked', () => {
		const line = [who.manager, who.serviceManager, who.head, who.director, who.qa];
		fc.assert(
			fc.property(fc.subarray(line, { minLength: 1 }), (left) => {
				const some = staff({
					people: everyone.filter(({ id }) => left.includes(id as (typeof line)[number])),
					managerOf: new Map()
				});
				expect(said(aLog(), 'acknowledged', thursday, some).length).toBeGreaterThan(0);
			})
		);
	});
});

describe('the later stages', () => {
	test('a look three months later is asked for a fortnight before its day', () => {
		const log = aLog(
			checked('2026-04-07T10:00:00.000Z'),
			recorded('2026-04-08T10:00:00.000Z', 'remedial-plan', 'made'),
			recorded('2026-04-20T10:00:00.000Z', 'actions-done', 'done'),
			recorded('2026-04-21T10:00:00.000Z', 'verified', 'verified', who.serviceManager),
			recorded('2026-06-02T10:00:00.000Z', 're-audit', 'better', who.qa)
		);
		expect(said(log, 'sustained', '2026-08-18T10:00:00.000Z')).toEqual([]);
		expect(said(log, 'sustained', '2026-08-20T10:00:00.000Z')).toEqual(['qa: first']);
	});
	test('a plan that is late goes up a rung a working day', () => {
		const log = aLog(checked('2026-04-07T10:00:00.000Z'));
		expect(said(log, 'remedial-plan', '2026-04-13T16:00:00.000Z')).toEqual(['manager: first']);
		expect(said(log, 'remedial-plan', '2026-04-13T16:01:00.000Z')).toEqual(['manager: first', 'serviceManager: late']);
		expect(said(log, 'remedial-plan', '2026-04-14T16:00:00.000Z')).toHaveLength(3);
	});
});

describe('written down', () => {
	const raised = anAudit(
		{ auditor: who.auditor, openAlerts: 1 },
		{ [`alert/${aLog().id}`]: { ver: 2, value: { concern: 'Nobody has visited.' }, by: who.auditor, at: thursday } }
	);
	const round = (record: typeof raised, now: string) => {
		const [log] = readAlertLogs(record.fields);
		if (log === undefined) throw new Error('no alert');
		return writeAsks(
			record,
			log.id,
			asksDue(log, pathwayOf(log, submitted, now), record.head, staff(), now, shippedTimes),
			now
		);
	};
	test('whom it asked stands in the log and in the head; asked again at once it asks nobody', () => {
		const first = round(raised, thursday);
		expect(first.written).toHaveLength(5);
		expect(first.record.ver).toBe(raised.ver + 1);
		expect(first.record.head.asked).toEqual([
			{ person: who.manager, as: 'team-manager' },
			{ person: who.head, as: 'head-of-service' }
		]);
		expect(round(first.record, thursday)).toEqual({ record: first.record, written: [] });
	});
	test('however often and whenever it runs, nobody is asked twice for the same', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 24 * 60 }), { minLength: 1, maxLength: 6 }), (hours) => {
				let record = raised;
				const all: string[] = [];
				for (const hour of hours.sort((a, b) => a - b)) {
					const next = round(record, new Date(Date.parse(thursday) + hour * 3_600_000).toISOString());
					all.push(...next.written);
					record = next.record;
				}
				expect(new Set(all).size).toBe(all.length);
			}),
			{ numRuns: 20 }
		);
	});
});
