/**
 * Where an alert stands, from nobody told to closed (practice.md 1.8, stages 0 to 2). While it is not closed the audit
 * is held at Inadequate: "any open same-day alert not accepted as resolved" (practice.md 1.7, cap 2).
 */
export const alertStates = ['nobody-told', 'told', 'acknowledged', 'not-safe', 'safe', 'closed'] as const;
export type AlertState = (typeof alertStates)[number];

/** What may befall an alert, as its state sees it. */
export const alertEvents = [
	'told',
	'message-left',
	'acknowledged',
	'found-safe',
	'found-not-safe',
	'read',
	'closed-resolved',
	'closed-in-error'
] as const;
export type AlertEvent = (typeof alertEvents)[number];

const stays = null;
const refused = undefined;
type Next = AlertState | typeof stays | typeof refused;

/**
 * Every state by every event. What tells of something that has happened is never refused, however late it comes from a
 * tablet that was offline: the log keeps it and the state stays. A child found not safe opens even a closed alert
 * again. Only closing has to come after a check that found the child safe, or say that the alert was an error.
 */
const table: Readonly<Record<AlertState, Readonly<Record<AlertEvent, Next>>>> = {
	'nobody-told': {
		told: 'told',
		'message-left': stays,
		acknowledged: 'acknowledged',
		'found-safe': 'safe',
		'found-not-safe': 'not-safe',
		read: stays,
		'closed-resolved': refused,
		'closed-in-error': 'closed'
	},
	told: {
		told: stays,
		'message-left': stays,
		acknowledged: 'acknowledged',
		'found-safe': 'safe',
		'found-not-safe': 'not-safe',
		read: stays,
		'closed-resolved': refused,
		'closed-in-error': 'closed'
	},
	acknowledged: {
		told: stays,
		'message-left': stays,
		acknowledged: stays,
		'found-safe': 'safe',
		'found-not-safe': 'not-safe',
		read: stays,
		'closed-resolved': refused,
		'closed-in-error': 'closed'
	},
	'not-safe': {
		told: stays,
		'message-left': stays,
		acknowledged: stays,
		'found-safe': 'safe',
		'found-not-safe': stays,
		read: stays,
		'closed-resolved': refused,
		'closed-in-error': refused
	},
	safe: {
		told: stays,
		'message-left': stays,
		acknowledged: stays,
		'found-safe': stays,
		'found-not-safe': 'not-safe',
		read: stays,
		'closed-resolved': 'closed',
		'closed-in-error': 'closed'
	},
	closed: {
		told: stays,
		'message-left': stays,
		acknowledged: stays,
		'found-safe': stays,
		'found-not-safe': 'not-safe',
		read: stays,
		'closed-resolved': refused,
		'closed-in-error': refused
	}
};

/** Null where the event may not happen in that state. */
export function nextAlertState(state: AlertState, event: AlertEvent): AlertState | null {
	const next = table[state][event];
	if (next === refused) return null;
	return next ?? state;
}

/** A message left, or any way of telling that begins so, is kept in the log and tells nobody. */
export function countsAsTold(how: string): boolean {
	return !how.startsWith(messageLeft);
}
export const messageLeft = 'Left a message';
