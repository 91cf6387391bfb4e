import { expect, test } from 'vitest';
import { aQuestion } from './aTemplate.fixture.ts';
import { clockFor } from './clockFor.ts';

const visits = aQuestion({
	id: 'Q1',
	kind: 'time',
	clock: 'visits',
	toLabel: 'Next visit',
	byStage: { 'child-protection': { clock: 'cp-visits', from: 'cppVisitOn' } }
});

test('the stage sets the clock and leaves what it does not name', () => {
	expect(clockFor(visits, 'child-protection')).toEqual({
		clock: 'cp-visits',
		from: 'cppVisitOn',
		toLabel: 'Next visit'
	});
});

test('a stage that names nothing, or is not known, leaves the question’s own clock', () => {
	expect(clockFor(visits, 'adoption')).toEqual({ clock: 'visits', toLabel: 'Next visit' });
	expect(clockFor(visits, null)).toEqual({ clock: 'visits', toLabel: 'Next visit' });
});

test('a question without a clock has none', () => {
	expect(clockFor(aQuestion({ id: 'Q1' }), 'child-protection')).toEqual({});
});
