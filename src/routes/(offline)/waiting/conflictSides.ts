import type { Json, WrittenValue } from '#lib/domain/changes/RecordState.ts';

type Conflict = {
	readonly key: string;
	readonly value: Json;
	readonly by: string;
	readonly at: string;
	readonly other: readonly WrittenValue[];
};
export type Side = { readonly value: Json; readonly by: string; readonly at: string; readonly keep: 'value' | 'other' };

/** Both versions, one's own first. Of several that lost, the newest is the one that can be chosen (P6). */
export function sidesOf({ value, by, at, other }: Conflict, me: string): readonly Side[] {
	const stands: Side = { value, by, at, keep: 'value' };
	const lost = other.slice(0, 1).map((one): Side => ({ value: one.value, by: one.by, at: one.at, keep: 'other' }));
	return by === me ? [stands, ...lost] : [...lost, stands];
}

/** Both can stand only where they are words that can be read one after the other. */
export function mayKeepBoth({ value, other }: Conflict, kind: string): boolean {
	return kind === 'note' && typeof value === 'string' && other.every((one) => typeof one.value === 'string');
}
