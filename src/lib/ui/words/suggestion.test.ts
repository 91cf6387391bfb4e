import { expect, test } from 'vitest';
import { stepSentence, type Names } from './suggestion.ts';
import type { GradingStep } from '#lib/domain/grading/explainSuggestion.ts';

const titles: Record<string, string> = { CJ2: 'Plans', CJ3: 'Oversight' };
const names: Names = { section: (id) => titles[id] ?? id, question: (id) => id.replace('CJ', '') };
const say = (code: GradingStep['code'], facts: GradingStep['facts'] = {}) =>
	stepSentence({ code, facts }, names).join('');

test('the start, a cap and that nothing holds it lower read as in the picture', () => {
	expect(say('grading.lower-middle', { of: 8, grade: 'good' })).toBe(
		'The lower middle of your eight section grades is Good.'
	);
	expect(
		say('grading.capped-by-section', { sections: 'CJ2', count: 1, grade: 'inadequate', at: 'requires-improvement' })
	).toBe('Plans is Inadequate, so the overall grade is capped at Requires improvement.');
	expect(say('grading.nothing-holds-lower', { openAlerts: 0 })).toBe('No alert is open, and nothing holds it lower.');
});

test('what a sentence turns on stands apart, to be set bold', () => {
	const sentence = stepSentence({ code: 'grading.lower-middle', facts: { of: 8, grade: 'good' } }, names);
	expect(sentence[1]).toBe('Good');
});

test('two sections are named together', () => {
	expect(
		say('grading.capped-by-section', { sections: 'CJ2,CJ3', count: 2, grade: 'inadequate', at: 'inadequate' })
	).toContain('Plans and Oversight are Inadequate');
});

test('an answer that caps is named by its question', () => {
	const facts = {
		because: 'The child was not seen within the standard.',
		questions: 'CJ1.3',
		at: 'requires-improvement'
	};
	expect(say('grading.capped-by-late', facts)).toBe(
		'The child was not seen within the standard (1.3), so the overall grade is capped at Requires improvement.'
	);
});

test('an open alert and what Outstanding lacks are said', () => {
	expect(say('grading.capped-by-alert', { alerts: 1, at: 'inadequate' })).toBe(
		'1 same-day alert is open, so the overall grade is capped at Inadequate.'
	);
	expect(say('grading.outstanding-needs', { missing: 'none-below-good', at: 'good' })).toContain(
		'no section below Good'
	);
});

test('what is missing from the sum is said', () => {
	expect(say('grading.not-yet-graded', { count: 2 })).toBe('2 sections are not graded yet; the suggestion may change.');
	expect(say('grading.left-out', { count: 1, of: 8 })).toBe('1 section of 8 does not apply and is left out.');
});
