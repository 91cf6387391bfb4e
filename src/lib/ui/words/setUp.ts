/** Why a tablet could not be set up, and what to do. */
export const setUpWords = {
	'no-signal': 'There is no signal. Setting up needs it once; try again when there is some.',
	'signed-out': 'You are signed out. Sign in, and you come back here.',
	'passphrase.too-short': 'Make it longer: four words, or twelve characters',
	'passphrase.too-plain': 'Choose words that nobody would guess',
	'passphrase.missing': 'Write a passphrase',
	'passphrase.not-the-words': 'Type the four words above, with a space between them',
	'passphrase.differs': 'The two are not the same. Write it once more',
	'already-here': 'You are set up on this tablet already. Unlock it.',
	'no-storage':
		'This browser keeps nothing: it may be a private window, or the tablet may be full. Open Dipper in an ordinary window, or make room, and try again.',
	unfit: 'This tablet does not keep what is written, so nobody is set up on it. Load this page again to see why.',
	'pin.not-six': 'Write six digits, or leave it empty',
	'pin.too-plain': 'Choose six digits that nobody would try first',
	'other-person': 'Someone else has signed in meanwhile. Load this page again.',
	refused: 'The office did not take this tablet. Speak to your Dipper administrator.'
} as const;
export type SetUpCode = keyof typeof setUpWords;

/** Beside which box a problem stands; null for over the form. */
export function boxOf(code: SetUpCode): 'passphrase' | 'pin' | null {
	if (code.startsWith('pin.')) return 'pin';
	return isAboutPassphrase(code) ? 'passphrase' : null;
}

/** Problems of the passphrase stand beside it, the others over the form. */
export function isAboutPassphrase(code: SetUpCode): boolean {
	return code.startsWith('passphrase.');
}

type Progress = { readonly step: 'check' | 'key' | 'hello' | 'records' | 'done'; readonly records: number };

/** What is going on while the first records come. */
export function progressWords({ step, records }: Progress): string {
	if (step === 'check') return 'Checking that this tablet keeps what is written';
	if (step === 'key') return 'Making your key';
	if (step === 'hello') return 'Telling the office about this tablet';
	if (step === 'done') return 'Everything is here';
	return records === 0
		? 'Fetching your work'
		: `Fetching your work: ${records} ${records === 1 ? 'record' : 'records'} so far`;
}

/** Whether the browser promised to keep what is on the tablet (SPEC.md S6). */
export function keptWords(persisted: boolean | null): string {
	if (persisted === true) return 'The browser has promised to keep what is on this tablet.';
	if (persisted === null) return 'The browser has not been asked yet to keep what is on this tablet.';
	return 'The browser has not promised to keep what is on this tablet: if it runs short of room it may clear it. Send your work whenever there is signal.';
}
