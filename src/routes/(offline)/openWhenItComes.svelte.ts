import { untrack } from 'svelte';

/**
 * What was opened and is not on the tablet may come while one waits for it: with the first fetch, or when a store that
 * the browser threw away is filled again. Then it opens by itself; once for each time it comes, or a record that is
 * listed and cannot be read would be tried without end.
 */
export function openWhenItComes(isListed: () => boolean, isNotHere: () => boolean, open: () => void): void {
	let isTried = false;
	$effect(() => {
		if (!isListed()) isTried = false;
		else if (isNotHere() && !isTried) {
			isTried = true;
			untrack(open);
		}
	});
}
