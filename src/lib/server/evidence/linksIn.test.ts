import { expect, test } from 'vitest';
import { linksIn, linksInParked } from './linksIn.ts';

const sha256 = 'b'.repeat(64);
const file = { sha256, name: 'Plan.pdf', kind: 'pdf', bytes: 20, question: 'CJ2.1' };
const link = { key: 'evidence/e1', sha256, file_kind: 'pdf', bytes: 20, by_id: 'ada' };

test('a field that names a file links it to whoever wrote it; its given name is not copied', () => {
	expect(linksIn('evidence/e1', file, 'ada')).toEqual([link]);
});

test.each([
	['a field of another kind', 'note/CJ2.1', file],
	['a file taken off again', 'evidence/e1', null],
	['what names no file', 'evidence/e1', { ...file, sha256: 'x' }]
])('%s links nothing', (_, key, value) => {
	expect(linksIn(key, value, 'ada')).toEqual([]);
});

test('W1: recovered work keeps its files: of an answer one, of an action all', () => {
	const one = { name: 'evidence.attach', args: { ...file, id: 'e1' } };
	expect(linksInParked(one, 'ada')).toEqual([link]);
	const all = {
		name: 'action.complete',
		args: {
			note: 'Done',
			evidence: [
				{ ...file, id: 'e1' },
				{ ...file, id: 'e2' }
			]
		}
	};
	expect(linksInParked(all, 'ada').map(({ key }) => key)).toEqual(['evidence/e1', 'evidence/e2']);
});

test.each([
	['another change', { name: 'note.set', args: { ...file, id: 'e1' } }],
	['arguments of no shape', { name: 'evidence.attach', args: 'x' }],
	['no change at all', null]
])('%s has none', (_, change) => {
	expect(linksInParked(change, 'ada')).toEqual([]);
});
