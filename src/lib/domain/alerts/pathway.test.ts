import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acknowledged, aLog, checked, closed, read, recorded, thursday, told, who } from './alerts.fixture.ts';
import { alertStateOf, hasEnded, pathwayOf } from './pathway.ts';
import { dueAt, pathwayClock, pathwayClockOn, shippedPathwayClocks, shippedTimes } from './pathwayClocks.ts';
import { recordedStages, stageIds, stageOutcomes, stageRules, type StageId } from './pathwayStages.ts';
import type { AlertLog } from './AlertLog.ts';

const submitted = { submittedAt: '2026-04-02T15:30:00.000Z' };
const at = (day: string, time = '10:00') => `2026-${day}T${time}:00.000Z`;

function stage(log: AlertLog, id: StageId, now = thursday, facts: { submittedAt: string | null } = submitted) {
	const view = pathwayOf(log, facts, now).stages.find((one) => one.stage === id);
	if (view === undefined) throw new Error(id);
	return view;
}

describe('every clock, from the Thursday before Easter', () => {
	test.each<[StageId, string | null]>([
		['told', thursday],
		['acknowledged', at('04-07')], // 4 hours: two on Thursday, two on the Tuesday (11:00 summer time)
		['safety-check', at('04-07', '16:00')],
		['head-told', at('04-07', '16:00')],
		['moderation', at('04-13', '16:00')],
		['reflective-meeting', at('04-13', '16:00')],
		['remedial-plan', at('04-13', '16:00')],
		['actions-done', null],
		['verified', null],
		['re-audit', null],
		['still-inadequate', null],
		['sustained', null]
	])('%s is due %s', (id, due) => {
		expect(stage(aLog(), id).dueAt).toBe(due);
	});

	const planned = aLog(checked(at('04-07')), recorded(at('04-08'), 'remedial-plan', 'made'));
	const done = aLog(
		checked(at('04-07')),
		recorded(at('04-08'), 'remedial-plan', 'made'),
		recorded(at('04-24'), 'actions-done', 'done')
	);
	test('actions are due twenty working days after the plan, the early May holiday left out', () => {
		expect(stage(planned, 'actions-done').dueAt).toBe(at('05-07', '16:00'));
	});
	test('they are to be verified five working days after they were done', () => {
		expect(stage(done, 'verified').dueAt).toBe(at('05-01', '16:00'));
	});
	const verified = {
		...done,
		entries: [...done.entries, ...aLog(recorded(at('04-27'), 'verified', 'verified', who.serviceManager)).entries]
	};
	test('the re-audit is due six weeks after that', () => {
		expect(stage(verified, 're-audit').dueAt).toBe(at('06-08', '16:00'));
	});
	test('and never later than three months after the alert', () => {
		const late = {
			...done,
			entries: [...done.entries, ...aLog(recorded(at('06-20'), 'verified', 'verified', who.serviceManager)).entries]
		};
		expect(stage(late, 're-audit').dueAt).toBe(at('07-02', '16:00'));
	});
	test('what is still Inadequate is decided on within a working day: after the late May holiday', () => {
		const again = {
			...verified,
			entries: [...verified.entries, ...aLog(recorded(at('05-22'), 're-audit', 'inadequate', who.qa)).entries]
		};
		expect(stage(again, 'still-inadequate').dueAt).toBe(at('05-26', '16:00'));
		expect(stage(again, 'sustained').state).toBe('to-come');
	});
	test('whether it lasted is looked at three months after a better re-audit', () => {
		const better = {
			...verified,
			entries: [...verified.entries, ...aLog(recorded(at('06-05'), 're-audit', 'better', who.qa)).entries]
		};
		expect(stage(better, 'sustained').dueAt).toBe(at('09-04', '16:00'));
		expect(stage(better, 'still-inadequate').state).toBe('not-needed');
	});
	test('the grade waits for its audit to be submitted, and then has five working days', () => {
		expect(stage(aLog(), 'moderation', thursday, { submittedAt: null }).state).toBe('to-come');
		expect(stage(aLog(), 'moderation', thursday, { submittedAt: at('04-09') }).dueAt).toBe(at('04-16', '16:00'));
	});
});

