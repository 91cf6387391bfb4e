import { expect, test } from 'vitest';
import { anAudit } from '../../../../tests/fixtures/records.ts';
import { matching } from './matching.ts';

const listing = (caseRef: string) => ({
	id: caseRef,
	head: anAudit({ caseRef }).head,
	judged: 0,
	asked: 1,
	alerts: 0,
	conflicts: 0,
	unsent: 0
});
const all = [listing('9X-104823'), listing('9X-103377')];
const found = (typed: string) => matching(all, typed).map(({ id }) => id);

test('part of a case number finds it, dashed or not', () => {
	expect(found('1048')).toEqual(['9X-104823']);
	expect(found('9x 1033')).toEqual(['9X-103377']);
});

test('nothing typed finds all, and what is nowhere finds none', () => {
	expect(found('  ')).toHaveLength(2);
	expect(found('555')).toEqual([]);
});
