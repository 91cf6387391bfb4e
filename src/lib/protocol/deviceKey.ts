import { z } from 'zod';

/** 32 bytes in base64url, as a coordinate of P-256 is written. */
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** The public half of a key on P-256. Whatever else came with it, a private half too, is left where it was. */
export const publicKey = z.object({
	kty: z.literal('EC'),
	crv: z.literal('P-256'),
	x: coordinate,
	y: coordinate
});
export type PublicKey = z.infer<typeof publicKey>;

export function isSameKey(a: PublicKey, b: PublicKey): boolean {
	return a.x === b.x && a.y === b.y;
}
