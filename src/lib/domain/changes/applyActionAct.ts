import { addWorkingDays } from '../calendar/workingDays.ts';
import { dayInEngland } from '../shared/dates.ts';
import { mayMove, nextState } from '../improvement/actionLife.ts';
import type { Applied, ApplyContext, Write } from './Effect.ts';
import type { Act } from './Change.ts';
import type { ActionRecord, Json } from './RecordState.ts';

type ActionAct = Extract<Act, { kind: 'action' }>;

/** At most this many times may a due date be moved (product.md 6.2). */
export const mostExtensions = 2;

/** A loop that opens again has so many working days, as its actions had at first (practice.md 1.8, stage 7). */
const workingDaysAnew = 20;

export function applyActionAct(action: ActionRecord, act: ActionAct, context: ApplyContext): Applied {
	if (act.name === 'conflict.resolve') return { ok: false, code: 'SCHEMA_INVALID' };
	if (!mayMove(action.head.state, act)) return { ok: false, code: 'RECORD_LOCKED' };
	if (act.name === 'action.extend') return extend(action, act.args, context);
	if (act.name === 'action.transfer') return transfer(action, act.args, context);
	if (act.name === 'action.impact' && act.args.verdict === 'not-held') return reopen(action, act.args.note, context);
	const state = nextState(action.head.state, act);
	const entries = logEntries(act, context.changeId);
	return {
		ok: true,
		effect: {
			writes: [{ key: 'state', value: state, settles: true }, ...entries],
			head: state === action.head.state ? {} : { state, stateSince: context.author.at }
		}
	};
}

function logEntries(act: ActionAct, changeId: string): Write[] {
	switch (act.name) {
		case 'action.progress':
			return [entry(`progress/${changeId}`, { note: act.args.note })];
		case 'action.complete':
			return [
				entry(`progress/${changeId}`, { note: act.args.note, done: true }),
				...act.args.evidence.map(({ id, ...file }) => entry(`evidence/${id}`, file))
			];
		case 'action.verify':
			return [
				entry(`verdict/${changeId}`, {
					verdict: act.args.verdict,
					note: act.args.note,
					difference: act.args.difference ?? ''
				})
			];
		case 'action.impact':
			return [verdictOnImpact(act.args.verdict, act.args.note, changeId)];
		case 'action.notNeeded':
			return [entry(`progress/${changeId}`, { note: act.args.reason, notNeeded: true })];
		default:
			return [];
	}
}

function extend(action: ActionRecord, args: { dueOn: string; reason: string }, { changeId }: ApplyContext): Applied {
	if (action.head.extensions >= mostExtensions || args.dueOn <= action.head.dueOn)
		return { ok: false, code: 'RECORD_LOCKED' };
	return {
		ok: true,
		effect: {
			writes: [
				{ key: 'dueOn', value: args.dueOn },
				entry(`progress/${changeId}`, { note: args.reason, extendedTo: args.dueOn })
			],
			head: { dueOn: args.dueOn, extensions: action.head.extensions + 1 }
		}
	};
}

function transfer(
	action: ActionRecord,
	args: { owner: string; reason: string },
	{ author, changeId }: ApplyContext
): Applied {
	return {
		ok: true,
		effect: {
			writes: [
				{ key: 'owner', value: args.owner },
				{ key: 'state', value: 'issued', settles: true },
				entry(`progress/${changeId}`, { note: args.reason, transferredTo: args.owner })
			],
			head: {
				owner: args.owner,
				state: 'issued',
				stateSince: author.at,
				verifier: action.head.verifier === args.owner ? null : action.head.verifier
			}
		}
	};
}

/** Practice has not moved: back to the owner, with days of its own and, as it begins anew, both extensions again. */
function reopen(action: ActionRecord, note: string, { author, changeId }: ApplyContext): Applied {
	const dueOn = addWorkingDays(dayInEngland(author.at), workingDaysAnew).on;
	return {
		ok: true,
		effect: {
			writes: [
				{ key: 'state', value: 'returned', settles: true },
				{ key: 'dueOn', value: dueOn, settles: true },
				verdictOnImpact('not-held', note, changeId)
			],
			head: {
				state: 'returned',
				stateSince: author.at,
				dueOn,
				extensions: 0,
				reopened: (action.head.reopened ?? 0) + 1
			}
		}
	};
}

function verdictOnImpact(verdict: 'held' | 'not-held', note: string, changeId: string): Write {
	return entry(`verdict/${changeId}`, { verdict, note });
}

function entry(key: string, value: Json): Write {
	return { key, value, settles: true };
}
