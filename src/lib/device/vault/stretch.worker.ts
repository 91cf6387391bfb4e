import type { Bytes } from './bytes.ts';
import type { Derivation } from './Derivation.ts';
import { stretchHere } from './stretchHere.ts';

export type StretchCall = { readonly typed: string; readonly salt: Bytes; readonly how: Derivation };
export type StretchReply = { readonly bytes: Bytes } | { readonly failed: true };

declare const self: DedicatedWorkerGlobalScope;

/** One question in the life of this worker: with it go the 64 MiB, and what was typed. */
self.onmessage = async ({ data: { typed, salt, how } }: MessageEvent<StretchCall>) => {
	try {
		const bytes = await stretchHere(typed, salt, how);
		self.postMessage({ bytes } satisfies StretchReply, [bytes.buffer]);
	} catch {
		// Whoever asked does it on the page's own thread.
		self.postMessage({ failed: true } satisfies StretchReply);
	}
};
