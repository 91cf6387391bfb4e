import { expect, test } from 'vitest';
import type { TemplateDraft } from '#lib/domain/templates/editing/TemplateDraft.ts';
import { hashOf, hashOfProblem, placeAt, placeWords } from './place.ts';

const question = {
	id: 'S1.1',
	number: '1.1',
	text: 'Is it?',
	kind: 'ynp' as const,
	guidance: '',
	alerts: [],
	dip: false,
	optional: false,
	themes: []
};
const draft: TemplateDraft = {
	id: 'own',
	version: 1,
	title: 'T',
	short: 'T',
	family: 'themed',
	purpose: '',
	auditor: '',
	window: { evidence: 12, judgement: 6 },
	scale: 'ofsted',
	grading: { overall: false, suggestion: 'lower-median', caps: [] },
	sections: [
		{ id: 'S1', number: '1', title: 'One', short: 'One', graded: false, closing: false, questions: [question] }
	]
};

test.each([
	['', { is: 'about' }],
	['about', { is: 'about' }],
	['grading', { is: 'grading' }],
	['cap-c1', { is: 'grading' }],
	['S1', { is: 'section', id: 'S1' }],
	['S1.1', { is: 'question', id: 'S1.1' }],
	['S9.9', { is: 'about' }]
])('the address #%s opens %j', (hash, place) => {
	expect(placeAt(draft, hash)).toEqual(place);
	if (hash !== '' && hash !== 'S9.9' && !hash.startsWith('cap-')) expect(hashOf(placeAt(draft, hash))).toBe(hash);
});

test('a problem leads to where it is put right, and says where that is', () => {
	expect([
		hashOfProblem(draft, { section: 'S1', question: 'S1.1' }),
		placeWords(draft, { section: 'S1', question: 'S1.1' })
	]).toEqual(['S1.1', '1.1']);
	expect([
		hashOfProblem(draft, { section: 'S1', question: 'J.1' }),
		placeWords(draft, { section: 'S1', question: 'J.1' })
	]).toEqual(['S1', 'Section 1']);
	expect([hashOfProblem(draft, { cap: 'c' }), placeWords(draft, { cap: 'c' })]).toEqual(['grading', 'The grade']);
	expect([hashOfProblem(draft, {}), placeWords(draft, {})]).toEqual(['about', 'About it']);
});
