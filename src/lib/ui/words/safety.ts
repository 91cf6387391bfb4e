import { plural } from './numbers.ts';

type Told = {
	readonly waiting: number;
	readonly drafts: number;
	readonly backedUp: 'all' | 'not-yet' | 'nothing-sent';
	readonly kept: number;
	readonly isSafe: boolean;
};

/** The first line of the page that a person shows when they hand a tablet back. */
export function safeHeading({ isSafe, backedUp }: Told): string {
	if (!isSafe) return 'Not all of your work is safe yet';
	return backedUp === 'nothing-sent' ? 'Nothing of yours waits on this tablet' : 'Your work is safe';
}

/** What would be lost with this tablet, and what to do about each. */
export function unsafeWords({ waiting, drafts }: Told): string[] {
	return [
		...(waiting === 0
			? []
			: [`${plural(waiting, 'change')} ${waiting === 1 ? 'is' : 'are'} on this tablet alone, waiting to be sent.`]),
		...(drafts === 0
			? []
			: [
					`${plural(drafts, 'text')} ${drafts === 1 ? 'was' : 'were'} begun and not finished. Open where you wrote, and leave the box: that records it.`
				])
	];
}

/** Whether the office itself could lose it. `since` is the moment it was known, in words. */
export function backingWords({ backedUp, kept }: Told, since: string | null): string {
	if (backedUp === 'nothing-sent') return 'Nothing has been sent that could be in one';
	if (backedUp === 'not-yet')
		return kept > 0 ? 'Kept on this tablet until the office’s next checked backup' : 'Not in a checked backup yet';
	return since === null ? 'In a checked backup' : `In a checked backup since ${since}`;
}

/** Copies may go before a backup holds them, by the council's rule or for want of room: then no backup is claimed. */
const noCopiesWords: Readonly<Record<Told['backedUp'], string>> = {
	'nothing-sent': 'No copies: nothing has been sent from here.',
	'not-yet': 'No copies are kept here any more. Until its next checked backup only the office has what you sent.',
	all: 'No copies are kept: the office has them, and so has its backup.'
};

export function keptWords({ waiting, kept, backedUp }: Told): string {
	if (waiting > 0) return 'Sealed with your passphrase. Nothing that waits is ever deleted before it is sent.';
	if (kept === 0) return noCopiesWords[backedUp];
	return `Copies of ${plural(kept, 'change')}, sealed. They go by themselves.`;
}
