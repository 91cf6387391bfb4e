import { describe, expect, test } from 'vitest';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { anAudit, aSmallTemplate } from '../../../../tests/fixtures/records.ts';
import { readAudit } from '../audits/readAudit.ts';
import type { Field, Json } from '../changes/RecordState.ts';
import { must } from '../shared/Result.ts';
import { answersHeard, type Heard } from './answersHeard.ts';

const journey = must(
	shippedTemplates().find(({ id }) => id === 'cj'),
	'the Child Journey'
);
const today = '2026-03-12';
const field = (value: Json): Field => ({ ver: 1, value, by: 'dana', at: '2026-03-12T10:00:00.000Z' });
const audit = (fields: Record<string, Field> = {}, template = journey) => readAudit(anAudit({}, fields), template);
const given = (heard: Partial<Heard> & Pick<Heard, 'from'>, fields: Record<string, Field> = {}) =>
	Object.fromEntries(
		answersHeard(audit(fields), { said: [], text: '', ...heard }, today).map(({ question, value }) => [question, value])
	);
const say = (...pairs: readonly [string, string][]) => pairs.map(([about, value]) => ({ about, value }));

describe('a child’s faces', () => {
	test('are the answers of the four questions, and how they were obtained', () => {
		const said = say(['knows-why', '5'], ['agrees', '3'], ['listened-to', '4'], ['safer', '1']);
		expect(given({ from: 'child', said })).toEqual({
			'CJ10.1': 'obtained-by-auditor',
			'CJ10.2a': 'yes',
			'CJ10.2b': 'partly',
			'CJ10.2c': 'yes',
			'CJ10.2d': 'no'
		});
	});

	test('a question that was passed over is not answered for the child', () => {
		expect(given({ from: 'child', said: say(['agrees', '3']) })).toEqual({
			'CJ10.1': 'obtained-by-auditor',
			'CJ10.2b': 'partly'
		});
	});

	test('what the auditor had written stays', () => {
		const said = say(['safer', '1']);
		expect(
			given({ from: 'child', said }, { 'answer/CJ10.2d': field('yes'), 'answer/CJ10.1': field('declined') })
		).toEqual({});
	});
});

describe('a parent and a partner', () => {
	test.each([
		[['yes', 'yes', 'yes', 'yes'], 'yes'],
		[['no', 'no'], 'no'],
		[['yes', 'partly', 'yes', 'yes'], 'partly'],
		[['partly', 'partly'], 'partly'],
		[['yes', ''], 'yes']
	])('%j is %s', (values, answer) => {
		const said = values.map((value, at) => ({ about: String(at), value }));
		expect(given({ from: 'parent', said })).toEqual({ 'CJ10.3a': answer });
		expect(given({ from: 'partner', said })).toEqual({ 'CJ10.4': answer });
	});

	test('a parent’s words are what they would change', () => {
		expect(given({ from: 'parent', text: 'Ring when you say you will.' })).toEqual({
			'CJ10.3b': 'Ring when you say you will.'
		});
		expect(given({ from: 'partner' })).toEqual({});
	});
});

test('the worker’s words are what they said, on the day they said them', () => {
	const said = say(['in-the-way', 'Forms.'], ['needs', '']);
	expect(given({ from: 'practitioner', text: 'I see the drift.', said })).toEqual({
		'CJ10.5': 'I see the drift.\nForms.',
		'CJ11.5a': today,
		'CJ11.5b': 'I see the drift.'
	});
});

test('a set that does not ask is not answered', () => {
	const small = audit({}, aSmallTemplate());
	expect(answersHeard(small, { from: 'child', said: say(['safer', '1']), text: '' }, today)).toEqual([]);
});

test('every variant of the Child Journey asks under these ids', () => {
	const variants = shippedTemplates().filter(({ id }) => id.startsWith('cj'));
	expect(variants.length).toBeGreaterThan(8);
	for (const variant of variants) {
		const heard = answersHeard(audit({}, variant), { from: 'child', said: say(['safer', '5']), text: '' }, today);
		expect(
			heard.map(({ question }) => question),
			variant.id
		).toEqual(['CJ10.1', 'CJ10.2d']);
	}
});
