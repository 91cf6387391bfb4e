import { partsHeader, writeParts, type EvidenceCode } from '#lib/protocol/evidence.ts';
import { Refusal } from '../Refusal.ts';

/** Said of what is not there, not attached by this person and not theirs to see alike: nothing tells what exists. */
export const evidenceNotFound = () => refuse('NOT_FOUND', 404);
export const partOutOfRange = () => refuse('PART_RANGE', 422);
export const partDiffers = () => refuse('PART_DIFFERS', 409);
export const partsMissing = (there: readonly number[]) =>
	refuse('PARTS_MISSING', 409, { [partsHeader]: writeParts(there) });
export const lengthMismatch = () => refuse('LENGTH_MISMATCH', 422);
export const hashMismatch = () => refuse('HASH_MISMATCH', 422);
export const wrongType = () => refuse('WRONG_TYPE', 422);
export const virusFound = () => refuse('VIRUS', 422);
/** Tomorrow there is room again; asking each hour costs nothing. */
export const personQuota = () => refuse('QUOTA_PERSON', 429, { 'Retry-After': '3600' });
export const councilQuota = () => refuse('QUOTA_COUNCIL', 507, { 'Retry-After': '3600' });
export const scannerDown = () => new Refusal('SCANNER_DOWN', 503, { 'Retry-After': '60' });

function refuse(code: EvidenceCode, status: number, headers: Record<string, string> = {}) {
	return new Refusal(code, status, headers);
}
