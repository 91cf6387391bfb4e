const guidanceKey = 'dipper.guidance-open';
const oneKey = 'dipper.one-at-a-time';

/**
 * How this person likes the questions: kept in the browser, beside no case content, so that they are there before
 * anything is unlocked and never travel.
 */
export class Preferences {
	#guidanceOpen = $state(read(guidanceKey));
	#oneAtATime = $state(read(oneKey));

	/** How guidance stood when it was last opened or closed: the next questions begin so. */
	get guidanceOpen(): boolean {
		return this.#guidanceOpen;
	}

	get oneAtATime(): boolean {
		return this.#oneAtATime;
	}

	setGuidanceOpen(open: boolean): void {
		this.#guidanceOpen = open;
		write(guidanceKey, open);
	}

	setOneAtATime(on: boolean): void {
		this.#oneAtATime = on;
		write(oneKey, on);
	}
}

/** Where the browser keeps nothing, questions simply stand as they do for someone new. */
function read(key: string): boolean {
	try {
		return localStorage.getItem(key) === 'yes';
	} catch {
		return false;
	}
}

function write(key: string, on: boolean): void {
	try {
		localStorage.setItem(key, on ? 'yes' : 'no');
	} catch {
		return;
	}
}
