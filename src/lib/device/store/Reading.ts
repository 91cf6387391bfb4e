import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Plan, Position } from './DeviceStore.ts';
import type { HeldChange, StoreState, Summary } from './sealedShapes.ts';

export type FiledChange = HeldChange & { readonly rid: string };

/** What was read of the store while it stood at one place. */
export type Reading = {
	readonly at: Position;
	/** Base, by what each record is filed under. */
	readonly bases: Map<string, Promise<RecordState | null>>;
	changes?: Promise<readonly FiledChange[]>;
	summaries?: Promise<readonly Summary[]>;
	state?: Promise<StoreState | null>;
};

export const nowhere: Position = { counter: -1, rev: -1, seq: -1, life: '' };

export function newReading(at: Position = nowhere): Reading {
	return { at, bases: new Map() };
}

/** Where the store stands after a plan that was carried out; null where the plan does not say. */
export function placeAfter({ expect, counter, seq, life, turns, clear, meta }: Plan): Position | null {
	if (turns === true || clear !== undefined || meta !== undefined || life !== undefined) return null;
	if (expect?.counter === undefined || expect.rev === undefined || expect.life === undefined) return null;
	return { counter: counter ?? expect.counter, rev: expect.rev, seq: seq ?? expect.seq ?? -1, life: expect.life };
}

/** Whether a plan leaves all that a reading holds as it was: drafts, or the number of a pull. */
export function isAside({ add, clear, counter, drop = {}, meta, put = {}, turns }: Plan): boolean {
	if (add !== undefined || clear !== undefined || counter !== undefined || meta !== undefined || turns === true)
		return false;
	return [...Object.keys(drop), ...Object.keys(put)].every((table) => table === 'drafts' || table === 'draftsOf');
}
