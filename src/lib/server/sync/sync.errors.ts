import { Refusal } from '../Refusal.ts';

export { tryLater } from '../Refusal.ts';

/** The refusals of sync by their names on the wire (SPEC.md W, P4). */
export const malformedEnvelope = () => new Refusal('ENVELOPE', 422);
export const unknownClient = () => new Refusal('CLIENT_UNKNOWN', 422);
export const notYourClient = () => new Refusal('NOT_YOUR_CLIENT', 403);
export const deviceRevoked = () => new Refusal('DEVICE_REVOKED', 403);
export const noClientHeader = () => new Refusal('CLIENT_HEADER', 403);
export const tooMuch = () => new Refusal('TOO_LARGE', 413);
export const upgradeNeeded = () => new Refusal('UPGRADE', 426);
export const signedOut = () => new Refusal('SIGN_IN', 401);
