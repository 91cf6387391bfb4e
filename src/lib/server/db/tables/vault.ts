/**
 * One half of a key for each person on each tablet (SPEC.md V2 c). It stands apart from everything else and may be
 * emptied at any time: then a passphrase is asked once more, and a new share is made.
 */
export type VaultShareTable = {
	client_id: string;
	person_id: string;
	/** Names this share, so that a tablet knows when it was changed for another. */
	share_id: string;
	/** 32 random bytes in base64. */
	secret: string;
	created_at: number;
};

export type VaultTables = { vault_share: VaultShareTable };
