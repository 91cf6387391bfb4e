import { evidenceLimits, partCount } from '#lib/protocol/evidence.ts';
import { toHex, type Bytes } from '../vault/bytes.ts';
import type { EvidenceReply, EvidenceServer } from './EvidenceServer.ts';

export type EvidenceFault =
	{ readonly status: number; readonly code: string; readonly retryAfter?: number } | 'no-signal';

/** The server's side of P14 in memory: takes files that may come, and fails on demand. */
export class TestEvidenceServer implements EvidenceServer {
	readonly parts = new Map<string, Map<number, Bytes>>();
	readonly whole = new Map<string, Bytes>();
	readonly asked: string[] = [];
	/** What may be sent: null, anything. */
	wanted: ReadonlySet<string> | null = null;
	#faults: { readonly what: string; readonly fault: EvidenceFault }[] = [];

	fails(what: 'head' | 'put' | 'complete', ...faults: readonly EvidenceFault[]): void {
		this.#faults.push(...faults.map((fault) => ({ what, fault })));
	}

	async head(_: string, sha256: string): Promise<EvidenceReply> {
		return this.#answer('head', sha256, () => {
			if (this.whole.has(sha256)) return { kind: 'done' };
			return { kind: 'parts', parts: [...(this.parts.get(sha256)?.keys() ?? [])] };
		});
	}

	async put(_: string, sha256: string, part: number, bytes: Bytes): Promise<EvidenceReply> {
		return this.#answer('put', `${sha256}/${part}`, () => {
			if (this.wanted?.has(sha256) === false) return refused(404, 'NOT_FOUND');
			const parts = this.parts.get(sha256) ?? new Map<number, Bytes>();
			this.parts.set(sha256, parts);
			const there = parts.get(part);
			if (there !== undefined && toHex(there) !== toHex(bytes)) return refused(409, 'PART_DIFFERS');
			parts.set(part, bytes);
			return { kind: 'done' };
		});
	}

	async complete(_: string, sha256: string, bytes: number, parts: number): Promise<EvidenceReply> {
		const held = this.parts.get(sha256) ?? new Map<number, Bytes>();
		const ordered = [...held].sort(([a], [b]) => a - b).map(([, part]) => part);
		const whole = new Uint8Array(await new Blob(ordered).arrayBuffer());
		const hash = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', whole)));
		return this.#answer('complete', sha256, () => {
			if (held.size < parts) return refused(409, 'PARTS_MISSING');
			this.parts.delete(sha256);
			if (hash !== sha256 || whole.length !== bytes || partCount(bytes) !== parts) return refused(422, 'HASH_MISMATCH');
			this.whole.set(sha256, whole);
			return { kind: 'done' };
		});
	}

	#answer(what: string, about: string, work: () => EvidenceReply): EvidenceReply {
		this.asked.push(`${what} ${about.slice(0, 4)}${about.slice(64)}`);
		const at = this.#faults.findIndex((one) => one.what === what);
		const [found] = at === -1 ? [] : this.#faults.splice(at, 1);
		if (found === undefined) return work();
		if (found.fault === 'no-signal') return { kind: 'no-signal' };
		return refused(found.fault.status, found.fault.code, found.fault.retryAfter);
	}
}

function refused(status: number, code: string, retryAfter?: number): EvidenceReply {
	return { kind: 'refused', status, code, retryAfter: retryAfter ?? null };
}

/** A document of so many parts, ready to be attached. */
export async function aPrepared(parts = 1, name = 'Plan.pdf') {
	const bytes = new Uint8Array((parts - 1) * evidenceLimits.partBytes + 11).map((_, at) => (at * 7 + parts) % 251);
	const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
	return { name, kind: 'pdf' as const, bytes, sha256, thumb: new Uint8Array([1, 2, 3]) };
}
