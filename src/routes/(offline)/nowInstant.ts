import type { Instant } from '#lib/domain/shared/dates.ts';

/** This tablet's moment: the edge where the clock is read. */
export function nowInstant(): Instant {
	return new Date().toISOString();
}
