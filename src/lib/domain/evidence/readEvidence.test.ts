import { expect, test } from 'vitest';
import type { Field, Json } from '../changes/RecordState.ts';
import { isPicture, readEvidence } from './readEvidence.ts';

const field = (value: Json, at = '2026-03-10T16:20:00.000Z'): Field => ({ ver: 1, value, by: 'tom', at });
const file = { sha256: 'a'.repeat(64), name: 'Contingency page.pdf', kind: 'pdf', bytes: 1200 };

test('files stand in the order they came, with the question they belong to', () => {
	const fields = new Map([
		['evidence/2', field({ ...file, question: 'CJ2.1' }, '2026-03-11T09:00:00.000Z')],
		['evidence/1', field(file)]
	]);
	expect(readEvidence(fields)).toEqual([
		{ id: '1', question: null, by: 'tom', at: '2026-03-10T16:20:00.000Z', ...file },
		{ id: '2', by: 'tom', at: '2026-03-11T09:00:00.000Z', ...file, question: 'CJ2.1' }
	]);
});

test('what was taken off, and what is no file, is not there', () => {
	const fields = new Map([
		['evidence/1', field(null)],
		['evidence/2', field({ ...file, kind: 'svg' })],
		['progress/1', field(file)]
	]);
	expect(readEvidence(fields)).toEqual([]);
});

test('pictures are shown, documents are not', () => {
	expect((['png', 'jpeg', 'heic', 'pdf', 'docx'] as const).map((kind) => isPicture({ kind }))).toEqual([
		true,
		true,
		true,
		false,
		false
	]);
});
