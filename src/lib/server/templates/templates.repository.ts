import type { Kysely, Transaction } from 'kysely';
import type { Day } from '#lib/domain/shared/dates.ts';
import { standingOf, type VersionStanding, type VersionState } from '#lib/domain/templates/editing/versions.ts';
import { template as templateShape, type Template, type TemplateRef } from '#lib/domain/templates/Template.ts';
import type { Json, RecordRef, RecordState, TemplateHead } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import { stateFrom } from '../records/recordRows.ts';
import { insertRecord, updateRecord } from '../records/records.repository.ts';

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

export type StoredTemplate = {
	readonly record: RecordState<'template'>;
	readonly template: Template;
	/** Who published it: `shippedBy`, or a person's id. */
	readonly by: string;
	/** When, in milliseconds since 1970. */
	readonly at: number;
};
export type StoredVersion = StoredTemplate & VersionState;

/** Every version ever published, newest version of each first. */
export async function listStored(db: Kysely<Tables>): Promise<StoredTemplate[]> {
	const rows = await db
		.selectFrom('record')
		.innerJoin('record_field', (join) =>
			join.onRef('record_field.kind', '=', 'record.kind').onRef('record_field.id', '=', 'record.id')
		)
		.select(['record.kind', 'record.id', 'record.ver', 'record.head'])
		.select(['record_field.value', 'record_field.by_id', 'record_field.at'])
		.where('record.kind', '=', 'template')
		.where('record_field.key', '=', templateField)
		.execute();
	return rows
		.map((row) => ({
			record: stateFrom(row) as RecordState<'template'>,
			template: parseTemplate(row.value),
			by: row.by_id,
			at: row.at
		}))
		.sort((a, b) => a.template.id.localeCompare(b.template.id, 'en') || b.template.version - a.template.version);
}

/** By nobody: it came with the program. */
export const shippedBy = 'dipper';

/** Who published a version, and from which day it begins audits; left out: at once. */
export type Publisher = { readonly by: string; readonly from?: Day };

export async function insertTemplate(
	trx: Transaction<Tables>,
	template: Template,
	now: number,
	{ by, from }: Publisher = { by: shippedBy }
): Promise<void> {
	const ref = { id: template.id, ver: template.version };
	const value = JSON.parse(writeJson(template)) as Json;
	const field = { ver: 1, value, by, at: new Date(now).toISOString(), client: null };
	const { title, short } = template;
	const head = { state: 'published', template: ref, title, short, ...(from === undefined ? {} : { from }) } as const;
	const record = { kind: 'template', id: templateRecord(ref).id } as const;
	await insertRecord(trx, { record, ver: 1, head, fields: new Map([[templateField, field]]) }, now);
}

/** A retired version begins no new audit; those begun with it go on (W8). */
export async function markTemplate(
	trx: Transaction<Tables>,
	{ record }: StoredTemplate,
	state: TemplateHead['state'],
	now: number
): Promise<void> {
	await updateRecord(trx, { ...record, ver: record.ver + 1, head: { ...record.head, state } }, [], now);
}

/** The versions of each template, as `standingOf` looks at them. */
export function versionsOf(stored: readonly StoredTemplate[], templateId: string): readonly StoredVersion[] {
	return stored
		.filter(({ template }) => template.id === templateId)
		.map((one) => ({
			...one,
			version: one.template.version,
			state: one.record.head.state,
			from: one.record.head.from
		}));
}

/** Where one version stands on a day; null where nobody published it. */
export async function findStanding(db: Kysely<Tables>, ref: TemplateRef, today: Day): Promise<VersionStanding | null> {
	const versions = versionsOf(await listStored(db), ref.id);
	const one = versions.find(({ version }) => version === ref.ver);
	return one === undefined ? null : standingOf(one, versions, today);
}
