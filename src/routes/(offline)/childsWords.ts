import { z } from 'zod';

/** What a child has tapped and typed and not handed in yet. */
export type ChildsWords = { readonly faces: Readonly<Record<string, string>>; readonly words: string };

const shape = z.object({ faces: z.record(z.string(), z.string()), words: z.string() });
const none: ChildsWords = { faces: {}, words: '' };

export function writeChildsWords(given: ChildsWords): string {
	return JSON.stringify(given);
}

/** Nothing where nothing was kept, or a build before this one kept it differently. */
export function readChildsWords(draft: string | null): ChildsWords {
	if (draft === null) return none;
	try {
		const read = shape.safeParse(JSON.parse(draft));
		return read.success ? read.data : none;
	} catch (error) {
		if (error instanceof SyntaxError) return none;
		throw error;
	}
}
