import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GradingRule } from '../templates/Template.ts';
import { isWorse, rankOf, scaleGrades, type Grade, type ScaleGrade } from './grades.ts';
import type { GradingFacts } from './GradingFacts.ts';
import { suggestGrade } from './suggestGrade.ts';

const rule: GradingRule = {
	overall: true,
	suggestion: 'lower-median',
	aboveLowest: 1,
	outstandingNeeds: { section: 'S8', noneBelow: 'good', feedback: ['F1', 'F2'] },
	caps: [
		{ id: 'impact', sections: ['S8'], count: 1, grade: 'inadequate', holdsAt: 'inadequate', because: 'Impact limits.' },
		{
			id: 'open-alert',
			openAlert: true,
			count: 1,
			grade: 'inadequate',
			holdsAt: 'inadequate',
			because: 'An alert is open.'
		},
		{
			id: 'plans-or-oversight',
			sections: ['S2', 'S3'],
			count: 1,
			grade: 'inadequate',
			holdsAt: 'requires-improvement',
			because: 'Plans or oversight.'
		},
		{
			id: 'two-priorities',
			sections: ['S2', 'S3', 'S4', 'S5', 'S6'],
			count: 2,
			grade: 'inadequate',
			holdsAt: 'inadequate',
			because: 'Two priorities.'
		},
		{
			id: 'not-seen',
			questions: [
				{ id: 'Q1', is: [], late: true },
				{ id: 'Q2', is: ['no', 'cannot-tell'] }
			],
			count: 1,
			grade: 'inadequate',
			holdsAt: 'requires-improvement',
			because: 'Not seen.'
		}
	]
};
const medianOnly: GradingRule = { overall: true, suggestion: 'lower-median', caps: [] };
const fromDesign: readonly Grade[] = [
	'inadequate',
	'requires-improvement',
	'good',
	'requires-improvement',
	'good',
	'good',
	'good',
	'outstanding'
];

test('the audit of the design: the lower middle is Good, and Plans holds it at Requires improvement', () => {
	const suggestion = suggestGrade(rule, facts(fromDesign));
	expect(suggestion).toMatchObject({
		suggested: 'requires-improvement',
		median: 'good',
		heldAt: 'requires-improvement'
	});
	expect(suggestion.steps).toEqual([
		{ code: 'grading.lower-middle', facts: { of: 8, grade: 'good' } },
		{
			code: 'grading.capped-by-section',
			facts: {
				cap: 'plans-or-oversight',
				because: 'Plans or oversight.',
				at: 'requires-improvement',
				sections: 'S2',
				count: 1,
				grade: 'inadequate'
			}
		},
		{ code: 'grading.nothing-holds-lower', facts: { openAlerts: 0 } }
	]);
});

test('the chips of the design: Assessments is ringed and Plans is edged', () => {
	const { chips } = suggestGrade(rule, facts(fromDesign));
	expect(chips.map(({ section }) => section)).toEqual(['S2', 'S3', 'S5', 'S4', 'S6', 'S7', 'S8', 'S9']);
	expect(chips.filter(({ isMiddle }) => isMiddle).map(({ section }) => section)).toEqual(['S4']);
	expect(chips.filter(({ setOffCap }) => setOffCap).map(({ section }) => section)).toEqual(['S2']);
});

test('Impact Inadequate makes the whole Inadequate', () => {
	expect(suggestGrade(rule, facts(allBut('good', 6, 'inadequate'))).suggested).toBe('inadequate');
});

test('one practice priority Inadequate holds by the lowest section, two make the whole Inadequate', () => {
	const one = suggestGrade(rule, facts(allBut('good', 2, 'inadequate')));
	expect(one.suggested).toBe('requires-improvement');
	expect(one.steps.map(({ code }) => code)).toContain('grading.near-lowest');
	const two = allBut('good', 2, 'inadequate').map((grade, index) => (index === 3 ? 'inadequate' : grade));
	expect(suggestGrade(rule, facts(two)).suggested).toBe('inadequate');
});

