import { plural } from './numbers.ts';

/** Where a file stands, as its person needs to know it. */
export type FileState =
	/** On this tablet, not yet begun to be sent. */
	| { readonly kind: 'here' }
	| { readonly kind: 'sending'; readonly done: number; readonly parts: number }
	| { readonly kind: 'sent' }
	/** Kept here, but the office will not have it. */
	| { readonly kind: 'refused'; readonly code: string }
	/** Not on this tablet. */
	| { readonly kind: 'elsewhere' };

const refusals: Readonly<Record<string, string>> = {
	WRONG_TYPE: 'Not taken: it is not the kind of file it seems. Remove it and add a photo, a PDF or a Word document',
	VIRUS: 'Not taken: a virus was found in it. Remove it and tell whoever looks after your computers',
	LOST_HERE: 'Part of this file was lost on this tablet. Remove it and add it again'
};

/** "Sent" only once the office has said that it has the whole file (I5). */
export function fileStateWords(state: FileState): string {
	switch (state.kind) {
		case 'here':
			return 'On this tablet';
		case 'sending':
			return `Sending ${state.done} of ${state.parts}`;
		case 'sent':
			return 'Sent';
		case 'elsewhere':
			return 'Not on this tablet';
		case 'refused':
			return refusals[state.code] ?? 'Not taken by the office. Remove it and add it again';
	}
}

/** Why a file that is not here does not open. */
export const notOpenedWords = {
	'no-signal': 'This file is not on this tablet, so it needs signal to open',
	'signed-out': 'This file is not on this tablet. Sign in, then open it',
	'not-there': 'This file has not come yet: it is still on the tablet it was added on'
} as const;

/** On a page of the office: the record says that there is a file, and its bytes are on the way. */
export function stillOnWords(name: string, tablet: string | null): string {
	return `Still on ${name}’s tablet${tablet === null ? '' : ` (${tablet})`}`;
}

export function sizeWords(bytes: number): string {
	if (bytes < 1024) return plural(bytes, 'byte');
	const kilo = bytes / 1024;
	return kilo < 1000 ? `${Math.max(1, Math.round(kilo))} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}
