import { expect, test } from 'vitest';
import { chaseStepOn, isChaseStep } from './chase.ts';

test.each([
	['2026-03-17', '2026-03-11', null],
	['2026-03-17', '2026-03-12', 'soon'],
	['2026-03-17', '2026-03-17', 'soon'],
	['2026-03-17', '2026-03-18', 'late'],
	['2026-03-17', '2026-03-20', 'team'],
	['2026-03-17', '2026-03-24', 'service'],
	['2026-03-17', '2026-03-31', 'director'],
	['2026-03-17', '2026-12-31', 'director'],
	// Good Friday and Easter Monday are no days of grace lost.
	['2026-04-02', '2026-04-06', 'soon'],
	['2026-04-02', '2026-04-07', 'late']
])('due %s, on %s: %s', (dueOn, today, step) => {
	expect(chaseStepOn(dueOn, today)?.step ?? null).toBe(step);
});

test('a step is one of the list', () => {
	expect([isChaseStep('soon'), isChaseStep('sooner')]).toEqual([true, false]);
});