describe('what was done, and when', () => {
	test('an acknowledgement says that somebody was told, and a check that it was acknowledged', () => {
		expect(stage(aLog(acknowledged(at('04-07'))), 'told').state).toBe('done');
		expect(stage(aLog(checked(at('04-07'))), 'acknowledged').state).toBe('done');
	});
	test('a message left tells nobody', () => {
		expect(stage(aLog(told(thursday, 'Left a message')), 'told', at('04-02', '14:01')).state).toBe('late');
	});
	test('a clock is due to its last moment and late from then on; what was done after it says so', () => {
		expect(stage(aLog(), 'acknowledged', at('04-07')).state).toBe('due');
		expect(stage(aLog(), 'acknowledged', at('04-07', '10:01')).state).toBe('late');
		expect(stage(aLog(acknowledged(at('04-07', '10:01'))), 'acknowledged')).toMatchObject({
			state: 'done',
			wasLate: true
		});
		expect(stage(aLog(acknowledged(at('04-07'))), 'acknowledged')).toMatchObject({ state: 'done', wasLate: false });
	});
	test('a child found not safe is to be checked on again within a working day', () => {
		const log = aLog(checked(at('04-02', '15:00'), 'not-safe'));
		expect(stage(log, 'safety-check')).toMatchObject({
			state: 'due',
			startsAt: at('04-02', '15:00'),
			dueAt: at('04-07', '16:00')
		});
	});
	test('a head of service or director has to have read it; others’ reading is kept and does not count', () => {
		expect(stage(aLog(read(thursday, 'service-manager', who.serviceManager)), 'head-told').state).toBe('due');
		expect(stage(aLog(read(thursday)), 'head-told').state).toBe('done');
		expect(stage(aLog(read(thursday, 'director', who.director)), 'head-told').state).toBe('done');
	});
	test('of two who write the same thing down the first counts', () => {
		const log = aLog(
			checked(at('04-07')),
			recorded(at('04-08'), 'remedial-plan', 'made'),
			recorded(at('04-09'), 'remedial-plan', 'made')
		);
		expect(stage(log, 'remedial-plan').entry?.at).toBe(at('04-08'));
	});
	test('returned actions are to be done again, from then', () => {
		const log = aLog(
			checked(at('04-07')),
			recorded(at('04-08'), 'remedial-plan', 'made'),
			recorded(at('04-20'), 'actions-done', 'done'),
			recorded(at('04-21'), 'verified', 'returned', who.serviceManager)
		);
		expect(stage(log, 'actions-done')).toMatchObject({
			state: 'due',
			startsAt: at('04-21'),
			dueAt: at('05-20', '16:00')
		});
		expect(stage(log, 'verified').state).toBe('to-come');
	});
	test('a grade that moderation raised needs no re-audit', () => {
		const log = aLog(checked(at('04-07')), recorded(at('04-08'), 'moderation', 'changed', who.head));
		for (const id of ['re-audit', 'still-inadequate', 'sustained'] as const)
			expect(stage(log, id).state).toBe('not-needed');
	});
	test('still Inadequate, or not sustained: the plan is made anew, and a new round begins', () => {
		for (const [id, outcome] of [
			['still-inadequate', 'decided'],
			['sustained', 'no']
		] as const) {
			const log = aLog(
				checked(at('04-07')),
				recorded(at('04-08'), 'remedial-plan', 'made'),
				recorded(at('06-05'), id, outcome, who.director)
			);
			expect(pathwayOf(log, submitted, thursday).round).toBe(1);
			expect(stage(log, 'remedial-plan')).toMatchObject({
				state: 'due',
				startsAt: at('06-05'),
				dueAt: at('06-12', '16:00')
			});
		}
	});
});

