import { fieldsUnder } from '../changes/records.ts';
import type { ActionHead, ActionRecord, Field } from '../changes/RecordState.ts';
import { membersOf, textOf } from '../changes/readValue.ts';
import type { Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { loopStage, whoseMove, type LoopStage } from './actionLife.ts';

/** Something that happened to an action, as its timeline tells it. */
export type ActionEvent = { readonly at: Instant; readonly by: PersonId } & (
	| { readonly what: 'raised'; readonly note: string }
	| { readonly what: 'progress' | 'done' | 'not-needed'; readonly note: string }
	| { readonly what: 'extended'; readonly note: string; readonly dueOn: string }
	| { readonly what: 'transferred'; readonly note: string; readonly owner: PersonId }
	| { readonly what: 'verified' | 'returned'; readonly note: string; readonly difference: string }
	| { readonly what: 'held' | 'not-held'; readonly note: string }
	| { readonly what: 'accepted' }
);

/** An action as its owner, its verifier and those above read it. */
export type Action = {
	readonly id: string;
	readonly head: ActionHead;
	readonly stage: LoopStage;
	/** Null once nobody has to do anything. */
	readonly move: PersonId | null;
	/** Oldest first. */
	readonly events: readonly ActionEvent[];
	/** What the owner last said when they said it was done. */
	readonly completion: { readonly note: string; readonly by: PersonId; readonly at: Instant } | null;
};

export function readAction(record: ActionRecord): Action {
	const { head, fields } = record;
	const events = [
		{ what: 'raised', note: head.finding, by: head.raisedBy, at: head.raisedAt } as const,
		...acceptance(head, fields.get('state')),
		...fieldsUnder(fields, 'progress/').map(([, field]) => progressEvent(field)),
		...fieldsUnder(fields, 'verdict/').map(([, field]) => verdictEvent(field))
	].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
	const completion = events.findLast(isCompletion);
	return {
		id: record.record.id,
		head,
		stage: loopStage(head.state),
		move: whoseMove(head),
		events,
		completion: completion === undefined ? null : { note: completion.note, by: completion.by, at: completion.at }
	};
}

function isCompletion(event: ActionEvent): event is Extract<ActionEvent, { what: 'progress' | 'done' | 'not-needed' }> {
	return event.what === 'done';
}

/** Accepting leaves no note of its own; it is told while it is the last thing that happened. */
function acceptance(head: ActionHead, state: Field | undefined): ActionEvent[] {
	return head.state === 'accepted' && state !== undefined ? [{ what: 'accepted', by: state.by, at: state.at }] : [];
}

function progressEvent(field: Field): ActionEvent {
	const value = membersOf(field.value) ?? {};
	const told = { by: field.by, at: field.at, note: textOf(value.note) };
	if (typeof value.extendedTo === 'string') return { what: 'extended', dueOn: value.extendedTo, ...told };
	if (typeof value.transferredTo === 'string') return { what: 'transferred', owner: value.transferredTo, ...told };
	if (value.notNeeded === true) return { what: 'not-needed', ...told };
	return { what: value.done === true ? 'done' : 'progress', ...told };
}

function verdictEvent(field: Field): ActionEvent {
	const value = membersOf(field.value) ?? {};
	const told = { by: field.by, at: field.at, note: textOf(value.note) };
	if (value.verdict === 'held' || value.verdict === 'not-held') return { what: value.verdict, ...told };
	const what = value.verdict === 'verified' ? 'verified' : 'returned';
	return { what, difference: textOf(value.difference), ...told };
}
