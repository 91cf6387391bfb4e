import { mayChange, partiesOf } from '../access/can.ts';
import type { Person } from '../access/Person.ts';
import { mostExtensions } from '../changes/applyActionAct.ts';
import type { ActionRecord } from '../changes/RecordState.ts';
import type { Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { allowsAct, isOpen, whoseMove } from './actionLife.ts';
import { mayMake } from './moves.ts';

/** What may be done with many loops at once: only what can be moved back, or moves nothing. */
export type ManyMove =
	| { readonly name: 'transfer'; readonly owner: PersonId; readonly reason: string }
	| { readonly name: 'extend'; readonly dueOn: Day; readonly reason: string }
	| { readonly name: 'remind' };

export type WhyNotMove =
	'loop.moved-on' | 'loop.not-yours' | 'loop.theirs-already' | 'loop.not-later' | 'loop.moved-twice' | 'loop.own-move';

/** Why one of many loops is not moved with the rest; null where it is. Each is judged as if it were moved alone. */
export function whyNotMove(person: Person, action: ActionRecord, move: ManyMove, today: Day): WhyNotMove | null {
	const { head } = action;
	if (move.name === 'remind') return whyNotRemind(person, action);
	if (!allowsAct(head.state, `action.${move.name}`)) return 'loop.moved-on';
	if (!mayChange(person, `action.${move.name}`, action, today)) return 'loop.not-yours';
	if (move.name === 'transfer') return head.owner === move.owner ? 'loop.theirs-already' : null;
	if (head.extensions >= mostExtensions) return 'loop.moved-twice';
	return move.dueOn <= head.dueOn ? 'loop.not-later' : null;
}

/** Whoever may agree to a later date may remind of the one there is: the verifier and the line, never the owner. */
function whyNotRemind(person: Person, { head }: ActionRecord): WhyNotMove | null {
	if (!isOpen(head.state)) return 'loop.moved-on';
	if (whoseMove(head) === person.id) return 'loop.own-move';
	return mayMake('extend', partiesOf(person, head)) ? null : 'loop.not-yours';
}
