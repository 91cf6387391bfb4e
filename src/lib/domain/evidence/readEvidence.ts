import { z } from 'zod';
import { fieldsUnder } from '../changes/records.ts';
import type { Fields } from '../changes/RecordState.ts';
import type { Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';

/** A file that an answer or an action rests on, as its record names it. */
export type Evidence = {
	readonly id: string;
	/** In an audit the question it belongs to; null in an action. */
	readonly question: string | null;
	readonly sha256: string;
	/** As whoever attached it called it. */
	readonly name: string;
	readonly kind: 'png' | 'jpeg' | 'heic' | 'pdf' | 'docx';
	readonly bytes: number;
	readonly by: PersonId;
	readonly at: Instant;
};

/** With whether its bytes have come. */
export type ShownEvidence = Evidence & {
	readonly isWhole: boolean;
	/** Where it is not whole yet: the short id of the tablet that still has it, where a tablet attached it. */
	readonly tablet: string | null;
};

const file = z.looseObject({
	question: z.string().optional(),
	sha256: z.string(),
	name: z.string(),
	kind: z.enum(['png', 'jpeg', 'heic', 'pdf', 'docx']),
	bytes: z.number()
});

/** The files of a record, earliest first; what was taken off again is not there. */
export function readEvidence(fields: Fields): Evidence[] {
	const found = fieldsUnder(fields, 'evidence/').flatMap(([id, { value, by, at }]) => {
		const read = file.safeParse(value);
		if (!read.success) return [];
		const { question = null, sha256, name, kind, bytes } = read.data;
		return [{ id, question, sha256, name, kind, bytes, by, at }];
	});
	return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
}

export function isPicture({ kind }: Pick<Evidence, 'kind'>): boolean {
	return kind === 'png' || kind === 'jpeg' || kind === 'heic';
}
