import type { Kysely } from 'kysely';
import type { DatabaseKind } from '../connection.ts';

/** Each runs once, in this order, in its own transaction. What has been released is never edited: add another. */
export type Migration = {
	readonly name: string;
	up(db: Kysely<unknown>, kind: DatabaseKind): Promise<void>;
};
