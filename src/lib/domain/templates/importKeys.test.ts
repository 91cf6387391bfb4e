import { expect, test } from 'vitest';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { prefillKeys, prefillKeysFor } from './importKeys.ts';
import { kinds } from './Template.ts';

test('what may fill a question of a kind is what the frame keeps; a judgement is never filled', () => {
	for (const kind of kinds) for (const key of prefillKeysFor(kind)) expect(prefillKeys).toContain(key);
	for (const kind of ['ynp', 'g4', 'gate', 'rag', 'num', 'multi', 'time'] as const)
		expect(prefillKeysFor(kind)).toEqual([]);
	expect(prefillKeysFor('date')).toContain('cinStartedOn');
	expect(prefillKeysFor('text')).not.toContain('cinStartedOn');
});

test('every shipped question is filled with what its kind can take, so that the editor can show it', () => {
	const filled = shippedTemplates().flatMap(({ sections }) =>
		sections.flatMap(({ questions }) => questions.filter(({ prefill }) => prefill !== undefined))
	);
	expect(filled.length).toBeGreaterThan(5);
	for (const { id, kind, prefill } of filled) expect(prefillKeysFor(kind), id).toContain(prefill);
});
