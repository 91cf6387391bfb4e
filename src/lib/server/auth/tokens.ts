import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits in characters that survive a cookie, a URL and being read aloud from a console. */
export function makeToken(): string {
	return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token: whoever reads the database cannot come in with it. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
