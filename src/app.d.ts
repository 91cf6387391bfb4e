import type { Person } from '#lib/domain/access/Person.ts';

declare global {
	namespace App {
		interface Error {
			code?: string;
		}
		interface Locals {
			/** Who is signed in; null on open pages. */
			person: Person | null;
			/** When they typed their password, in milliseconds; null on open pages. */
			signedInAt: number | null;
		}
	}
}

export {};
