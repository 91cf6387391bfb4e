import { expect, test } from 'vitest';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import { findQuestion } from '#lib/domain/audits/keys.ts';
import { isValueOf } from '#lib/domain/audits/values.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { anAudit } from '../../../../tests/fixtures/records.ts';
import { answerByKey, isChoice } from './answerByKey.ts';

const today = '2026-03-12';
const template = must(
	shippedTemplates().find(({ id }) => id === 't29-dip'),
	'the shipped dip sample'
);
const facts = {
	stage: 'child-protection',
	ageBand: '5-7',
	planType: null,
	legalStatus: null,
	uasc: null,
	disability: null,
	dates: { cppVisitOn: '2026-02-09', cppReviewOn: '2026-02-26' },
	importedOn: '2026-03-09'
} as const;
const audit = readAudit(anAudit({ case: facts, template: { id: template.id, ver: template.version } }), template);
const press = (question: string, key: string) =>
	answerByKey(must(findQuestion(template, question), question), audit, key, today);

test('letters and places choose a tile, whatever the case of the letter', () => {
	expect(['y', 'P', 'n', 'A'].map((key) => press('T29.1', key))).toEqual(['yes', 'partly', 'no', 'na']);
	expect(['1', '2', '3', '4'].map((key) => press('T29.1', key))).toEqual(['yes', 'partly', 'no', 'na']);
	expect(['1', '4'].map((key) => press('X3', key))).toEqual(['outstanding', 'inadequate']);
	expect(press('X1', '3')).toBe('cannot-tell');
	expect(press('T29.2', '4')).toBe('real');
});

test('a key that answers nothing is left to the page', () => {
	for (const key of ['5', '0', 'x', 'Enter', 'ArrowDown', ' ', '', '12']) expect(press('T29.1', key)).toBeNull();
	expect(press('X2', 'y')).toBeNull();
});

test('Y says that the dates of the import are right, where it has what is asked for', () => {
	expect(press('T29.4', 'y')).toEqual({ from: '2026-02-26', to: today });
	expect(press('T29.4', 'n')).toBeNull();
	expect(press('T29.5', 'y')).toBeNull();
});

test('every key gives a value of the question’s kind, in every shipped dip sample', () => {
	const questions = shippedTemplates()
		.filter(({ family }) => family === 'dip')
		.flatMap(({ sections }) => sections.flatMap((section) => section.questions));
	expect(questions.length).toBeGreaterThan(150);
	for (const question of questions)
		for (const key of 'ypna123456789') {
			const value = answerByKey(question, audit, key, today);
			if (value !== null) expect(isValueOf(question, value)).toBe(true);
		}
});

test('one tile of several makes a choice; words, numbers and lists do not', () => {
	expect((['ynp', 'g4', 'gate', 'rag', 'pick'] as const).every((kind) => isChoice({ kind }))).toBe(true);
	expect((['text', 'num', 'multi', 'date', 'time'] as const).some((kind) => isChoice({ kind }))).toBe(false);
});