test('a cap at a grade is set off by that grade and by any lower', () => {
	const caps: GradingRule['caps'] = [
		{ id: 'c', sections: ['S2'], count: 1, grade: 'requires-improvement', holdsAt: 'inadequate', because: 'Plans.' }
	];
	const suggested = (grade: Grade) => suggestGrade({ ...medianOnly, caps }, facts([grade, 'good', 'good'])).suggested;
	expect([suggested('inadequate'), suggested('requires-improvement'), suggested('good')]).toEqual([
		'inadequate',
		'inadequate',
		'good'
	]);
});

test('an open alert holds the whole at Inadequate until it is resolved', () => {
	expect(suggestGrade(rule, { ...facts(all('good')), openAlerts: 1 }).suggested).toBe('inadequate');
	expect(suggestGrade(rule, facts(all('good'))).suggested).toBe('good');
});

test.each([
	[{ late: ['Q1'] }, 'requires-improvement', 'grading.capped-by-late'],
	[{ answers: { Q2: ['yes', 'no'] } }, 'requires-improvement', 'grading.capped-by-answer'],
	[{ late: ['Q2'] }, 'good', 'grading.lower-middle'],
	[{ answers: { Q1: ['no'] } }, 'good', 'grading.lower-middle']
])('answers and clocks cap as the rule says: %o', (more, suggested, code) => {
	const suggestion = suggestGrade(rule, { ...facts(all('good')), ...more });
	expect(suggestion.suggested).toBe(suggested);
	expect(suggestion.steps.map((step) => step.code)).toContain(code);
});

test('a cap at the grade already suggested is still in force, and said', () => {
	const suggestion = suggestGrade(rule, { ...facts(all('requires-improvement')), late: ['Q1'] });
	expect(suggestion.suggested).toBe('requires-improvement');
	expect(suggestion.heldAt).toBe('requires-improvement');
	expect(suggestion.steps.map(({ code }) => code)).toContain('grading.capped-by-late');
});

test('Outstanding needs the impact, no section below Good, and feedback or the reason why not', () => {
	const withFeedback = { ...facts(all('outstanding')), answers: { F2: ['na'] } };
	expect(suggestGrade(rule, withFeedback).suggested).toBe('outstanding');
	const without = suggestGrade(rule, { ...facts(all('outstanding')), answers: { F1: [' '] } });
	expect(without.suggested).toBe('good');
	expect(without.steps[1]).toEqual({ code: 'grading.outstanding-needs', facts: { at: 'good', missing: 'feedback' } });
	const impactGood = { ...withFeedback, sections: facts(allBut('outstanding', 6, 'good')).sections };
	expect(suggestGrade(rule, impactGood).suggested).toBe('good');
});

test('a theme is graded by its one question, and caps hold it too', () => {
	const single: GradingRule = {
		...rule,
		suggestion: 'single',
		question: 'X3',
		aboveLowest: undefined,
		outstandingNeeds: undefined
	};
	const given = { ...facts([]), answers: { X3: ['outstanding'] } };
	expect(suggestGrade(single, given)).toMatchObject({ suggested: 'outstanding', chips: [] });
	expect(suggestGrade(single, { ...given, openAlerts: 2 }).suggested).toBe('inadequate');
	expect(suggestGrade(single, { ...given, answers: { X3: ['na'] } }).suggested).toBeNull();
	expect(suggestGrade(single, given).steps[0]).toEqual({
		code: 'grading.theme-grade',
		facts: { question: 'X3', grade: 'outstanding' }
	});
});

test('a template without an overall grade suggests none', () => {
	const suggestion = suggestGrade({ ...rule, overall: false }, facts(all('good')));
	expect(suggestion).toMatchObject({ suggested: null, caps: [], steps: [{ code: 'grading.no-overall' }] });
});

test('with nothing graded there is nothing to suggest', () => {
	const suggestion = suggestGrade(rule, facts([null, 'na', null]));
	expect(suggestion).toMatchObject({ suggested: null, notYetGraded: 2, notApplicable: 1 });
	expect(suggestion.steps[0]?.code).toBe('grading.nothing-graded');
});

test('more than a third not applicable is remarked on, a third is not', () => {
	expect(suggestGrade(medianOnly, facts(['na', 'good', 'good'])).isMostlyElsewhere).toBe(false);
	const four = suggestGrade(medianOnly, facts(['na', 'na', 'good', 'good']));
	expect(four.isMostlyElsewhere).toBe(true);
	expect(four.steps.at(-1)).toEqual({ code: 'grading.mostly-elsewhere', facts: { count: 2, of: 4 } });
});

