import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import type { PublishProblemCode } from '#lib/domain/templates/editing/TemplateDraft.ts';
import { inUse } from '#lib/domain/templates/editing/versions.ts';
import { shortFormId } from '#lib/domain/templates/shortForm.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { listHeads } from '../records/listHeads.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { requireMay } from '../records/requireMay.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { listSamples } from '../samples/samples.useCases.ts';
import { listStored, markTemplate, versionsOf } from './templates.repository.ts';

/** What still leans on a template: it goes on, whatever becomes of the template. */
export type Uses = {
	/** Audits under way, by the version they began with, the newest first. */
	readonly audits: readonly { readonly version: number; readonly count: number }[];
	/** Samples that are drawn and not given out. */
	readonly samples: readonly { readonly id: string; readonly name: string }[];
};

export async function usesOf(acting: Acting, templateId: string): Promise<Uses> {
	requireMay(acting, 'edit-templates');
	const ids = new Set([templateId, shortFormId({ id: templateId })]);
	const open = await listOpenAudits(acting);
	const counts = new Map<number, number>();
	for (const { template } of open.filter((head) => ids.has(head.template.id)))
		counts.set(template.ver, (counts.get(template.ver) ?? 0) + 1);
	const samples = (await listSamples(acting)).filter(
		({ state, template }) => state === 'drawn' && ids.has(template.id)
	);
	return {
		audits: [...counts].map(([version, count]) => ({ version, count })).sort((a, b) => b.version - a.version),
		samples: samples.map(({ id, name }) => ({ id, name }))
	};
}

async function listOpenAudits(acting: Acting): Promise<AuditHead[]> {
	const open = await listHeads(acting, 'audit', (eb) => eb('state', 'in', ['allocated', 'begun']));
	return open.map(({ head }) => head);
}

/** From now on it begins no audit, and no version that was to come will; those that began with it go on (W8). */
export async function retire(
	acting: Acting,
	templateId: string,
	reason: string
): Promise<Result<void, PublishProblemCode>> {
	requireMay(acting, 'edit-templates');
	const why = cleanText(reason).trim().slice(0, 2000);
	if (why === '') return problem('retire.reason-missing');
	return acting.database.transaction(async (trx): Promise<Result<void, PublishProblemCode>> => {
		const stored = await listStored(trx);
		if (versionsOf(stored, templateId).length === 0) throw recordNotFound();
		const own = [templateId, shortFormId({ id: templateId })].flatMap((id) => versionsOf(stored, id));
		const still = own.filter(({ state }) => state === 'published');
		if (still.length === 0) return problem('retire.not-in-use');
		for (const one of still) await markTemplate(trx, one, 'retired', acting.now);
		await logOfficeAct(trx, acting, 'template.retire', { template: templateId, reason: why });
		return ok(undefined);
	});
}

/** The newest version begins audits again; so is a set switched on that ships in reserve. */
export async function bringBack(acting: Acting, templateId: string): Promise<Result<void, PublishProblemCode>> {
	requireMay(acting, 'edit-templates');
	return acting.database.transaction(async (trx): Promise<Result<void, PublishProblemCode>> => {
		const stored = await listStored(trx);
		const versions = versionsOf(stored, templateId);
		if (versions.length === 0) throw recordNotFound();
		if (inUse(versions, todayOf(acting.now)) !== undefined) return problem('bring-back.in-use');
		for (const id of [templateId, shortFormId({ id: templateId })]) {
			const newest = versionsOf(stored, id)[0];
			if (newest !== undefined) await markTemplate(trx, newest, 'published', acting.now);
		}
		await logOfficeAct(trx, acting, 'template.bring-back', { template: templateId });
		return ok(undefined);
	});
}
