import type { Person } from '../access/Person.ts';
import type { Template } from '../templates/Template.ts';
import { applyChange } from './applyChange.ts';
import type { Change } from './Change.ts';
import type { ActionRecord, RecordState } from './RecordState.ts';

export type Replayed = {
	readonly record: RecordState;
	/** Actions that waiting changes bring into being. */
	readonly created: readonly ActionRecord[];
	/** Changes the base no longer takes; they stay in the outbox and the server will park them. */
	readonly refused: readonly string[];
};

/** A record as its person sees it: what the server told, and what waits to be sent on top, in order. */
export function replay(
	base: RecordState,
	waiting: readonly Change[],
	by: { readonly person: Person; readonly clientId: string },
	template: Template | null
): Replayed {
	let record = base;
	const created: ActionRecord[] = [];
	const refused: string[] = [];
	for (const change of waiting) {
		const author = { person: by.person, clientId: by.clientId, at: change.at };
		const outcome = applyChange(record, change, { author, changeId: change.id, template, replaying: true });
		if (!outcome.ok) {
			refused.push(change.id);
			continue;
		}
		record = outcome.record;
		if (outcome.creates !== undefined) created.push(outcome.creates);
	}
	return { record, created, refused };
}
