import { expect, test } from 'vitest';
import { aSmallTemplate } from '../../../../../../tests/fixtures/records.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { section as shape } from '#lib/domain/templates/Template.ts';
import { partAfter, partAt, partBefore, partsOf } from './parts.ts';

const plans = must(aSmallTemplate().sections[1], 'section');

test('a section runs from its questions to its closing boxes and its grade', () => {
	expect(partsOf(plans, plans.questions).map((part) => part.key)).toEqual([
		...['CJ2.1', 'CJ2.2', 'CJ2.3', 'CJ2.4', 'CJ2.5', 'CJ2.worked', 'CJ2.G']
	]);
});

test('a question that is not asked has no sheet', () => {
	const asked = plans.questions.filter((question) => question.id !== 'CJ2.5');
	expect(partAt(partsOf(plans, asked), 'CJ2.5')).toBeUndefined();
});

test('what Dipper keeps itself stands among the questions by its number', () => {
	const judgement = shape.parse({
		...{
			id: 'CJ11',
			number: '11',
			title: 'Judgement',
			short: 'Judgement',
			graded: false,
			closing: false,
			judgement: true
		},
		builtIn: [
			{ id: 'CJ11.2', number: '11.2', part: 'overall-grade', text: 'Your grade?', guidance: '' },
			{ id: 'CJ11.10', number: '11.10', part: 'actions', text: 'What needs to happen?', guidance: '' }
		],
		questions: [
			{ id: 'CJ11.3', number: '11.3', text: 'Strengths?', kind: 'text', guidance: '' },
			{ id: 'CJ11.1', number: '11.1', text: 'First?', kind: 'text', guidance: '' }
		]
	});
	expect(partsOf(judgement, judgement.questions).map((part) => part.number)).toEqual(['11.1', '11.2', '11.3', '11.10']);
});

test('both closing boxes are found on one sheet, and the last part has none after it', () => {
	const parts = partsOf(plans, plans.questions);
	const closing = must(partAt(parts, 'CJ2.needs'), 'closing');
	expect(closing.key).toBe('CJ2.worked');
	const grade = must(partAfter(parts, closing), 'grade');
	expect(grade.kind).toBe('grade');
	expect(partAfter(parts, grade)).toBeNull();
	expect(partBefore(parts, grade)?.key).toBe('CJ2.worked');
	expect(partBefore(parts, must(parts[0], 'first'))).toBeNull();
	expect(partAt(parts, null)).toBeUndefined();
});
