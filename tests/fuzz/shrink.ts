/**
 * The shortest list of acts that still fails, by leaving out ever smaller parts (delta debugging). Acts must mean
 * the same whatever stands before them.
 */
export function shrink<Act>(acts: readonly Act[], fails: (acts: readonly Act[]) => boolean): readonly Act[] {
	let least = acts;
	for (let part = Math.ceil(least.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2)) {
		for (let from = 0; from < least.length;) {
			const without = [...least.slice(0, from), ...least.slice(from + part)];
			if (fails(without)) least = without;
			else from += part;
		}
	}
	return least;
}

/** The same where a history takes its time; it stops looking after so many tries. */
export async function shrinkSlowly<Act>(
	acts: readonly Act[],
	fails: (acts: readonly Act[]) => Promise<boolean>,
	mostTries: number
): Promise<readonly Act[]> {
	let least = acts;
	let tries = 0;
	for (let part = Math.ceil(least.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2)) {
		for (let from = 0; from < least.length && tries < mostTries; tries += 1) {
			const without = [...least.slice(0, from), ...least.slice(from + part)];
			if (await fails(without)) least = without;
			else from += part;
		}
	}
	return least;
}
