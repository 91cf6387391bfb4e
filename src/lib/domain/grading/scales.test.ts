import { expect, test } from 'vitest';
import { g4Values, ragValues } from '../audits/values.ts';
import { goodAnswers, possibleAnswers } from '../templates/possibleAnswers.ts';
import { aQuestion } from '../templates/aTemplate.fixture.ts';
import { scaleGrades } from './grades.ts';
import { scaleIds, shippedScales } from './scales.ts';

test('each scale stands under its own name, in an order without repeats', () => {
	expect(Object.values(shippedScales).map(({ id }) => id)).toEqual([...scaleIds]);
	for (const { grades, good } of Object.values(shippedScales)) {
		expect(new Set(grades).size).toBe(grades.length);
		expect(grades.slice(-good.length)).toEqual(good);
		expect(good.length).toBeLessThan(grades.length);
	}
});

test('the four grades of an audit are the scale of inspection', () => {
	expect(shippedScales.ofsted.grades).toEqual([...scaleGrades]);
	expect(Object.values(shippedScales).filter((scale) => scale.gradesAudits)).toEqual([shippedScales.ofsted]);
});

test('a graded question takes the grades of its scale, and that it does not apply', () => {
	expect(new Set(g4Values)).toEqual(new Set([...shippedScales.ofsted.grades, 'na']));
	expect(new Set(possibleAnswers(aQuestion({ id: 'Q1', kind: 'g4' })))).toEqual(new Set(g4Values));
	expect(new Set(goodAnswers('g4'))).toEqual(new Set([...shippedScales.ofsted.good, 'na']));
});

test('a coloured question takes the colours of its scale', () => {
	expect(new Set(ragValues)).toEqual(new Set(shippedScales.rag.grades));
	expect(new Set(possibleAnswers(aQuestion({ id: 'Q1', kind: 'rag' })))).toEqual(new Set(ragValues));
	expect(goodAnswers('rag')).toEqual(shippedScales.rag.good);
});
