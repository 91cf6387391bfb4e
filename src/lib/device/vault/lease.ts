/** How long this tablet may be opened without hearing from the server, and what it saw of its clock since. Sealed. */
export type Lease = {
	/** How long the server gave, in milliseconds: its own times are only ever compared with each other (SPEC.md M3). */
	readonly lasts: number;
	/** This tablet's clock when the server answered, in milliseconds. */
	readonly at: number;
	/** The latest this tablet's clock has stood since. */
	readonly seen: number;
	/** This tablet's clock when it was last found to have gone back; `at` where it never was. */
	readonly since: number;
	/** How often the clock was found to have gone back. */
	readonly setBacks: number;
};

/** Clocks are corrected by a little all the time; less than this is no step back. */
const tolerance = 5 * 60_000;
/** Each step back counts as this part of the lease: four, and the tablet has to hear from the server. */
const stepBack = 1 / 4;

/** Anything the server answers begins the lease anew. */
export function leaseFrom(offlineUntil: string, serverTime: string, now: number): Lease {
	const lasts = Math.max(0, Date.parse(offlineUntil) - Date.parse(serverTime));
	return { lasts: Number.isFinite(lasts) ? lasts : 0, at: now, seen: now, since: now, setBacks: 0 };
}

/** The clock stands at `now`: forward is time that passed; back is a step that is counted, and time goes on from there. */
export function noteTime(lease: Lease, now: number): Lease {
	if (now >= lease.seen) return { ...lease, seen: now };
	if (lease.seen - now < tolerance) return lease;
	return { ...lease, seen: now, since: now, setBacks: lease.setBacks + 1 };
}

/** What is left of it, in milliseconds. A clock that stands before the server's last answer counts from its last step. */
export function leftOf(lease: Lease, now: number): number {
	const { lasts, at, seen, since, setBacks } = noteTime(lease, now);
	const passed = seen >= at ? seen - at : seen - since;
	return Math.max(0, lasts - passed - setBacks * lasts * stepBack);
}

export function hasLapsed(lease: Lease, now: number): boolean {
	return leftOf(lease, now) === 0;
}
