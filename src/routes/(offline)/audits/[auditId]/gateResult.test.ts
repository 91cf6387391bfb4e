import { expect, test } from 'vitest';
import { aSmallTemplate, id } from '../../../../../tests/fixtures/records.ts';
import type { Answer } from '#lib/domain/audits/readAudit.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { gateResult } from './gateResult.ts';

const safety = { ...must(aSmallTemplate().sections[0], 'section'), gate: true };
const answered = (value: string) => ({
	answers: new Map<string, Answer>([
		['CJ1.1', { value, by: id(10), at: '2026-03-12T14:02:00.000Z', isConflict: false }]
	])
});

test('a gate stands in place of a grade', () => {
	expect(gateResult(answered('safe'), safety)).toBe('Safe');
	expect(gateResult(answered('cannot-tell'), safety)).toBe('Cannot tell');
});

test('nothing is said before it is answered, nor of a section that is no gate', () => {
	expect(gateResult({ answers: new Map() }, safety)).toBeNull();
	expect(gateResult(answered('concern'), { ...safety, gate: false })).toBeNull();
});

test('a concern outweighs what is safe', () => {
	const two = {
		...safety,
		questions: [...safety.questions, ...safety.questions.map((one) => ({ ...one, id: 'CJ1.2' }))]
	};
	const answers = new Map([
		...answered('safe').answers,
		['CJ1.2', must(answered('concern').answers.get('CJ1.1'), 'answer')]
	]);
	expect(gateResult({ answers }, two)).toBe('Concern');
});
