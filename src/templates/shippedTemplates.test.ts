import { expect, test } from 'vitest';
import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { checkTemplate } from '#lib/domain/templates/checkTemplate.ts';
import { askedQuestions } from '#lib/domain/templates/isAsked.ts';
import { template, type Question, type Template } from '#lib/domain/templates/Template.ts';
import { themes } from '#lib/domain/templates/themes.ts';
import { reservedIds, shippedIds } from './shippedIds.fixture.ts';
import { reservedTemplates, shippedTemplates } from './shippedTemplates.ts';

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

test('dates for a clock say what they are', () => {
	const timed = shipped.flatMap(questionsOf).filter(({ kind }) => kind === 'time');
	expect(timed.length).toBeGreaterThan(100);
	for (const question of timed) {
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

test('a module does not enter the grading, and takes nothing from it but what is not asked', () => {
	const [core, ...others] = shipped.filter(({ family }) => family === 'child-journey');
	expect(others.length).toBe(8);
	for (const { id, grading } of others.filter(({ id }) => id !== 'cj-fd')) expect(grading, id).toEqual(core?.grading);
	const frontDoor = others.find(({ id }) => id === 'cj-fd');
	expect(frontDoor?.grading.caps.map((cap) => [cap.id, cap.sections ?? cap.questions?.map(({ id }) => id)])).toEqual([
		['safety-now', ['CJ1.1', 'CJ1.5']],
		['impact', ['CJ8']],
		['open-alert', undefined],
		['plans-or-oversight', ['CJ3']],
		['two-priorities', ['CJ3', 'CJ4']],
		['not-seen', ['CJ1.3']],
		['voice-absent', ['CJ7.2']]
	]);
});

test('the sets hold 450 questions and more, each with an id of its own', () => {
	const whole = shipped.filter(({ family }) => family !== 'dip');
	const ids = new Set(whole.flatMap(questionsOf).map(({ id }) => id));
	expect(ids.size).toBeGreaterThanOrEqual(450);
	expect([whole.length, shipped.length - whole.length]).toEqual([43, 26]);
});

test('Family Help waits in reserve: early help, child in need and child protection in one', () => {
	const reserved = reservedTemplates();
	const ids = reserved.map((one) => [
		one.id,
		Object.fromEntries(
			one.sections.map(({ id, questions }) => [id, questions.map((question) => question.id).join(' ')])
		)
	]);
	expect(Object.fromEntries(ids)).toEqual(reservedIds);
	for (const one of reserved) {
		expect(template.parse(one)).toEqual(one);
		expect(checkTemplate(one, { clocks })).toEqual([]);
	}
	const asks = (stage: string) => [
		...askedQuestions(must(reserved[0], 'Family Help'), { answerTo: () => undefined, facts: { stage } })
	];
	expect(asks('early-help')).not.toContain('CP1');
	expect(asks('early-help')).toEqual(expect.arrayContaining(['EH1', 'CIN1']));
	expect(asks('child-protection')).toEqual(expect.arrayContaining(['EH1', 'CIN1', 'CP1']));
});

test('what is asked before court is the same in the Child Journey and in the theme, where some of it is in the short form', () => {
	const plo = (id: string) => shipped.find((one) => one.id === id)?.sections.find((section) => section.id === 'PLO');
	const plain = (id: string) => plo(id)?.questions.map((question) => ({ ...question, dip: false, short: undefined }));
	expect(plain('t19')).toEqual(plain('cj-plo'));
	expect(plo('cj-plo')?.questions.some(({ dip }) => dip)).toBe(false);
	expect(plo('t19-dip')?.questions.map(({ id }) => id)).toEqual(['PLO1', 'PLO2', 'PLO4', 'PLO6', 'PLO7', 'PLO8']);
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
