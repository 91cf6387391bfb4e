import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCase } from './aCase.fixture.ts';
import { numberHouseholds, partMarks, readCaseRefs } from './caseMarks.ts';
import { frameCase, type ImportedCase } from './SamplingFrame.ts';

const imported = (caseRef: string, known: Partial<ImportedCase> = {}): ImportedCase => ({
	...aCase(caseRef),
	...known
});

test('case numbers are read as they are pasted, each once, and a name among them is told apart', () => {
	expect(readCaseRefs(' 9X-1\r\n9X-2,9x-2;\t9X 3\n\nSam Okafor')).toEqual({
		refs: ['9X-1', '9x-2', '9X 3'],
		unusable: ['Sam Okafor']
	});
	expect(readCaseRefs(' \n ,')).toEqual({ refs: [], unusable: [] });
});

test('marks are parted from the cases, and no case carries one on', () => {
	const { cases, told } = partMarks([
		imported('9x-1', { restricted: true, complaint: false, household: 'h1' }),
		imported('9X-2', { restricted: false, complaint: true, household: null })
	]);
	expect(cases).toEqual([aCase('9x-1'), aCase('9X-2')]);
	expect(told).toEqual({
		kinds: ['restricted', 'complaint', 'household'],
		marks: [
			{ key: '9X-1', kind: 'restricted', household: null },
			{ key: '9X-1', kind: 'household', household: 'h1' },
			{ key: '9X-2', kind: 'complaint', household: null }
		]
	});
});

test('an import without such columns says nothing of marks', () => {
	expect(partMarks([imported('9X-1')]).told).toEqual({ kinds: [], marks: [] });
	expect(partMarks([imported('9X-1', { complaint: false })]).told).toEqual({ kinds: ['complaint'], marks: [] });
});

test('a household keeps who shares it and not its number; a child alone in theirs keeps nothing', () => {
	const numbered = numberHouseholds([
		imported('9X-1', { household: 'FAM-77' }),
		imported('9X-2', { household: 'FAM-12' }),
		imported('9X-3', { household: 'fam-77' }),
		imported('9X-4', { household: null }),
		imported('9X-5')
	]);
	expect(numbered.map(({ household }) => household)).toEqual(['h1', null, 'h1', null, undefined]);
});

test('whatever is imported: two children share a household after it as before it, and no case keeps a mark', () => {
	const family = fc.constantFrom('A1', 'a1', 'B2', 'C3', null);
	fc.assert(
		fc.property(fc.array(family, { maxLength: 12 }), (families) => {
			const cases = families.map((household, at) => imported(`9X-${at}`, { household }));
			const numbered = numberHouseholds(cases);
			for (const [at, one] of numbered.entries()) {
				for (const [other, two] of numbered.entries()) {
					if (at === other) continue;
					const own = families[at]?.toUpperCase() ?? null;
					const shares = own !== null && own === families[other]?.toUpperCase();
					expect((one.household ?? null) !== null && one.household === two.household).toBe(shares);
				}
			}
			for (const one of partMarks(numbered).cases) expect(frameCase.safeParse(one).success).toBe(true);
		})
	);
});
