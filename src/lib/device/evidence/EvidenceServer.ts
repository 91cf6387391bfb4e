import { partsHeader, readParts, tabletHeader } from '#lib/protocol/evidence.ts';
import { clientHeader } from '#lib/protocol/version.ts';
import type { Bytes } from '../vault/bytes.ts';

export type EvidenceReply =
	| { readonly kind: 'done' }
	/** Of a HEAD: which parts are there. */
	| { readonly kind: 'parts'; readonly parts: readonly number[] }
	| { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly retryAfter: number | null }
	| { readonly kind: 'no-signal' };

/** Where files go (SPEC.md P14). */
export interface EvidenceServer {
	head(clientId: string, sha256: string): Promise<EvidenceReply>;
	put(clientId: string, sha256: string, part: number, bytes: Bytes): Promise<EvidenceReply>;
	complete(clientId: string, sha256: string, bytes: number, parts: number): Promise<EvidenceReply>;
}

/** A part of 256 KiB at two kilobytes a second. */
const patience = 120_000;

export function httpEvidenceServer(send: typeof fetch = (...args) => fetch(...args)): EvidenceServer {
	const ask = async (clientId: string, path: string, init: RequestInit): Promise<EvidenceReply> => {
		try {
			const response = await send(`/api/sync/v1/evidence/${path}`, {
				...init,
				headers: { ...init.headers, [clientHeader]: '1', [tabletHeader]: clientId },
				credentials: 'same-origin',
				cache: 'no-store',
				redirect: 'error',
				signal: AbortSignal.timeout(patience)
			});
			return await read(response);
		} catch {
			return { kind: 'no-signal' };
		}
	};
	return {
		async head(clientId, sha256) {
			const reply = await ask(clientId, sha256, { method: 'HEAD' });
			return reply.kind === 'refused' && reply.status === 404 ? { kind: 'parts', parts: [] } : reply;
		},
		put: (clientId, sha256, part, body) =>
			ask(clientId, `${sha256}?part=${part}`, {
				method: 'PUT',
				headers: { 'Content-Type': 'application/octet-stream' },
				body
			}),
		complete: (clientId, sha256, bytes, parts) =>
			ask(clientId, `${sha256}/complete`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ bytes, parts })
			})
	};
}

async function read(response: Response): Promise<EvidenceReply> {
	const parts = response.headers.get(partsHeader);
	if (response.ok)
		return response.status === 204 && parts !== null ? { kind: 'parts', parts: readParts(parts) } : { kind: 'done' };
	const retry = Number(response.headers.get('Retry-After') ?? Number.NaN);
	return {
		kind: 'refused',
		status: response.status,
		code: codeIn(await response.text()),
		retryAfter: Number.isFinite(retry) ? retry : null
	};
}

/** Boxes on the way answer with pages of their own, which have no code. */
function codeIn(text: string): string {
	return /"code"\s*:\s*"([A-Z_]+)"/.exec(text)?.[1] ?? '';
}
