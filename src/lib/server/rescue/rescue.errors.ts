import { Refusal } from '../Refusal.ts';

/** Not signed by the key this tablet registered. */
export const badSignature = () => new Refusal('SIGNATURE', 403);
/** Sealed under another key than the one this person's hello told of: not made by them. */
export const foreignSeal = () => new Refusal('SEAL', 403);
/** Wrapped for a recovery key whose private half is not here. */
export const noRecoveryKey = () => new Refusal('RECOVERY_KEY', 409);
/** Wrapped for a key of ours, and does not open with it. */
export const badWrap = () => new Refusal('RECOVERY_WRAP', 409);
export const tooOften = () => new Refusal('TOO_MANY_TRIES', 429, { 'Retry-After': '60' });
export const notRescueFile = () => new Refusal('RESCUE_FILE', 422);
