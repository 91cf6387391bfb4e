import type { Fields } from '#lib/domain/changes/RecordState.ts';
import { canonicalJson } from './canonical.ts';

async function sha256Hex(text: string): Promise<string> {
	const bytes = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `h` of a change: over everything that arrived but `h` itself, unknown members too (P1). */
export function changeHash(change: { readonly [member: string]: unknown }): Promise<string> {
	const { h: _, ...rest } = change;
	return sha256Hex(canonicalJson(rest));
}

/** A record's digest: the first 16 bytes, hex, of SHA-256 over the sorted `key:ver` lines (W5, P7). */
export async function recordDigest(fields: Fields): Promise<string> {
	const lines = [...fields].map(([key, field]) => `${key}:${field.ver}`);
	lines.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
	return (await sha256Hex(lines.join('\n'))).slice(0, 32);
}
