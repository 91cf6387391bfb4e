/** Times are whole milliseconds since 1970, UTC. Days are YYYY-MM-DD. */

/** A form for one use by somebody who has no sign-in here. The link itself is nowhere: only the hash of its token is. */
export type FeedbackLinkTable = {
	id: string;
	token_hash: string;
	audit_id: string;
	asks: 'parent' | 'partner';
	made_by: string;
	made_at: number;
	/** The last day on which it can be used, by the days of England. */
	ends_on: string;
	used_at: number | null;
	/** Called back by hand, or because another was made in its place. */
	ended_at: number | null;
};

export type VoiceTables = { feedback_link: FeedbackLinkTable };
