import { expect, test } from 'vitest';
import { headersDigest } from './headersDigest.ts';

const columns = (...headers: string[]) => ({
	columns: headers.map((header, index) => ({ index, letter: 'A', header, isPersonal: false }))
});

test('the same headers are one mapping, whatever their spaces and capitals', () => {
	expect(headersDigest(columns('Ref', 'Team'))).toMatch(/^[0-9a-f]{64}$/);
	expect(headersDigest(columns('REF ', 'team'))).toBe(headersDigest(columns('Ref', 'Team')));
});

test('another order, or another column, is another mapping', () => {
	const own = headersDigest(columns('Ref', 'Team'));
	expect(headersDigest(columns('Team', 'Ref'))).not.toBe(own);
	expect(headersDigest(columns('Ref', 'Team', 'Stage'))).not.toBe(own);
});
