import type { Lucia } from 'lucia';

export type SessionLimits = { readonly sessionIdleMs: number; readonly sessionAbsoluteMs: number };

/** Where a session was begun: shown to its person, so that they know their own. */
export type SessionPlace = { readonly userAgent: string; readonly address: string };

export type ListedSession = SessionPlace & {
	/** The hash: enough to end it, no use for coming in. */
	readonly id: string;
	readonly createdAt: number;
	readonly lastSeenAt: number;
};

type KeptAttributes = SessionPlace & {
	createdAt: number;
	lastSeenAt: number;
	absoluteUntil: number;
	rotateDue: boolean;
};

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<KeptAttributes>;
		DatabaseSessionAttributes: KeptAttributes;
	}
}
