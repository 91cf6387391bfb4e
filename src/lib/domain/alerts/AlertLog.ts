import { fieldsUnder } from '../changes/records.ts';
import type { Field, Fields } from '../changes/RecordState.ts';
import { membersOf, textOf, textOrNull } from '../changes/readValue.ts';
import type { Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { countsAsTold, type AlertEvent } from './alertState.ts';
import type { RecordedStage, Rung, StageId, StageOutcome } from './pathwayStages.ts';

type Written = { readonly id: string; readonly by: PersonId; readonly at: Instant };

/** One line of an alert's log. Lines are added and never changed: each stands under a key of its own. */
export type AlertEntry = Written &
	(
		| { readonly entry: 'told'; readonly whom: string; readonly how: string }
		| { readonly entry: 'acknowledged' }
		| {
				readonly entry: 'checked';
				readonly outcome: 'safe' | 'plan-in-place' | 'not-safe';
				readonly contact: 'seen' | 'spoken-to' | 'not-reached';
				readonly note: string;
				readonly why: string;
				readonly reference: string | null;
		  }
		| { readonly entry: 'read'; readonly as: Rung }
		| {
				readonly entry: 'stage';
				readonly stage: RecordedStage;
				readonly outcome: StageOutcome;
				readonly note: string;
				readonly reference: string | null;
		  }
		| { readonly entry: 'closed'; readonly outcome: 'resolved' | 'in-error'; readonly reason: string }
		/** Written by the server itself: whom it asked to make a move, in whose place, and why them. */
		| {
				readonly entry: 'asked';
				readonly stage: StageId;
				readonly round: number;
				readonly person: PersonId;
				readonly as: Rung;
				readonly because: AskedBecause;
		  }
	);
export type AskedBecause = 'first' | 'late' | 'away' | 'vacant';
export type EntryOf<Name extends AlertEntry['entry']> = Extract<AlertEntry, { entry: Name }>;

/** An alert with everything that was written of it since, in the order in which the server kept it. */
export type AlertLog = {
	readonly id: string;
	readonly concern: string;
	readonly question: string | null;
	readonly by: PersonId;
	/** When the server heard of it; on the tablet that raised it, until then, the tablet's time. */
	readonly at: Instant;
	/** From when its clocks count. */
	readonly startedAt: Instant;
	readonly entries: readonly AlertEntry[];
};

/** Who the server's own lines are by. */
export const dipper = 'dipper';

const furthestBack = 14 * 86_400_000;

/**
 * Clocks count from the tablet's time where that is earlier: an alert raised without signal on Friday is no younger for
 * having been sent on Monday. A tablet's clock that is wrong can only make an alert more urgent, and by no more than the
 * fortnight a tablet may be offline (SPEC.md V6; decision 33).
 */
function startOf({ at, deviceAt }: Field): Instant {
	if (deviceAt === undefined || !(Date.parse(deviceAt) < Date.parse(at))) return at;
	return new Date(Math.max(Date.parse(deviceAt), Date.parse(at) - furthestBack)).toISOString();
}

export function readAlertLogs(fields: Fields): AlertLog[] {
	const under = fieldsUnder(fields, 'alert/');
	const raised = under.filter(([key, { value }]) => !key.includes('/') && membersOf(value) !== null);
	return raised
		.map(([id, field]): AlertLog => {
			const { concern, question } = membersOf(field.value) ?? {};
			return {
				id,
				concern: textOf(concern),
				question: textOrNull(question),
				by: field.by,
				at: field.at,
				startedAt: startOf(field),
				entries: under
					.filter(([key]) => key.startsWith(`${id}/`))
					.sort(([a, one], [b, other]) => one.ver - other.ver || (a < b ? -1 : 1))
					.flatMap(([key, entry]) => readEntry(key, entry))
			};
		})
		.sort((a, b) => (a.at < b.at ? -1 : 1));
}

function readEntry(key: string, field: Field): AlertEntry[] {
	const [, room = '', ...rest] = key.split('/');
	const value = membersOf(field.value);
	if (value === null) return [];
	const written: Written = { id: rest.join('/'), by: field.by, at: field.at };
	if (room === 'told') return [{ ...written, entry: 'told', whom: textOf(value.whom), how: textOf(value.how) }];
	if (room === 'asked' || room === 'log') return [{ ...(value as object), ...written } as AlertEntry];
	return [];
}

/** What an entry is to the alert's state; null for what only the pathway after it looks at. */
export function eventOf(entry: AlertEntry): AlertEvent | null {
	switch (entry.entry) {
		case 'told':
			return countsAsTold(entry.how) ? 'told' : 'message-left';
		case 'acknowledged':
		case 'read':
			return entry.entry;
		case 'checked':
			return entry.outcome === 'not-safe' ? 'found-not-safe' : 'found-safe';
		case 'closed':
			return entry.outcome === 'resolved' ? 'closed-resolved' : 'closed-in-error';
		default:
			return null;
	}
}
