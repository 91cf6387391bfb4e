import { createContext } from 'svelte';
import { dayInEngland, type Day, type Instant } from '#lib/domain/shared/dates.ts';
import { nowInstant } from './nowInstant.ts';

const minute = 60_000;

/** The day and the minute it is in England, for clocks and due dates that stay right on a page left open overnight. */
export class CurrentDay {
	#now = $state.raw<Instant>(nowInstant());
	readonly #today = $derived(dayInEngland(this.#now));

	get now(): Instant {
		return this.#now;
	}

	get today(): Day {
		return this.#today;
	}

	/** Keeps time until the function it gives back is called. */
	run(): () => void {
		const read = () => {
			this.#now = nowInstant();
		};
		const timer = setInterval(read, minute);
		document.addEventListener('visibilitychange', read);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', read);
		};
	}
}

export const [getCurrentDay, setCurrentDay] = createContext<CurrentDay>();
