import type { Json, RecordRef, WrittenValue } from '#lib/domain/changes/RecordState.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import type { RoundEnd } from './SyncParts.ts';

export type SyncState = 'saved' | 'waiting' | 'no-signal' | 'needs-you' | 'not-saved' | 'signed-out';
export type Trouble = 'revoked' | 'upgrade' | 'refused';

export type ConflictItem = {
	readonly record: RecordRef;
	readonly caseRef: string | null;
	readonly key: string;
	readonly value: Json;
	readonly by: string;
	readonly at: Instant;
	readonly other: readonly WrittenValue[];
};
export type ParkedItem = {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly record: RecordRef | null;
	readonly caseRef: string | null;
	readonly at: Instant;
	readonly mine: boolean;
};
export type WaitingItem = {
	readonly record: RecordRef;
	readonly caseRef: string | null;
	readonly changes: readonly { readonly n: number; readonly name: string; readonly at: Instant }[];
	/** When the latest of them was made. */
	readonly at: Instant;
};
export type Standing = {
	readonly waitingItems: readonly WaitingItem[];
	readonly conflicts: readonly ConflictItem[];
	readonly parked: readonly ParkedItem[];
	readonly sentAt: Instant | null;
};

const nothing: Standing = { waitingItems: [], conflicts: [], parked: [], sentAt: null };

/** What the one quiet line about saving and sending says. Nothing here says "sent" but the server's word (I5). */
export class SyncStatus {
	#standing = $state.raw<Standing>(nothing);
	#savedAt = $state<Instant | null>(null);
	#isNotSaved = $state(false);
	#isSignedOut = $state(false);
	#noSignalSince = $state<Instant | null>(null);
	#stuckSince = $state<Instant | null>(null);
	#trouble = $state<Trouble | null>(null);

	/** The loudest of what holds. */
	get state(): SyncState {
		if (this.#isNotSaved) return 'not-saved';
		if (this.#isSignedOut) return 'signed-out';
		if (this.needsYou > 0) return 'needs-you';
		if (this.#noSignalSince !== null) return 'no-signal';
		return this.waiting > 0 ? 'waiting' : 'saved';
	}
	get savedAt(): Instant | null {
		return this.#savedAt;
	}
	get sentAt(): Instant | null {
		return this.#standing.sentAt;
	}
	get waiting(): number {
		return this.#standing.waitingItems.reduce((sum, { changes }) => sum + changes.length, 0);
	}
	get oldestUnsentAt(): Instant | null {
		const times = this.#standing.waitingItems.flatMap(({ changes }) => changes.map(({ at }) => at));
		return times.sort()[0] ?? null;
	}
	get noSignalSince(): Instant | null {
		return this.#noSignalSince;
	}
	get stuckSince(): Instant | null {
		return this.#stuckSince;
	}
	get needsYou(): number {
		return this.#standing.conflicts.length + this.#standing.parked.length;
	}
	get conflicts(): readonly ConflictItem[] {
		return this.#standing.conflicts;
	}
	get parked(): readonly ParkedItem[] {
		return this.#standing.parked;
	}
	get waitingItems(): readonly WaitingItem[] {
		return this.#standing.waitingItems;
	}
	get trouble(): Trouble | null {
		return this.#trouble;
	}

	noteSaved(at: Instant): void {
		this.#savedAt = at;
		this.#isNotSaved = false;
	}
	noteNotSaved(): void {
		this.#isNotSaved = true;
	}
	noteStanding(standing: Standing): void {
		this.#standing = standing;
	}
	noteStuck(since: Instant | null): void {
		this.#stuckSince = since;
	}
	noteRound(round: RoundEnd, at: Instant): void {
		this.#isSignedOut = round.end === 'signed-out';
		this.#trouble = round.end === 'trouble' ? round.trouble : null;
		const silent = round.end === 'no-signal' || round.end === 'busy';
		this.#noSignalSince = silent ? (this.#noSignalSince ?? at) : null;
	}
	clear(): void {
		this.#standing = nothing;
		this.#savedAt = null;
		this.#isNotSaved = false;
		this.#isSignedOut = false;
		this.#noSignalSince = null;
		this.#stuckSince = null;
		this.#trouble = null;
	}
}
