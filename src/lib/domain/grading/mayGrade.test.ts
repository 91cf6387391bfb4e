import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GradingRule } from '../templates/Template.ts';
import { scaleGrades, type Grade } from './grades.ts';
import { gradeChoices, mayGrade, needsReason } from './mayGrade.ts';
import { suggestGrade, type GradeSuggestion } from './suggestGrade.ts';

const rule: GradingRule = {
	overall: true,
	suggestion: 'lower-median',
	caps: [
		{
			id: 'plans',
			sections: ['S0'],
			count: 1,
			grade: 'inadequate',
			holdsAt: 'requires-improvement',
			because: 'Plans.'
		},
		{ id: 'impact', sections: ['S1'], count: 1, grade: 'inadequate', holdsAt: 'inadequate', because: 'Impact.' }
	]
};
const capped = suggestionFor('inadequate', 'good', 'good');
const requires = suggestionFor('good', 'requires-improvement', 'requires-improvement');

test('the tiles of the design: two held by the cap, one as suggested, one that needs a reason', () => {
	expect(gradeChoices(capped, 'auditor').map(({ grade, choice }) => [grade, choice])).toEqual([
		['outstanding', 'held'],
		['good', 'held'],
		['requires-improvement', 'as-suggested'],
		['inadequate', 'below']
	]);
});

test('the grade suggested needs no reason', () => {
	expect(mayGrade('requires-improvement', capped, 'auditor', '')).toMatchObject({ ok: true });
});

test('below the suggestion needs a reason', () => {
	expect(mayGrade('inadequate', capped, 'auditor', '  ')).toEqual({
		ok: false,
		problem: { code: 'grading.reason-needed', facts: { choice: 'below' } }
	});
	expect(mayGrade('inadequate', capped, 'auditor', 'No contingency.')).toMatchObject({ ok: true });
});

test('one above the suggestion needs a reason, two above an auditor may not give', () => {
	expect(mayGrade('good', requires, 'auditor', '')).toMatchObject({ problem: { code: 'grading.reason-needed' } });
	expect(mayGrade('good', requires, 'auditor', 'The record lags behind.')).toMatchObject({ ok: true });
	expect(mayGrade('outstanding', requires, 'auditor', 'So good.')).toEqual({
		ok: false,
		problem: { code: 'grading.more-than-one-above', facts: { suggested: 'requires-improvement' } }
	});
});

test('nothing above a cap is open to an auditor, whatever the reason', () => {
	expect(mayGrade('good', capped, 'auditor', 'The plan was rewritten yesterday.')).toEqual({
		ok: false,
		problem: { code: 'grading.held-by-cap', facts: { cap: 'plans', at: 'requires-improvement', because: 'Plans.' } }
	});
});

test('a moderator lifts a cap with a reason that is kept', () => {
	expect(mayGrade('good', capped, 'moderator', '')).toMatchObject({ problem: { code: 'grading.reason-needed' } });
	const lifted = mayGrade('good', capped, 'moderator', 'The plan was found.');
	expect(lifted).toMatchObject({ ok: true, value: { choice: 'lifts-cap', heldBy: [{ id: 'plans' }] } });
});

test('the lowest cap in the way is named first', () => {
	const both = suggestionFor('inadequate', 'inadequate', 'good', 'good', 'good');
	expect(gradeChoices(both, 'auditor')[0]?.heldBy.map(({ id }) => id)).toEqual(['impact', 'plans']);
});

test('without a suggestion a grade is free up to the caps', () => {
	const none = suggestGrade(rule, { sections: [], answers: {}, late: [], openAlerts: 0 });
	expect(mayGrade('good', none, 'auditor', '')).toMatchObject({ ok: true, value: { choice: 'free' } });
});

test('a template without an overall grade takes none', () => {
	const none = suggestGrade({ ...rule, overall: false }, { sections: [], answers: {}, late: [], openAlerts: 0 });
	expect(mayGrade('good', none, 'moderator', 'All the same.')).toMatchObject({
		problem: { code: 'grading.no-overall' }
	});
});

test('whatever differs from the suggestion needs a reason or is not open', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom(...scaleGrades), { minLength: 1, maxLength: 6 }),
			fc.constantFrom(...scaleGrades),
			(given, grade) => {
				const suggestion = suggestionFor(...given);
				for (const by of ['auditor', 'moderator'] as const) {
					const without = mayGrade(grade, suggestion, by, '');
					expect(without.ok).toBe(grade === suggestion.suggested);
				}
			}
		)
	);
});

test('a moderator with a reason may give any grade', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...scaleGrades), { minLength: 1, maxLength: 6 }), (given) => {
			const choices = gradeChoices(suggestionFor(...given), 'moderator');
			expect(choices.filter((choice) => choice.choice === 'held' || choice.choice === 'too-far')).toEqual([]);
			expect(choices.filter((choice) => !needsReason(choice))).toHaveLength(1);
		})
	);
});

function suggestionFor(...given: Grade[]): GradeSuggestion {
	const sections = given.map((grade, index) => ({ id: `S${index}`, grade }));
	return suggestGrade(rule, { sections, answers: {}, late: [], openAlerts: 0 });
}
