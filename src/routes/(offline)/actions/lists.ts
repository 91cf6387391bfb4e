import type { ActionListing } from '#lib/device/session/Tablet.svelte.ts';
import { isOpen } from '#lib/domain/improvement/actionLife.ts';

export type Show = 'all' | 'yours' | 'closed';

export function readShow(asked: string | null): Show {
	return asked === 'yours' || asked === 'closed' ? asked : 'all';
}

/** Loops that have ended or wait for nothing but the look back, the latest first. */
export function closedLoops(listings: readonly ActionListing[]): readonly ActionListing[] {
	return listings
		.filter(({ head }) => !isOpen(head.state))
		.sort((one, other) => (one.head.stateSince < other.head.stateSince ? 1 : -1));
}
