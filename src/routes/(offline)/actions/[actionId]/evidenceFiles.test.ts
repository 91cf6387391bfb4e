import { expect, test } from 'vitest';
import type { Field, Json } from '#lib/domain/changes/RecordState.ts';
import { evidenceFiles } from './evidenceFiles.ts';

const field = (value: Json): Field => ({ ver: 1, value, by: 'tom', at: '2026-03-10T16:20:00.000Z' });

test('files stand by the name they were given; what was taken away is not there', () => {
	const fields = new Map([
		['evidence/1', field({ name: 'Contingency page.pdf', kind: 'application/pdf', bytes: 1200 })],
		['evidence/2', field(null)],
		['progress/1', field({ name: 'not a file' })]
	]);
	expect(evidenceFiles(fields)).toEqual([{ id: '1', name: 'Contingency page.pdf' }]);
});
