import { gibibyte, mebibyte, quotaBounds, wrongQuota, type EvidenceQuota } from '#lib/domain/evidence/EvidenceQuota.ts';
import { textOf, type FieldError } from '../../readForm.ts';

export type ReadQuota =
	| { readonly quota: EvidenceQuota; readonly errors: readonly [] }
	| { readonly quota: null; readonly errors: readonly FieldError[] };

/** People think of a day in megabytes and of the whole in gigabytes. */
export function readQuotaForm(form: FormData): ReadQuota {
	const quota = {
		personDayBytes: wholeNumber(textOf(form, 'personDayBytes')) * mebibyte,
		councilBytes: wholeNumber(textOf(form, 'councilBytes')) * gibibyte
	};
	const errors = wrongQuota(quota).map((id) => ({ id, words: boundsWords[id] }));
	return errors.length > 0 ? { quota: null, errors } : { quota, errors: [] };
}

const { personDayBytes, councilBytes } = quotaBounds;
const boundsWords = {
	personDayBytes: `Write a whole number of megabytes from ${personDayBytes.least / mebibyte} to ${personDayBytes.most / mebibyte}`,
	councilBytes: `Write a whole number of gigabytes from ${councilBytes.least / gibibyte} to ${councilBytes.most / gibibyte}`
} as const;

/** "500", and nothing that JavaScript would also call a number. */
function wholeNumber(text: string): number {
	return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}
