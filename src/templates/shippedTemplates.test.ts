import { expect, test } from 'vitest';
import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import { checkTemplate } from '#lib/domain/templates/checkTemplate.ts';
import { template, type Question, type Template } from '#lib/domain/templates/Template.ts';
import { themes } from '#lib/domain/templates/themes.ts';
import { shippedIds } from './shippedIds.fixture.ts';
import { shippedTemplates } from './shippedTemplates.ts';

const shipped = shippedTemplates();
const clocks = new Set(shippedClocks.map((clock) => clock.id));
const each = shipped.map((one) => [one.id, one] as const);

function questionsOf(one: Template): Question[] {
	return one.sections.flatMap((section) => section.questions);
}

function find(templateId: string, questionId: string): Question | undefined {
	return shipped.flatMap((one) => (one.id === templateId ? questionsOf(one) : [])).find(({ id }) => id === questionId);
}

test('the shipped templates are these', () => {
	expect(shipped.map(({ id }) => id)).toEqual(Object.keys(shippedIds));
});

test.each(each)('%s is a template', (_, one) => {
	expect(template.parse(one)).toEqual(one);
});

test.each(each)('%s has no problem', (_, one) => {
	expect(checkTemplate(one, { clocks })).toEqual([]);
});

test.each(each)('%s has the ids it has always had', (id, one) => {
	const ids = one.sections.map((section) => [section.id, section.questions.map((question) => question.id).join(' ')]);
	expect(ids).toEqual(Object.entries(shippedIds[id] ?? {}));
});

test.each(each)('%s: every question says what good looks like, in a sentence or two', (_, one) => {
	for (const { id, guidance } of questionsOf(one)) {
		expect.soft(guidance, id).toMatch(/^[“A-Z0-9][^]*[.?”]$/);
		expect.soft(guidance.length, id).toBeGreaterThan(14);
		expect.soft(guidance.length, id).toBeLessThan(260);
	}
});

test.each(each)('%s: every question is a whole question, with nothing meant for the makers', (_, one) => {
	for (const { id, text } of questionsOf(one)) {
		expect.soft(text, id).toMatch(/^[A-Z][^]*[.?]$/);
		expect.soft(text, id).toContain(text.startsWith('The data say') ? 'true' : '?');
		expect.soft(text, id).not.toMatch(/\bC-R\d|\bC\d+\.\d|\[|\]| {2}|"|'/);
	}
});

test.each(each)('%s: typography and spelling are British', (_, one) => {
	const words = JSON.stringify(one.sections);
	expect(words).not.toMatch(/\b\w*(?:ization|ize[ds]?|color|behavior|center|program\b)/);
	expect(words).not.toMatch(/\w'\w/);
});

test.each(each)('%s: themes are from the list', (_, one) => {
	const known: readonly string[] = themes;
	for (const question of questionsOf(one))
		for (const theme of question.themes) expect.soft(known, question.id).toContain(theme);
});

test.each(each)('%s: dates for a clock say what they are', (_, one) => {
	for (const question of questionsOf(one).filter(({ kind }) => kind === 'time')) {
		expect.soft(question, question.id).toMatchObject({
			clock: expect.any(String),
			fromLabel: expect.any(String),
			toLabel: expect.any(String)
		});
	}
});

test.each(each)('%s: a dip sample is quick, so its columns have short names', (_, one) => {
	for (const question of questionsOf(one).filter(({ dip }) => dip)) {
		expect.soft(question.short?.length, question.id).toBeLessThanOrEqual(26);
	}
	expect(one.family === 'dip' && one.sections.some((section) => section.closing)).toBe(false);
});

test('sections 2 to 9 of the Child Journey are graded, safety is a gate, and the profile is not judged', () => {
	const [core] = shipped;
	const graded = core?.sections.filter((section) => section.graded).map((section) => section.id);
	expect(graded).toEqual(['CJ2', 'CJ3', 'CJ4', 'CJ5', 'CJ6', 'CJ7', 'CJ8', 'CJ9']);
	expect(core?.sections.filter((section) => section.gate).map((section) => section.id)).toEqual(['CJ1']);
	expect(core?.sections.filter((section) => section.judged === false).map((section) => section.id)).toEqual(['CJ0']);
	expect(core?.sections[0]?.questions.every((question) => question.optional)).toBe(true);
});

test('what Dipper keeps itself stands in the judgement by its number', () => {
	const parts = shipped[0]?.sections.flatMap((section) => section.builtIn ?? []).map(({ id, part }) => [id, part]);
	expect(parts).toEqual([
		['CJ11.1', 'suggested-grade'],
		['CJ11.2', 'overall-grade'],
		['CJ11.4', 'actions']
	]);
});

test('a variant times each child by the clock of their own plan', () => {
	expect(find('cj-cp', 'CJ6.1')?.clock).toBe('cp-visits');
	expect(find('cj-cin', 'CJ6.1')?.clock).toBe('cin-visits');
	expect(find('cj-cla', 'CJ6.1')?.clock).toBe('cla-visits');
	expect(find('cj-cp', 'CJ5.1')).toMatchObject({ clock: 'core-group-first', from: 'conferenceOn' });
	expect(find('cj-cla', 'CJ1.3')).toMatchObject({ clock: 'cla-visits', from: 'lacVisitOn' });
});

test('a module does not enter the grading, and takes nothing from it', () => {
	const [core, ...others] = shipped.filter(({ family }) => family === 'child-journey');
	for (const other of others) expect(other.grading).toEqual(core?.grading);
});

test('the grade of a themed set is that of its theme', () => {
	for (const one of shipped.filter(({ family }) => family !== 'child-journey')) {
		expect(one.grading).toMatchObject({ suggestion: 'single', question: 'X3' });
		expect(one.sections.some((section) => section.graded)).toBe(false);
	}
});

test('each call gives templates of its own, so nobody can change another’s', () => {
	expect(shippedTemplates()[0]).not.toBe(shipped[0]);
	expect(shippedTemplates()).toEqual(shipped);
});
