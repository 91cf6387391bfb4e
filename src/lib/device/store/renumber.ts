import { changeHash } from '#lib/protocol/hashes.ts';
import { waitingAs, type HeldChange } from './sealedShapes.ts';

/**
 * Numbers `after + 1`, `after + 2` …, with the hash of what they are now, and waiting: no receipt holds for a new number.
 * What was seen in another epoch than `epoch`, before the server was restored, was not seen in this one: it could pass
 * for another version of the same number, and overwrite in silence what stands there (SPEC.md M2, W7).
 */
export function renumber(held: readonly HeldChange[], epoch: string | null, after = 0): Promise<HeldChange[]> {
	return Promise.all(
		held.map(async (one, index) => {
			const { change, seenIn } = one;
			const wasSeen = seenIn !== undefined && seenIn === epoch;
			const numbered = { ...change, n: after + index + 1, ...(wasSeen ? {} : { base: 0 }) };
			return waitingAs({ ...numbered, h: await changeHash(numbered) }, one);
		})
	);
}
