import type { Change } from '#lib/domain/changes/Change.ts';
import { changeHash } from '#lib/protocol/hashes.ts';
import type { HeldChange } from './sealedShapes.ts';

/** Numbers `after + 1`, `after + 2` …, with the hash of what they are now, and waiting: no receipt holds for a new number. */
export function renumber(changes: readonly Change[], after = 0): Promise<HeldChange[]> {
	return Promise.all(
		changes.map(async (change, index) => {
			const numbered = { ...change, n: after + index + 1 };
			return { change: { ...numbered, h: await changeHash(numbered) }, receipt: null };
		})
	);
}
