import type { Role } from '#lib/domain/access/Person.ts';

/** Times are whole milliseconds since 1970, UTC. Truths are 0 or 1. Days are YYYY-MM-DD. */

export type PersonTable = {
	id: string;
	/** Kept in lower case, so that one name is one person. */
	username: string;
	name: string;
	email: string | null;
	phone: string | null;
	status: 'active' | 'deactivated';
	team_id: string | null;
	/** The last day a guest may come in. */
	until_on: string | null;
	perm_ver: number;
	/** Null for someone who has never been given a password. */
	password_hash: string | null;
	must_change: 0 | 1;
	created_at: number;
};

export type PersonGrantTable = {
	person_id: string;
	role: Role;
	scope_kind: 'council' | 'service' | 'team' | 'own';
	/** The service's or team's id; the empty string where the scope names none, so that it can be part of the key. */
	scope_id: string;
};

export type ServiceTable = { id: string; name: string; head_id: string | null };

export type TeamTable = { id: string; name: string; service_id: string | null; manager_id: string | null };

export type SessionTable = {
	/** SHA-256 of the cookie's token, lower-case hex: the token itself is kept nowhere. */
	id: string;
	person_id: string;
	created_at: number;
	last_seen_at: number;
	/** When it ends if nobody uses it. */
	expires_at: number;
	/** When it ends however much it is used. */
	absolute_until: number;
	/** The person's roles changed since: the next page they open gives them a new token. */
	rotate_due: 0 | 1;
	user_agent: string;
	address: string;
};

/** Wrong passwords since the last right one: a row for each account tried from each address. */
export type SignInAttemptTable = {
	username: string;
	address: string;
	wrong: number;
	last_wrong_at: number;
};

export type SettingTable = { key: string; value: string };

export type PeopleTables = {
	person: PersonTable;
	person_grant: PersonGrantTable;
	service: ServiceTable;
	team: TeamTable;
	session: SessionTable;
	sign_in_attempt: SignInAttemptTable;
	setting: SettingTable;
};
