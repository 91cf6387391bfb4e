import type { Directive, HelloAnswer, HelloRequest } from '#lib/protocol/hello.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { SyncServer } from './SyncServer.ts';

/** What to tell the person once (SPEC.md S8, F). */
export type Incident = {
	readonly code:
		| 'journal-missing'
		| 'put-back'
		| 'new-client'
		| 'digest'
		| 'kept-bound'
		| 'lost'
		| 'both-gone'
		| 'files-lost'
		| 'rescue-refused';
	readonly at: string;
	readonly facts: Readonly<Record<string, number>>;
	/** What a person called it: shown on the tablet, never told further. */
	readonly names?: readonly string[];
};

export type SyncParts = {
	readonly open: OpenStore;
	readonly server: SyncServer;
	readonly build: string;
	readonly report: (incident: Incident) => void;
	/** The new name, for the registry of people and the keys beside the journal. */
	readonly renamed: (clientId: string) => Promise<void>;
	readonly persisted: () => Promise<boolean>;
	readonly quota: () => Promise<{ used: number; max: number }>;
	/** What hello tells beside the work: the tablet's key, what it is, what befell it. */
	readonly introduction?: () => Promise<Partial<HelloRequest>>;
	/** The server answered this introduction. */
	readonly introduced?: (sent: Partial<HelloRequest>, answer: HelloAnswer, open: OpenStore) => Promise<void>;
	/** What the server wants done, whichever answer carried it. */
	readonly obey?: (directives: readonly Directive[]) => void;
};

/** How a round of sending and fetching ended. Only `done` starts the clock of back-off anew. */
export type RoundEnd =
	| { readonly end: 'done' }
	| { readonly end: 'no-signal' }
	| { readonly end: 'signed-out' }
	| { readonly end: 'trouble'; readonly trouble: 'revoked' | 'upgrade' | 'refused'; readonly retryAfter: number | null }
	| { readonly end: 'busy'; readonly retryAfter: number | null };

export function endOf(reply: {
	readonly kind: 'refused';
	readonly status: number;
	readonly code: string;
	readonly retryAfter: number | null;
}): RoundEnd {
	const { status, code, retryAfter } = reply;
	if (status === 401) return { end: 'signed-out' };
	if (status === 426) return { end: 'trouble', trouble: 'upgrade', retryAfter };
	if (status === 403 && code === 'DEVICE_REVOKED') return { end: 'trouble', trouble: 'revoked', retryAfter };
	if (status === 429 || status >= 500) return { end: 'busy', retryAfter };
	return { end: 'trouble', trouble: 'refused', retryAfter };
}
