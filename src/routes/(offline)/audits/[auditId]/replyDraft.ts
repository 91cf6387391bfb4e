import { z } from 'zod';
import { askedOf, type Said } from '#lib/domain/voices/Voice.ts';

/** A worker's reply while it is written. */
export type ReplyDraft = {
	readonly agreement: string | null;
	readonly text: string;
	readonly more: Readonly<Record<string, string>>;
};

const shape = z.object({ agreement: z.string().nullable(), text: z.string(), more: z.record(z.string(), z.string()) });
const empty: ReplyDraft = { agreement: null, text: '', more: {} };

export function writeReply(reply: ReplyDraft): string {
	return JSON.stringify(reply);
}

/** Nothing where nothing was kept, or a build before this one kept it differently. */
export function readReply(draft: string | null): ReplyDraft {
	if (draft === null) return empty;
	try {
		const read = shape.safeParse(JSON.parse(draft));
		return read.success ? read.data : empty;
	} catch (error) {
		if (error instanceof SyntaxError) return empty;
		throw error;
	}
}

export function checkReply({ agreement, text, more }: ReplyDraft): { readonly id: string; readonly words: string }[] {
	const tooLong = (id: string, given: string, most: number) =>
		given.length > most ? [{ id, words: `Shorten this to ${most} characters` }] : [];
	return [
		...(agreement === null ? [{ id: 'reply-agreement', words: 'Choose how far you agree' }] : []),
		...(text.trim() === '' ? [{ id: 'reply-text', words: 'Write what you see, in your own words' }] : []),
		...tooLong('reply-text', text, 5_000),
		...askedOf.practitioner.flatMap((about) => tooLong(`reply-${about}`, more[about] ?? '', 2_000))
	];
}

/** What was written to the further questions; those left empty are not there. */
export function replySaid({ more }: ReplyDraft): Said[] {
	return askedOf.practitioner.flatMap((about) => {
		const value = (more[about] ?? '').trim();
		return value === '' ? [] : [{ about, value }];
	});
}
