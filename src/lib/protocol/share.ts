import { z } from 'zod';

/** Asks for this person's half of the key of this tablet (SPEC.md V2 c). The client must be registered. */
export const shareRequest = z.looseObject({ proto: z.number().int(), clientId: z.uuid() });
export type ShareRequest = z.infer<typeof shareRequest>;

export const shareAnswer = z.looseObject({
	/** 32 bytes in base64; another id means that it was changed, and what it opened no longer opens. */
	share: z.looseObject({ id: z.string(), secret: z.string() }),
	/** Whole seconds since the person typed their password: a tablet locked after that asks them again. */
	signedInFor: z.number().int().min(0)
});
export type ShareAnswer = z.infer<typeof shareAnswer>;
