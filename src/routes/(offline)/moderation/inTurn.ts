import type { ModerationListing } from '#lib/device/session/Tablet.svelte.ts';

/** What waits for this person first, the soonest due before others; then what was decided, the latest first. */
export function inTurn(listings: readonly ModerationListing[], me: string): readonly ModerationListing[] {
	const rank = ({ head }: ModerationListing) =>
		head.state === 'decided' ? 2 : head.state === 'panel' ? Number(head.moderator === me) : 0;
	return [...listings].sort((one, other) => {
		const apart = rank(one) - rank(other);
		if (apart !== 0) return apart;
		if (rank(one) === 2) return one.head.since < other.head.since ? 1 : -1;
		return one.head.dueOn < other.head.dueOn ? -1 : 1;
	});
}
