type CheckId = 'secure' | 'cipher' | 'derivation' | 'store' | 'journal' | 'room' | 'kept' | 'home-screen';
type Verdict = 'good' | 'poor' | 'bad';
type Words = { readonly title: string; readonly good: string; readonly poor: string; readonly bad: string };

/** What is tried before a tablet is trusted with work, and what to do where it fails (SPEC.md S6). */
export const checkWords: Readonly<Record<CheckId, Words>> = {
	secure: {
		title: 'A safe connection',
		good: 'Nobody on the way can read along.',
		poor: '',
		bad: 'Dipper was opened at an address without “https”. Ask your Dipper administrator for the right one.'
	},
	cipher: {
		title: 'Sealing',
		good: 'What is written here can be sealed.',
		poor: '',
		bad: 'This browser cannot seal what is written. Bring it up to date, or use another.'
	},
	derivation: {
		title: 'Your passphrase',
		good: 'It guards your work as well as can be.',
		poor: 'It guards your work, a little less well than in other browsers: choose four words or more.',
		bad: 'This browser cannot make a key from a passphrase. Bring it up to date, or use another.'
	},
	store: {
		title: 'Keeping your work',
		good: 'A word that was written came back after closing.',
		poor: '',
		bad: 'This browser keeps nothing: it may be a private window, or the tablet may be full. Open Dipper in an ordinary window, or make room, and try again.'
	},
	journal: {
		title: 'A second copy',
		good: 'There are two copies of everything you write, each by itself.',
		poor: 'This browser keeps only one copy. Send your work whenever there is signal.',
		bad: 'This browser refuses a second copy, as private windows do. Open Dipper in an ordinary window, and try again.'
	},
	room: {
		title: 'Room',
		good: 'There is room for weeks of work.',
		poor: 'There is not much room, or the browser does not say how much. Send your work often.',
		bad: 'There is hardly any room: it may be a private window, or the tablet may be full. Make room, or open Dipper in an ordinary window, and try again.'
	},
	kept: {
		title: 'Nothing cleared',
		good: 'The browser has promised to keep what is on this tablet.',
		poor: 'The browser has not promised to keep it: if it runs short of room it may clear it. Send your work whenever there is signal.',
		bad: 'The browser does not say whether it keeps things. Bring it up to date, or use another.'
	},
	'home-screen': {
		title: 'Left unused',
		good: 'Nothing here is cleared for being left a while.',
		poor: 'On an iPad what a page keeps is cleared after a week unused. Tap Share, then “Add to Home Screen”, open Dipper from there and set it up there.',
		bad: 'The browser does not say how it was opened. Bring it up to date.'
	}
};

export function checkSentence({ id, verdict }: { readonly id: CheckId; readonly verdict: Verdict }): string {
	return checkWords[id][verdict];
}

/** Beside each: never by colour alone. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
	good: 'Good',
	poor: 'Less good',
	bad: 'Does not work'
};

export function checkSummary(checks: readonly { readonly verdict: Verdict }[]): string {
	if (checks.some(({ verdict }) => verdict === 'bad')) return 'Dipper cannot keep work safely on this tablet.';
	if (checks.some(({ verdict }) => verdict === 'poor')) return 'Your work is safe here. Some things could be better.';
	return 'Everything is as it should be.';
}
