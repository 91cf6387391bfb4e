import { publicKey, type PublicKey } from '#lib/protocol/deviceKey.ts';
import type { People } from '../store/People.ts';

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/**
 * What the tablet signs a rescue with (SPEC.md V4). Made once; a tablet set up by an older build makes it at its next
 * start. It opens nothing: whoever copies the disk can at most send sealed work to where it belongs.
 */
export async function tabletKey(people: People): Promise<CryptoKeyPair> {
	const known = await people.signingKey();
	if (known !== null) return known;
	return people.keepSigningKey(await crypto.subtle.generateKey(ecdsa, false, ['sign', 'verify']));
}

export async function publicHalf({ publicKey: key }: CryptoKeyPair): Promise<PublicKey> {
	return publicKey.parse(await crypto.subtle.exportKey('jwk', key));
}
