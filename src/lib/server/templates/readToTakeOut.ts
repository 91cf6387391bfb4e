import type { Template } from '#lib/domain/templates/Template.ts';
import type { Acting } from '../records/Acting.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { findSetting } from '../settings/settings.repository.ts';
import { listStored } from './templates.repository.ts';
import { requireReader } from './templates.useCases.ts';

export type ToTakeOut = {
	readonly template: Template;
	readonly council: string | null;
	/** Milliseconds since 1970. */
	readonly publishedAt: number;
};

/** A published version, the newest where none is asked for, with what its printed form bears. Who may read it may take it out. */
export async function readToTakeOut(
	acting: Acting,
	{ id, version }: { readonly id: string; readonly version: number | null }
): Promise<ToTakeOut> {
	requireReader(acting);
	const versions = (await listStored(acting.database.db)).filter(({ template }) => template.id === id);
	const found = versions.find(({ template }) => version === null || template.version === version);
	if (found === undefined) throw recordNotFound();
	const council = await findSetting(acting.database.db, 'council-name');
	return { template: found.template, council, publishedAt: found.at };
}