const grades = fc.constantFrom<Grade>(...scaleGrades, 'na');
const audits = fc.record({
	sections: fc.array(grades, { minLength: 1, maxLength: 8 }).map((given) => facts(given).sections),
	answers: fc.constantFrom<Record<string, string[]>>({}, { F1: ['yes'] }, { Q2: ['no'] }, { F1: ['yes'], Q2: ['no'] }),
	late: fc.subarray(['Q1', 'Q2']),
	openAlerts: fc.nat(1)
});

test('no cap ever lifts the grade', () => {
	fc.assert(
		fc.property(audits, (given) => {
			const { suggested, median } = suggestGrade(rule, given);
			expect(rankOrNone(suggested)).toBeLessThanOrEqual(rankOrNone(median));
			expect(rankOrNone(suggested)).toBeLessThanOrEqual(rankOrNone(suggestGrade(medianOnly, given).suggested));
		})
	);
});

test('each cap taken away leaves the grade the same or higher', () => {
	fc.assert(
		fc.property(audits, fc.nat(rule.caps.length - 1), (given, gone) => {
			const fewer = { ...rule, caps: rule.caps.filter((_, index) => index !== gone) };
			expect(rankOrNone(suggestGrade(fewer, given).suggested)).toBeGreaterThanOrEqual(
				rankOrNone(suggestGrade(rule, given).suggested)
			);
		})
	);
});

test('a section no better than the suggestion, added, never raises it', () => {
	fc.assert(
		fc.property(audits, fc.constantFrom(...scaleGrades), (given, grade) => {
			const before = suggestGrade(rule, given).suggested;
			fc.pre(before !== null && !isWorse(before, grade));
			const more = { ...given, sections: [...given.sections, { id: 'S10', grade }] };
			expect(rankOrNone(suggestGrade(rule, more).suggested)).toBeLessThanOrEqual(rankOrNone(before));
		})
	);
});

test('a section made worse never raises the suggestion', () => {
	fc.assert(
		fc.property(audits, fc.nat(7), fc.constantFrom(...scaleGrades), (given, at, grade) => {
			const was = given.sections[at]?.grade;
			fc.pre(was !== undefined && was !== null && was !== 'na' && isWorse(grade, was));
			const sections = given.sections.map((section, index) => (index === at ? { ...section, grade } : section));
			expect(rankOrNone(suggestGrade(rule, { ...given, sections }).suggested)).toBeLessThanOrEqual(
				rankOrNone(suggestGrade(rule, given).suggested)
			);
		})
	);
});

test('the order of sections makes no difference', () => {
	fc.assert(
		fc.property(
			audits.chain((given) =>
				fc.tuple(fc.constant(given), fc.shuffledSubarray([...given.sections], { minLength: given.sections.length }))
			),
			([given, sections]) => {
				const before = suggestGrade(rule, given);
				const after = suggestGrade(rule, { ...given, sections });
				expect([after.suggested, after.median, after.heldAt]).toEqual([before.suggested, before.median, before.heldAt]);
				expect(after.caps.map(({ id }) => id)).toEqual(before.caps.map(({ id }) => id));
			}
		)
	);
});

test('a section that does not apply is as if it were not there', () => {
	fc.assert(
		fc.property(audits, (given) => {
			const without = { ...given, sections: given.sections.filter(({ grade }) => grade !== 'na') };
			expect(suggestGrade(rule, given).suggested).toBe(suggestGrade(rule, without).suggested);
		})
	);
});

function facts(given: readonly (Grade | null)[]): GradingFacts {
	return {
		sections: given.map((grade, index) => ({ id: `S${index + 2}`, grade })),
		answers: {},
		late: [],
		openAlerts: 0
	};
}

function all(grade: ScaleGrade): Grade[] {
	return Array.from({ length: 8 }, () => grade);
}

function allBut(grade: ScaleGrade, at: number, other: ScaleGrade): Grade[] {
	return all(grade).map((one, index) => (index === at ? other : one));
}

function rankOrNone(grade: ScaleGrade | null): number {
	return grade === null ? -1 : rankOf(grade);
}
