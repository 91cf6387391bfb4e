import { describe, expect, test } from 'vitest';
import {
	acknowledged,
	aLog,
	checked,
	closed,
	read,
	recorded,
	thursday,
	told,
	who
} from '#lib/domain/alerts/alerts.fixture.ts';
import { pathwayOf } from '#lib/domain/alerts/pathway.ts';
import { recordedStages, stageIds } from '#lib/domain/alerts/pathwayStages.ts';
import { actWords, logLine, nextStep, nextStepClock, stageClock, stageNames } from './alertPathway.ts';

const now = '2026-04-02T14:30:00.000Z';
const names = new Map<string, string>([
	[who.manager, 'Priya Raman'],
	[who.auditor, 'Dana Whitlock'],
	[who.head, 'Idris Bell']
]);
const nameOf = (id: string) => names.get(id) ?? '';
const clockOf = (log: ReturnType<typeof aLog>, id: string, at = now, today = at.slice(0, 10)) => {
	const view = pathwayOf(log, { submittedAt: null }, at).stages.find(({ stage }) => stage === id);
	if (view === undefined) throw new Error(id);
	return stageClock(view, today);
};

describe('a stage’s clock in words', () => {
	test('what is due soon, with its time', () => {
		expect(clockOf(aLog(), 'acknowledged')).toEqual({ state: 'soon', words: 'By Tue 7 April, 11:00' });
		expect(clockOf(aLog(), 'acknowledged', '2026-04-07T09:00:00.000Z')).toEqual({
			state: 'soon',
			words: 'Today by 11:00'
		});
	});
	test('what is late says since when', () => {
		expect(clockOf(aLog(), 'acknowledged', '2026-04-07T10:30:00.000Z').words).toBe('Late: was due at 11:00');
		expect(clockOf(aLog(), 'acknowledged', '2026-04-08T10:30:00.000Z')).toEqual({
			state: 'late',
			words: 'Late: was due Tue 7 April, 11:00'
		});
		expect(clockOf(aLog(), 'told').words).toBe('At once');
	});
	test('what is done, and whether it was in time', () => {
		expect(clockOf(aLog(acknowledged(now)), 'acknowledged')).toEqual({ state: 'met', words: 'Done 15:30' });
		expect(
			clockOf(aLog(acknowledged('2026-04-08T10:30:00.000Z')), 'acknowledged', '2026-04-09T10:30:00.000Z').words
		).toBe('Done late, Wed 8 April, 11:30');
	});
	test('what is to come, and what is not needed', () => {
		expect(clockOf(aLog(), 'actions-done').words).toBe('To come');
		expect(clockOf(aLog(closed(now, 'in-error')), 'remedial-plan').words).toBe('Not needed');
	});
	test('the next step is the first whose clock runs', () => {
		const pathway = pathwayOf(aLog(told(), checked(now)), { submittedAt: null }, now);
		expect(nextStep(pathway)?.stage).toBe('head-told');
		expect(nextStepClock(pathway, '2026-04-02')?.words).toBe('Head of service: by Tue 7 April, 17:00');
		expect(
			nextStepClock(pathwayOf(aLog(closed(now, 'in-error')), { submittedAt: null }, now), '2026-04-02')
		).toBeNull();
	});
});

test.each([
	[told(now), 'Priya Raman told by phone at 15:30. Written by Dana Whitlock.'],
	[acknowledged(now), 'Acknowledged by Priya Raman.'],
	[
		checked(now, 'plan-in-place'),
		'Found safe with a plan in place by Priya Raman. The child was seen. Seen at home. Why: Gran is there. In the record: CN 14.'
	],
	[read(now), 'Read by Idris Bell, as head of service.'],
	[recorded(now, 'verified', 'returned'), 'Verified: not yet: returned, by Priya Raman. Written down.'],
	[closed(now, 'resolved', who.head), 'Accepted as resolved and closed by Idris Bell. She is safe with her gran.'],
	[
		{
			entry: 'asked',
			stage: 'acknowledged',
			round: 0,
			person: who.manager,
			as: 'team-manager',
			because: 'late',
			by: 'dipper',
			at: now
		} as const,
		'Dipper asked Priya Raman as team manager, because it is late, to acknowledge it.'
	]
])('a line of the log: %#', (line, words) => {
	const [entry] = aLog(line).entries;
	if (entry === undefined) throw new Error('no entry');
	const { what, rest, when } = logLine(entry, nameOf, '2026-04-02');
	expect(what + (rest ?? '')).toBe(words);
	expect(when).toBe('15:30');
});

test('every stage and every act has its words', () => {
	for (const id of stageIds) expect(stageNames[id].lead).not.toBe('');
	const acts = [
		...recordedStages.map((stage) => ({ act: 'record' as const, stage })),
		{ act: 'check' as const },
		{ act: 'close' as const, outcome: 'resolved' as const }
	];
	expect(new Set(acts.map((act) => actWords(act).heading)).size).toBe(acts.length);
	expect(thursday < now).toBe(true);
});
