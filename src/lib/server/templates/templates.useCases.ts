import { isActive } from '#lib/domain/access/can.ts';
import type { Template, TemplateRef } from '#lib/domain/templates/Template.ts';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import type { Database } from '../db/connection.ts';
import { notPermitted, recordNotFound } from '../records/records.errors.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { findTemplate, insertTemplate, listStored, retireTemplate } from './templates.repository.ts';

/**
 * Publishes what ships with the program and is not published yet; answers with how many. A version that is published
 * is never edited: the same id and version with other content is a mistake of ours and stops the start.
 */
export async function publishShipped(database: Database, templates: readonly Template[], now: number): Promise<number> {
	return database.transaction(async (trx) => {
		const stored = await listStored(trx);
		let published = 0;
		for (const template of templates) {
			const versions = stored.filter((one) => one.template.id === template.id);
			const same = versions.find((one) => one.template.version === template.version);
			if (same !== undefined) {
				refuseEdited(same.template, template);
				continue;
			}
			await insertTemplate(trx, template, now);
			published += 1;
			for (const old of versions) {
				if (old.record.head.state === 'published' && old.template.version < template.version)
					await retireTemplate(trx, old, now);
			}
		}
		return published;
	});
}

function refuseEdited(published: Template, template: Template) {
	if (canonicalJson(published) === canonicalJson(template)) return;
	throw new Error(
		`template ${template.id} version ${template.version} is published with other content: give it a new version`
	);
}

export type TemplateListing = Pick<Template, 'title' | 'short' | 'family' | 'purpose' | 'suggestedSize' | 'minutes'> & {
	readonly ref: TemplateRef;
	readonly state: 'published' | 'retired';
	/** How many questions it may ask. */
	readonly questions: number;
};

/** Every version ever published; those that may begin an audit are `published`. */
export async function listTemplates({ database, person, now }: Acting): Promise<TemplateListing[]> {
	if (!isActive(person, todayOf(now)) || person.grants.every(({ role }) => role === 'board')) throw notPermitted();
	return (await listStored(database.db)).map(({ record, template }) => ({
		ref: record.head.template,
		state: record.head.state,
		title: template.title,
		short: template.short,
		family: template.family,
		purpose: template.purpose,
		...(template.suggestedSize === undefined ? {} : { suggestedSize: template.suggestedSize }),
		...(template.minutes === undefined ? {} : { minutes: template.minutes }),
		questions: template.sections.reduce((sum, section) => sum + section.questions.length, 0)
	}));
}

/** One version as it was published. */
export async function readTemplate({ database, person, now }: Acting, ref: TemplateRef): Promise<Template> {
	const template = await findTemplate(database.db, ref);
	const may = isActive(person, todayOf(now)) && !person.grants.every(({ role }) => role === 'board');
	if (template === null || !may) throw recordNotFound();
	return template;
}
