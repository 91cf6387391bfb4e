import { expect, test } from 'vitest';
import { countGiven, fieldOf, readAuditors, readGiven } from './readAllocation.ts';

function aForm(...entries: [string, string][]): FormData {
	const form = new FormData();
	for (const [name, value] of entries) form.append(name, value);
	return form;
}

test('whoever is ticked takes part, once', () => {
	expect(readAuditors(aForm(['who', 'tom'], ['who', 'ann'], ['who', 'tom'], ['who', '']))).toEqual(['tom', 'ann']);
	expect(readAuditors(aForm())).toEqual([]);
});

test('a case goes to whom was chosen; one that was not chosen waits', () => {
	const form = aForm([fieldOf('9X-1'), 'tom'], [fieldOf('9X-2'), ''], [fieldOf('9X-9'), 'ann']);
	expect(readGiven(form, ['9X-1', '9X-2', '9X-3'])).toEqual([{ caseRef: '9X-1', auditor: 'tom' }]);
});

test('a case number may hold anything', () => {
	expect(readGiven(aForm([fieldOf('9X/1 a'), 'tom']), ['9X/1 a'])).toHaveLength(1);
});

test('what each person gets is counted', () => {
	const given = ['a', 'b', 'b'].map((auditor, index) => ({ caseRef: `9X-${index}`, auditor }));
	expect(countGiven(given)).toEqual([
		{ auditor: 'b', count: 2 },
		{ auditor: 'a', count: 1 }
	]);
});
