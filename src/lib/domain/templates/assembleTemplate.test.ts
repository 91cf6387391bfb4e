import { expect, test } from 'vitest';
import { aSection, aTemplate } from './aTemplate.fixture.ts';
import { assembleTemplate, variant, type Variant } from './assembleTemplate.ts';

const timed = {
	id: 'Q2',
	kind: 'time' as const,
	clock: 'visits',
	byStage: { 'child-in-need': { clock: 'cin-visits' } }
};

const core = aTemplate({
	id: 'core',
	sections: [
		{ id: 'A', questions: [{ id: 'Q1' }, timed] },
		{ id: 'B', questions: [{ id: 'Q3', askWhen: { answer: 'Q1', is: ['no'] } }] },
		{ id: 'END', questions: [{ id: 'Q4' }] }
	],
	grading: {
		overall: true,
		suggestion: 'lower-median',
		outstandingNeeds: { section: 'B', noneBelow: 'good', feedback: ['Q1', 'Q3'] },
		caps: [
			{ id: 'both', sections: ['A', 'B'], count: 2, grade: 'inadequate', holdsAt: 'inadequate', because: 'Both are.' },
			{
				id: 'first',
				count: 1,
				grade: 'inadequate',
				questions: [{ id: 'Q1', is: ['no'] }],
				holdsAt: 'good',
				because: 'The first is.'
			}
		]
	}
});

function aVariant(words: Partial<Variant> = {}): Variant {
	return variant.parse({
		id: 'core-cin',
		version: 3,
		of: 'core',
		stage: 'child-in-need',
		title: 'Core, child in need',
		short: 'Core, CIN',
		before: 'END',
		sections: [aSection({ id: 'CIN', graded: false, questions: [{ id: 'CIN1' }] })],
		...words
	});
}

function assembled(words: Partial<Variant> = {}) {
	const made = assembleTemplate(core, aVariant(words));
	if (!made.ok) throw new Error(made.problem.code);
	return made.value;
}

function questionsOf(template: typeof core) {
	return template.sections.flatMap((section) => section.questions);
}

test('a variant is the core with its own module in place, under its own name and version', () => {
	const { id, version, title, short, purpose, sections } = assembled();
	expect({ id, version, title, short }).toEqual({
		id: 'core-cin',
		version: 3,
		title: 'Core, child in need',
		short: 'Core, CIN'
	});
	expect(purpose).toBe(core.purpose);
	expect(sections.map((section) => section.id)).toEqual(['A', 'B', 'CIN', 'END']);
});

test('the stage is known, so the clock is settled', () => {
	const question = questionsOf(assembled()).find(({ id }) => id === 'Q2');
	expect(question).toMatchObject({ clock: 'cin-visits' });
	expect(question).not.toHaveProperty('byStage');
});

test('a question is worded anew, and the rest of it stays', () => {
	const question = questionsOf(assembled({ adjust: { Q1: { text: 'Is it better?' } } }))[0];
	expect(question).toEqual({ ...questionsOf(core)[0], text: 'Is it better?' });
});

test('what the variant says of a clock goes before what the stage says', () => {
	const question = questionsOf(assembled({ adjust: { Q2: { clock: 'own' } } })).find(({ id }) => id === 'Q2');
	expect(question?.clock).toBe('own');
});

test('a question left out takes with it the conditions and causes that named it', () => {
	const left = assembled({ leaveOut: ['Q1'] });
	expect(questionsOf(left).map(({ id }) => id)).toEqual(['Q2', 'Q3', 'CIN1', 'Q4']);
	expect(questionsOf(left).find(({ id }) => id === 'Q3')).not.toHaveProperty('askWhen');
	expect(left.grading.caps.map(({ id }) => id)).toEqual(['both']);
	expect(left.grading.outstandingNeeds?.feedback).toEqual(['Q3']);
});

test('a section left out takes with it what can then never hold', () => {
	const left = assembled({ leaveOut: ['B'] });
	expect(left.sections.map((section) => section.id)).toEqual(['A', 'CIN', 'END']);
	expect(left.grading.caps.map(({ id }) => id)).toEqual(['first']);
	expect(left.grading).not.toHaveProperty('outstandingNeeds');
});

test('the core itself is untouched', () => {
	const before = structuredClone(core);
	assembled({ leaveOut: ['A'], adjust: { Q3: { text: 'Is it better?' } } });
	expect(core).toEqual(before);
});

test.each([
	['another core', { of: 'other' }, 'template.another-core'],
	['an adjusted question that is not there', { adjust: { Q77: { text: 'Is it?' } } }, 'template.nothing-to-adjust'],
	['a left-out section that is not there', { leaveOut: ['ZZ'] }, 'template.nothing-to-adjust'],
	['a place that is not there', { before: 'ZZ' }, 'template.no-such-place']
])('%s is refused', (_, words, code) => {
	expect(assembleTemplate(core, aVariant(words))).toMatchObject({ ok: false, problem: { code } });
});
