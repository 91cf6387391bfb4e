/** Times are whole milliseconds since 1970, UTC. */

/** One request to one person to make one move: a row each, never changed. The alert's log says it too, and why. */
export type AlertAskTable = {
	audit_id: string;
	alert_id: string;
	stage: string;
	/** Raised each time the pathway began anew. */
	round: number;
	person_id: string;
	at: number;
};

export type AlertTables = { alert_ask: AlertAskTable };
