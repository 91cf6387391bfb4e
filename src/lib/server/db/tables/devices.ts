/** A tablet, whoever uses it. */
export type DeviceTable = {
	id: string;
	created_at: number;
	seen_at: number;
	/** Taken off the list as a whole: lost or stolen. */
	revoked_at: number | null;
	/** What it is, in three codes of the protocol, as JSON; null until it has said. */
	facts: string | null;
	/** The public key it signs with, as JSON. The first one registered stays. */
	device_key: string | null;
	/** Another key that it showed later: of no effect until an administrator trusts it. */
	offered_key: string | null;
	persisted: 0 | 1 | null;
	quota_used: number | null;
	quota_max: number | null;
};

/** One person on one tablet. */
export type ClientTable = {
	id: string;
	device_id: string;
	person_id: string;
	last_n: number;
	build: string;
	created_at: number;
	seen_at: number;
	outbox_count: number;
	oldest_unsent_at: number | null;
	kept_count: number;
	/** The last number it said, at its last hello, that it had given. */
	told_n: number | null;
	/** Of the key this person's work is sealed under; a rescue sealed under another was not made by them. */
	seal_proof: string | null;
	revoked_at: number | null;
	/** An administrator asked the tablet to send this person's work and then to take their store off. */
	asked_at: number | null;
	/** When a rescue of it was last taken in. */
	rescued_at: number | null;
	/** When the tablet said that this person's store is gone from it. */
	wiped_at: number | null;
	/** Made by the server: what was rescued under numbers of that client which were already taken. */
	rescue_of: string | null;
};

/** Something unusual that a tablet told of, or that the server saw of one: codes and figures, no content. */
export type IncidentTable = {
	id: string;
	device_id: string;
	client_id: string;
	person_id: string;
	code: string;
	/** The tablet's time; the server's where the server saw it. */
	at: number;
	heard_at: number;
	facts: string;
};

/** A receipt: what was rescued, from where, and what became of it. */
export type RescueTable = {
	id: string;
	client_id: string;
	device_id: string;
	person_id: string;
	nonce: string;
	why: string;
	via: 'tablet' | 'file';
	/** Who brought the file; null where the tablet came by itself. */
	brought_by: string | null;
	at: number;
	applied: number;
	parked: number;
	known: number;
	unread: number;
	/** Photos and papers that only the tablet had, and that are whole at the office now. */
	files: number;
};

/** A row that could not be opened, kept sealed as it came, so that no wipe loses it. */
export type RescueUnreadTable = { client_id: string; place: string; n: number; rescue_id: string; sealed: string };

/** How often a tablet or an address came to the door without a session, by the minute. */
export type RescueTryTable = { who: string; minute: number; tries: number };

export type DeviceTables = {
	device: DeviceTable;
	client: ClientTable;
	incident: IncidentTable;
	rescue: RescueTable;
	rescue_unread: RescueUnreadTable;
	rescue_try: RescueTryTable;
};
