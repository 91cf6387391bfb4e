import { expect, test } from 'vitest';
import { aSmallTemplate } from '../../../../tests/fixtures/records.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { must } from '../shared/Result.ts';
import {
	findQuestion,
	findSection,
	isGradedSection,
	isNoteKey,
	needsKey,
	questionOf,
	sectionOf,
	workedKey
} from './keys.ts';

const template = aSmallTemplate();

test.each([
	['CJ2.1', 'CJ2.1'],
	['CJ2.1~2', 'CJ2.1'],
	['CJ2.1~2~3', 'CJ2.1'],
	['', '']
])('P12: the answer %j is to the question %j', (key, question) => {
	expect(questionOf(key)).toBe(question);
});

test('P12: a question and its section are found by any of its answers', () => {
	expect(findQuestion(template, 'CJ3.1~2')?.id).toBe('CJ3.1');
	expect(sectionOf(template, 'CJ3.1~2')?.id).toBe('CJ3');
	expect(findQuestion(template, 'CJ9.1')).toBeUndefined();
	expect(sectionOf(template, 'CJ2')).toBeUndefined();
	expect(findSection(template, 'CJ2')?.title).toBe('Plans and planning');
});

test.each(shippedTemplates())(
	'every question and section of $id can be found, noted and graded by its id',
	(shipped) => {
		for (const section of shipped.sections) {
			for (const key of [workedKey(section), needsKey(section)]) expect(isNoteKey(shipped, key), key).toBe(true);
			expect(isGradedSection(shipped, section.id)).toBe(section.graded);
			for (const question of section.questions) {
				expect(must(findQuestion(shipped, question.id), question.id)).toBe(question);
				expect(sectionOf(shipped, question.id)).toBe(section);
				expect(isNoteKey(shipped, question.id)).toBe(true);
			}
		}
		expect(isNoteKey(shipped, 'overall')).toBe(false);
		expect(isGradedSection(shipped, 'overall')).toBe(false);
	}
);
