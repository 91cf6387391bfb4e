import { fieldsUnder } from '#lib/domain/changes/records.ts';
import type { Fields, Json } from '#lib/domain/changes/RecordState.ts';

/** Files that stand as evidence of an action, by the name they were given. */
export function evidenceFiles(fields: Fields): readonly { readonly id: string; readonly name: string }[] {
	return fieldsUnder(fields, 'evidence/').flatMap(([id, { value }]) => {
		const name = nameIn(value);
		return name === null ? [] : [{ id, name }];
	});
}

function nameIn(value: Json): string | null {
	const isFile = value !== null && typeof value === 'object' && 'name' in value;
	return isFile && typeof value.name === 'string' ? value.name : null;
}
