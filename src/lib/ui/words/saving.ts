import { plural } from './numbers.ts';

/** What the sync line knows. `savedAt` is a time in words, "14:02". */
export type SaveState = {
	readonly kind: 'saved' | 'waiting' | 'no-signal' | 'needs-you' | 'not-saved' | 'office';
	readonly savedAt?: string;
	readonly waiting?: number;
	readonly needs?: number;
	readonly device?: 'tablet' | 'phone';
};

/** The line in two parts: what is so, and what there is to open. "Sent" is never said here. */
export function saveWords(state: SaveState, short = false): { said: string; open?: string } {
	if (state.kind === 'not-saved') return { said: 'Not saved:', open: 'keep this page open' };
	const at = state.savedAt === undefined ? '' : ` ${state.savedAt}`;
	if (state.kind === 'office') return { said: `Up to date${at}` };
	const saved = `${state.kind === 'no-signal' ? 'No signal. ' : ''}Saved on this ${state.device ?? 'tablet'}${at}`;
	return { said: saved, ...opening(state, short) };
}

function opening({ needs = 0, waiting = 0 }: SaveState, short: boolean): { open?: string } {
	if (needs > 0) return { open: needs === 1 ? '1 needs you' : `${needs} need you` };
	if (waiting > 0) return { open: short ? `${waiting} waiting` : `${waiting} waiting to send` };
	return {};
}

export function waitingWords(waiting: number): string {
	return `${plural(waiting, 'change')} ${waiting === 1 ? 'is' : 'are'} waiting to send`;
}