describe('its end', () => {
	const all = [
		told(),
		checked(at('04-07')),
		read(at('04-07')),
		recorded(at('04-08'), 'moderation', 'agreed', who.head),
		recorded(at('04-08'), 'reflective-meeting', 'held'),
		recorded(at('04-08'), 'remedial-plan', 'made'),
		recorded(at('04-20'), 'actions-done', 'done'),
		recorded(at('04-21'), 'verified', 'verified', who.serviceManager),
		recorded(at('06-01'), 're-audit', 'better', who.qa),
		recorded(at('09-01'), 'sustained', 'yes', who.qa)
	];
	test('it ends when everything is done and the alert is closed, and not before', () => {
		expect(hasEnded(aLog(...all))).toBe(false);
		expect(hasEnded(aLog(...all, closed(at('09-02'))))).toBe(true);
		for (const [index] of all.entries())
			if (index > 1)
				expect(hasEnded(aLog(...all.filter((_, one) => one !== index), closed(at('09-02')))), String(index)).toBe(
					false
				);
	});
	test('an alert raised in error needs nothing more', () => {
		const log = aLog(closed(at('04-07'), 'in-error'));
		expect(hasEnded(log)).toBe(true);
		expect(stage(log, 'remedial-plan').state).toBe('not-needed');
	});
	test('a child found not safe after the alert was closed opens it again', () => {
		const log = aLog(closed(at('04-07'), 'in-error'), checked(at('04-08'), 'not-safe'));
		expect([alertStateOf(log), hasEnded(log), stage(log, 'remedial-plan').state]).toEqual(['not-safe', false, 'due']);
	});
});

describe('clocks are data', () => {
	test('each is well formed and each stage has one', () => {
		for (const clock of shippedPathwayClocks) expect(pathwayClock.safeParse(clock).success, clock.id).toBe(true);
		for (const id of stageIds) expect(pathwayClockOn(id, '2026-04-02', shippedPathwayClocks), id).toBeDefined();
		for (const { askNext } of Object.values(stageRules))
			expect(pathwayClockOn(askNext, '2026-04-02', shippedPathwayClocks)).toBeDefined();
		for (const id of recordedStages) expect(stageOutcomes[id].length).toBeGreaterThan(0);
	});
	test('a council’s own holds from its day on, and an alert keeps the clocks of the day it was raised', () => {
		const [first] = shippedPathwayClocks.filter(({ id }) => id === 'acknowledged');
		if (first === undefined) throw new Error('no clock');
		const times = {
			...shippedTimes,
			clocks: [...shippedPathwayClocks, { ...first, value: 2, effectiveFrom: '2026-04-02' }]
		};
		const due = (log: AlertLog) =>
			pathwayOf(log, submitted, thursday, times).stages.find((one) => one.stage === 'acknowledged')?.dueAt;
		expect(due(aLog())).toBe(at('04-02', '16:00'));
		expect(due({ ...aLog(), startedAt: at('04-01', '14:00') })).toBe(at('04-02', '10:00'));
	});
	test('a clock of weeks or months that would end on a day off ends before it', () => {
		const [weeks] = shippedPathwayClocks.filter(({ id }) => id === 're-audit');
		const [months] = shippedPathwayClocks.filter(({ id }) => id === 'sustained');
		if (weeks === undefined || months === undefined) throw new Error('no clock');
		expect(dueAt(weeks, at('04-13'))).toBe(at('05-22', '16:00')); // six weeks on is the late May holiday
		expect(dueAt(months, at('09-26'))).toBe('2026-12-24T17:00:00.000Z'); // three months on is Boxing Day, a Saturday
	});
	test('no clock ends before it began', () => {
		fc.assert(
			fc.property(fc.constantFrom(...shippedPathwayClocks), fc.integer({ min: 0, max: 3_000 }), (clock, hours) => {
				const from = new Date(Date.parse('2026-01-01T00:00:00Z') + hours * 3_600_000).toISOString();
				expect(dueAt(clock, from) >= from).toBe(true);
			}),
			{ numRuns: 80 }
		);
	});
});
