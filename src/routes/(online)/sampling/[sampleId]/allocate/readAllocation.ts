import { textOf } from '../../../readForm.ts';

export type Given = { readonly caseRef: string; readonly auditor: string };
const casePrefix = 'case-';

/** Who takes part, as ticked. */
export function readAuditors(form: FormData): string[] {
	return [...new Set(form.getAll('who').filter((id): id is string => typeof id === 'string' && id !== ''))];
}

/** Which case goes to whom; cases that go to nobody yet are left out. */
export function readGiven(form: FormData, caseRefs: readonly string[]): Given[] {
	return caseRefs
		.map((caseRef) => ({ caseRef, auditor: textOf(form, casePrefix + caseRef) }))
		.filter(({ auditor }) => auditor !== '');
}

export function fieldOf(caseRef: string): string {
	return casePrefix + caseRef;
}

/** How many each person gets, the fullest first. */
export function countGiven(given: readonly Given[]): { readonly auditor: string; readonly count: number }[] {
	return [...Map.groupBy(given, ({ auditor }) => auditor)]
		.map(([auditor, of]) => ({ auditor, count: of.length }))
		.sort((a, b) => b.count - a.count || (a.auditor < b.auditor ? -1 : 1));
}
