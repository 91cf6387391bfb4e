import type { LoopStage } from '#lib/domain/improvement/actionLife.ts';

/** What of the loops is asked for; what is left out narrows nothing. */
export type LoopFilter = {
	readonly show?: 'open' | 'ended' | 'all';
	/** Whose next move is the person's own. */
	readonly mine?: boolean;
	readonly overdue?: boolean;
	readonly stage?: LoopStage;
	readonly owner?: string;
	readonly team?: string;
	readonly service?: string;
	/** Any of these: a person's own. */
	readonly teams?: readonly string[];
	readonly services?: readonly string[];
	readonly audit?: string;
	/** Whole days since it was raised, both included. */
	readonly minAge?: number;
	readonly maxAge?: number;
	readonly limit?: number;
	readonly offset?: number;
};
