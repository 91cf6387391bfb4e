import { expect, test } from 'vitest';
import { runDrills } from '../fuzz/drills.ts';

test(
	'W7, I1: ten machines lost after a backup under load: all that tablets sent comes back by itself, once',
	{ timeout: 300_000 },
	async () => {
		const figures = await runDrills({ count: 10, seed: 1 });
		expect(figures).toMatchObject({ drills: 10, lost: 0, doubled: 0 });
		expect(figures.sentAgain).toBeGreaterThan(10);
	}
);
