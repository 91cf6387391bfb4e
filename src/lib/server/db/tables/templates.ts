/** Times are whole milliseconds since 1970, UTC. Days are YYYY-MM-DD. JSON is text. */

/** One template being written: there is one draft of each, whoever writes in it. */
export type TemplateDraftTable = {
	template_id: string;
	/** A template as it stands, perhaps not whole yet: JSON. */
	body: string;
	/** Raised by every save: a save made on an older one is refused. */
	revision: number;
	/** The published version it began from; null for a new template. */
	based_on: number | null;
	changed_by: string;
	changed_at: number;
	/** Put forward for a second person to publish: JSON. Falls when the draft is changed. */
	proposal: string | null;
};

/** What the office says of a version it published; what ships with the program has none. */
export type TemplateEditionTable = {
	template_id: string;
	version: number;
	note: string;
	/** It begins no audit before this day. */
	effective_on: string;
	published_by: string;
	published_at: number;
	/** Who put it forward, where two people were needed: never who published it. */
	proposed_by: string | null;
	/** SHA-256 of the version's canonical JSON, as it also stands in the log. */
	hash: string;
};

export type TemplateTables = { template_draft: TemplateDraftTable; template_edition: TemplateEditionTable };
