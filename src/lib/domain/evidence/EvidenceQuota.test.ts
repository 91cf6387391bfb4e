import { expect, test } from 'vitest';
import { gibibyte, mebibyte, quotaBounds, usualQuota, wrongQuota } from './EvidenceQuota.ts';

test('what is usual is within the bounds, and so are the bounds', () => {
	expect(wrongQuota(usualQuota)).toEqual([]);
	const { personDayBytes, councilBytes } = quotaBounds;
	for (const end of ['least', 'most'] as const)
		expect(wrongQuota({ personDayBytes: personDayBytes[end], councilBytes: councilBytes[end] })).toEqual([]);
});

test('too little, too much and no whole number are named', () => {
	expect(wrongQuota({ ...usualQuota, personDayBytes: 49 * mebibyte })).toEqual(['personDayBytes']);
	expect(wrongQuota({ ...usualQuota, councilBytes: 2049 * gibibyte })).toEqual(['councilBytes']);
	expect(wrongQuota({ personDayBytes: Number.NaN, councilBytes: gibibyte + 0.5 })).toEqual([
		'personDayBytes',
		'councilBytes'
	]);
});
