import type { Page } from '@playwright/test';
import { must } from '#lib/domain/shared/Result.ts';
import { unwrapRoot, wrap } from '#lib/device/vault/wraps.ts';

/**
 * The keys of everyone on this tablet as bytes, got as a thief with the passphrase would: the wraps are plain rows.
 * The product has no way to give them out.
 */
export async function rawKeysOf(page: Page, passphrase: string): Promise<Buffer[]> {
	const rows = await page.evaluate(
		() =>
			new Promise<{ slot: string; wraps: unknown[] }[]>((resolve, reject) => {
				const opening = indexedDB.open('dipper-people');
				opening.onerror = () => reject(new Error('no people'));
				opening.onsuccess = () => {
					const asked = opening.result.transaction('people').objectStore('people').getAll();
					asked.onsuccess = () => {
						opening.result.close();
						resolve(asked.result as { slot: string; wraps: unknown[] }[]);
					};
				};
			})
	);
	const keys: Buffer[] = [];
	for (const row of rows) {
		const byPassphrase = row.wraps.map((one) => wrap.parse(one)).find((one) => one.kind === 'passphrase');
		const root = await unwrapRoot(must(byPassphrase, 'a wrap under a passphrase'), passphrase, row.slot);
		keys.push(...(await derivedFrom(must(root ?? undefined, 'the key under this passphrase'))));
	}
	return keys;
}

async function derivedFrom(root: Uint8Array<ArrayBuffer>): Promise<Buffer[]> {
	const material = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveBits']);
	const derive = async (info: string) => {
		const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new TextEncoder().encode(info) };
		return Buffer.from(await crypto.subtle.deriveBits(how, material, 256));
	};
	const raw = [Buffer.from(root), await derive('dipper seal 1'), await derive('dipper names 1')];
	return raw.flatMap((key) => [key, Buffer.from(key.toString('base64')), Buffer.from(key.toString('hex'))]);
}

/** A text as a browser may have written it: one byte a letter, or two. */
export function asWritten(...texts: readonly string[]): Buffer[] {
	return texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
}
