import { z } from 'zod';
import { cleanText } from '#lib/domain/shared/text.ts';

/** The protocol this build speaks. The server supports this one and the one before for 12 months (W8). */
export const protocolVersion = 1;

export const limits = {
	/** A push request's body. */
	maxBatchBytes: 256 * 1024,
	maxChanges: 500,
	/** Canonical bytes of one change; above it is parked TOO_LARGE, above `changeCeiling` it cannot be in a batch. */
	changeBytes: 64 * 1024,
	pullBytes: 1024 * 1024
} as const;

/** Every request to sync carries it: a form on another site cannot. */
export const clientHeader = 'X-Dipper-Client';

/** What a tablet calls its build. No database keeps a NUL, and nothing that was saved may wait because of a name. */
export const buildName = z.string().max(100).overwrite(cleanText);
