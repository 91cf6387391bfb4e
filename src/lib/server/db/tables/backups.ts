/** Times are whole milliseconds since 1970, UTC. Truths are 0 or 1. JSON is text. */

/** One row: which council this store is of. A restore keeps it, while the epoch changes. */
export type CouncilTable = { id: number; council_id: string };

/**
 * Every epoch but the first: which one it follows, and which one of a lost store it takes the place of. A program that
 * last saw one of those was told; one that saw another did not serve this store's past.
 */
export type EpochTakenTable = {
	epoch: string;
	before: string;
	/** The epoch of the store that was moved aside, where that was another than the backup's. */
	replaced: string | null;
	why: 'restored' | 'accepted-older';
	at: number;
	/** The entry of the change log that tells of it. */
	log_seq: number;
};

/** Each backup that was tried: taken, and then perhaps restored on a throw-away place and found whole. */
export type BackupTable = {
	id: string;
	epoch: string;
	made_by: 'command' | 'schedule' | 'restore';
	began_at: number;
	/** Where it was put, as this machine names it; null once retention has removed it. */
	file: string | null;
	bytes: number | null;
	key_id: string | null;
	/** The end of the change log that it holds. */
	log_seq: number | null;
	log_hash: string | null;
	/** Rows by table, JSON. */
	counts: string | null;
	verified_at: number | null;
	verify_ms: number | null;
	/** A word for what went wrong; null where nothing did. */
	problem: string | null;
};

/** How far each tablet's work goes in a backup. Rows of backups that a later verified one outdoes are removed. */
export type BackupClientTable = { backup_id: string; client_id: string; last_n: number };

export type BackupTables = {
	council: CouncilTable;
	epoch_taken: EpochTakenTable;
	backup: BackupTable;
	backup_client: BackupClientTable;
};
