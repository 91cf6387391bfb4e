import type { Kysely } from 'kysely';
import { template as templateShape, type Template, type TemplateRef } from '#lib/domain/templates/Template.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { readJson } from '../db/json.ts';

/** Published templates reach tablets as records of one field: `<id>~<version>`. */
export function templateRecord({ id, ver }: TemplateRef): RecordRef {
	return { kind: 'template', id: `${id}~${ver}` };
}

export const templateField = 'template';

/** A published version never changes, so what its text parses to is kept. By text: two databases may differ. */
const parsed = new Map<string, Template>();
const keptTemplates = 500;

export async function findTemplate(db: Kysely<Tables>, ref: TemplateRef): Promise<Template | null> {
	const row = await db
		.selectFrom('record_field')
		.select('value')
		.where('kind', '=', 'template')
		.where('id', '=', templateRecord(ref).id)
		.where('key', '=', templateField)
		.executeTakeFirst();
	return row === undefined ? null : parseTemplate(row.value);
}

export function parseTemplate(text: string): Template {
	const known = parsed.get(text);
	if (known !== undefined) return known;
	const template = readJson(text, templateShape);
	if (parsed.size >= keptTemplates) parsed.clear();
	parsed.set(text, template);
	return template;
}
