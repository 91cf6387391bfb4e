import type { Json, RecordRef, WrittenValue } from '#lib/domain/changes/RecordState.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import type { RoundEnd } from './SyncParts.ts';

export type SyncState = 'saved' | 'waiting' | 'no-signal' | 'needs-you' | 'not-saved' | 'signed-out';
export type Trouble = 'revoked' | 'upgrade' | 'refused';
export type WaitReason = Trouble | 'signed-out' | 'sending' | 'no-signal' | 'busy' | 'soon' | 'stuck';

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
	/** Whether the record is still this person's, or goes to a QA manager when it is sent (W6). */
	readonly isHere: boolean;
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
	#busyUntil = $state<Instant | null>(null);
	#isSending = $state(false);
	#isFull = $state(false);
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
	/** The office answered that it is busy; by then it is asked again. */
	get busyUntil(): Instant | null {
		return this.#busyUntil;
	}
	get isSending(): boolean {
		return this.#isSending;
	}
	/** Not saved because the tablet has no room, though all that can be spared was let go (S6). */
	get isFull(): boolean {
		return this.#isFull;
	}
	/** Why what waits still does; of several reasons the one that a person could do something about. */
	get whyWaiting(): WaitReason {
		if (this.#trouble !== null) return this.#trouble;
		if (this.#isSignedOut) return 'signed-out';
		if (this.#isSending) return 'sending';
		if (this.#noSignalSince !== null) return 'no-signal';
		if (this.#busyUntil !== null) return 'busy';
		return this.#stuckSince === null ? 'soon' : 'stuck';
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
		this.#isFull = false;
	}
	noteNotSaved(isFull = false): void {
		this.#isNotSaved = true;
		this.#isFull = isFull;
	}
	noteBegun(): void {
		this.#isSending = true;
	}
	noteStanding(standing: Standing): void {
		this.#standing = standing;
	}
	noteStuck(since: Instant | null): void {
		this.#stuckSince = since;
	}
	noteRound(round: RoundEnd, at: Instant, nextAt: Instant = at): void {
		this.#isSending = false;
		this.#isSignedOut = round.end === 'signed-out';
		this.#trouble = round.end === 'trouble' ? round.trouble : null;
		this.#noSignalSince = round.end === 'no-signal' ? (this.#noSignalSince ?? at) : null;
		this.#busyUntil = round.end === 'busy' ? nextAt : null;
	}
	clear(): void {
		this.#standing = nothing;
		this.#savedAt = null;
		this.#isNotSaved = false;
		this.#isSignedOut = false;
		this.#noSignalSince = null;
		this.#busyUntil = null;
		this.#isSending = false;
		this.#isFull = false;
		this.#stuckSince = null;
		this.#trouble = null;
	}
}
