import type { Author } from './Author.ts';
import type { Write } from './Effect.ts';
import { isSameValue } from './isSameValue.ts';
import type { Field, Fields, WrittenValue } from './RecordState.ts';

export type Merged = {
	readonly fields: Fields;
	/** The record's version after: one more when anything was written, else as before (P3, P6). */
	readonly ver: number;
	readonly outcome: 'applied' | 'conflict';
	/** The value that was overwritten though its writer had not been seen. */
	readonly other?: WrittenValue;
	/** The fields that were written, for the store. */
	readonly written: readonly string[];
};

/**
 * Puts writes into fields by the rules M1–M4 and P6: different fields never meet; the same field
 * is written quietly when the person had seen what stands there, or wrote it; else by order of arrival,
 * and both values are kept until someone chooses.
 */
export function mergeWrites(
	held: { readonly fields: Fields; readonly ver: number },
	writes: readonly Write[],
	base: number,
	author: Author
): Merged {
	const ver = held.ver + 1;
	const fields = new Map(held.fields);
	const written: string[] = [];
	let other: WrittenValue | undefined;
	for (const write of writes) {
		const current = held.fields.get(write.key);
		if (current !== undefined && isSameValue(current.value, write.value)) continue;
		const lost = current !== undefined && isUnseen(current, write, base, author) ? asWritten(current) : undefined;
		fields.set(write.key, newField(write, ver, author, current, lost));
		written.push(write.key);
		other ??= lost;
	}
	return {
		fields: written.length === 0 ? held.fields : fields,
		ver: written.length === 0 ? held.ver : ver,
		outcome: other === undefined ? 'applied' : 'conflict',
		...(other === undefined ? {} : { other }),
		written
	};
}

function isUnseen(current: Field, write: Write, base: number, author: Author): boolean {
	if (write.settles === true || current.ver === base) return false;
	return author.clientId === null || current.client !== author.clientId;
}

function asWritten(field: Field): WrittenValue {
	return { value: field.value, by: field.by, at: field.at, ver: field.ver };
}

function newField(
	write: Write,
	ver: number,
	author: Author,
	current: Field | undefined,
	lost: WrittenValue | undefined
): Field {
	const waiting = [...(lost === undefined ? [] : [lost]), ...(current?.other ?? [])];
	return {
		ver,
		value: write.value,
		by: author.person.id,
		at: author.at,
		...(author.deviceAt === undefined ? {} : { deviceAt: author.deviceAt }),
		client: author.clientId,
		...(waiting.length === 0 ? {} : { other: waiting })
	};
}
