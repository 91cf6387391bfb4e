import { isActive } from '#lib/domain/access/can.ts';
import { countQuestions } from '#lib/domain/templates/editing/TemplateDraft.ts';
import { standingOf, type VersionStanding } from '#lib/domain/templates/editing/versions.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Template, TemplateRef } from '#lib/domain/templates/Template.ts';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import type { Database } from '../db/connection.ts';
import { notPermitted, recordNotFound } from '../records/records.errors.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import {
	findTemplate,
	insertTemplate,
	listStored,
	markTemplate,
	shippedBy,
	versionsOf
} from './templates.repository.ts';

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
			const same = versions.find((one) => one.template.version === template.version && one.by === shippedBy);
			if (same !== undefined) refuseEdited(same.template, template);
			// The council goes its own way with this set: what ships is offered in the library and never put over it.
			if (same !== undefined || versions.some(({ by }) => by !== shippedBy)) continue;
			await insertTemplate(trx, template, now);
			published += 1;
			for (const old of versions) {
				if (old.record.head.state === 'published' && old.template.version < template.version)
					await markTemplate(trx, old, 'retired', now);
			}
		}
		return published;
	});
}

/** Sets that ship in reserve stand in the library as retired, until a QA manager brings one into use. */
export async function keepInReserve(database: Database, templates: readonly Template[], now: number): Promise<number> {
	return database.transaction(async (trx) => {
		let kept = 0;
		for (const template of templates) {
			if (versionsOf(await listStored(trx), template.id).length > 0) continue;
			await insertTemplate(trx, template, now);
			const [stored] = versionsOf(await listStored(trx), template.id);
			if (stored !== undefined) await markTemplate(trx, stored, 'retired', now);
			kept += 1;
		}
		return kept;
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
	/** `published`: it begins audits. `coming`: it will, from a day on. `retired`: it does no more. */
	readonly state: 'published' | 'coming' | 'retired';
	readonly standing: VersionStanding;
	readonly from?: Day;
	/** How many questions it may ask. */
	readonly questions: number;
};

const states = { 'in-use': 'published', coming: 'coming', superseded: 'retired', retired: 'retired' } as const;

/** Every version ever published; those that may begin an audit today are `published`. */
export async function listTemplates(acting: Acting): Promise<TemplateListing[]> {
	requireReader(acting);
	const today = todayOf(acting.now);
	const stored = await listStored(acting.database.db);
	const versions = new Map(stored.map(({ template: { id } }) => [id, versionsOf(stored, id)]));
	return stored.map(({ record: { head }, template }) => {
		const own = { version: template.version, state: head.state, from: head.from };
		const standing = standingOf(own, versions.get(template.id) ?? [own], today);
		return {
			ref: head.template,
			state: states[standing],
			standing,
			...(head.from === undefined ? {} : { from: head.from }),
			title: template.title,
			short: template.short,
			family: template.family,
			purpose: template.purpose,
			...(template.suggestedSize === undefined ? {} : { suggestedSize: template.suggestedSize }),
			...(template.minutes === undefined ? {} : { minutes: template.minutes }),
			questions: countQuestions(template)
		};
	});
}

/** Whoever works with templates may read them: everyone but those who see figures alone. */
export function requireReader({ person, now }: Acting): void {
	if (!isActive(person, todayOf(now)) || person.grants.every(({ role }) => role === 'board')) throw notPermitted();
}

/** One version as it was published. */
export async function readTemplate({ database, person, now }: Acting, ref: TemplateRef): Promise<Template> {
	const template = await findTemplate(database.db, ref);
	const may = isActive(person, todayOf(now)) && !person.grants.every(({ role }) => role === 'board');
	if (template === null || !may) throw recordNotFound();
	return template;
}
