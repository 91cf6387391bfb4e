import type { Person } from '../access/Person.ts';
import type { Instant } from '../shared/dates.ts';

/** Who made a change, from which tablet, and when by the clock that counts. */
export type Author = {
	readonly person: Person;
	/** The tablet; a field whose last writer is the same client never conflicts (M2). Null for acts made online. */
	readonly clientId: string | null;
	/** The server's time; on a tablet, its own until the server says. */
	readonly at: Instant;
	readonly deviceAt?: Instant;
};
