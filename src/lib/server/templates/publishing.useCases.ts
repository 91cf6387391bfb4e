import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import { isDay, type Day } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import { checkDraft } from '#lib/domain/templates/editing/checkDraft.ts';
import type { DraftProblem } from '#lib/domain/templates/editing/draftProblems.ts';
import type { DraftProblemCode, PublishProblemCode } from '#lib/domain/templates/editing/TemplateDraft.ts';
import { shortForm, shortFormId } from '#lib/domain/templates/shortForm.ts';
import { template as templateShape, type Template, type TemplateRef } from '#lib/domain/templates/Template.ts';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import { dipSampleName } from '#templates/shippedTemplates.ts';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { readPublishingRules } from '../settings/publishingRules.ts';
import { changedSince } from './drafts.useCases.ts';
import { deleteDraft, lockDraft, updateDraft, type KeptDraft, type Proposal } from './drafts.repository.ts';
import { insertEdition } from './editions.repository.ts';
import { insertTemplate, listStored, markTemplate, versionsOf, type StoredVersion } from './templates.repository.ts';

type Trx = Transaction<Tables>;

export type PublishWish = {
	readonly templateId: string;
	/** The draft as it was looked at: what changed since is not published unseen. */
	readonly revision: number;
	/** What changed, in a sentence for those who audit with it. */
	readonly note: string;
	readonly effectiveOn: string;
};

export type Published = {
	readonly did: 'published';
	readonly refs: readonly TemplateRef[];
	readonly effectiveOn: Day;
};
export type PutForward = { readonly did: 'put-forward' };

/** What is wrong with a draft as it stands, with the council's clocks known. */
export function problemsOf(draft: Template): readonly DraftProblem[] {
	return checkDraft(draft, { clocks: new Set(shippedClocks.map(({ id }) => id)) });
}

/**
 * Publishes a draft as the next version of its template, and of its short form where it has one: all of it or nothing.
 * Where the council asks for two people, the first puts it forward, and another publishes what stands there.
 */
export async function publishDraft(
	acting: Acting,
	wish: PublishWish
): Promise<Result<Published | PutForward, PublishProblemCode>> {
	requireMay(acting, 'edit-templates');
	return acting.database.transaction(async (trx): Promise<Awaited<ReturnType<typeof publishDraft>>> => {
		const kept = await lockDraft(trx, acting.database.kind, wish.templateId);
		if (kept === null) return problem('draft.gone');
		if (kept.revision !== wish.revision) return changedSince(kept);
		const wrong = problemsOf(kept.draft).filter(({ weight }) => weight === 'must').length;
		if (wrong > 0) return problem('publish.has-problems', { count: wrong });
		const { twoPeople } = await readPublishingRules(trx);
		if (twoPeople && kept.proposal !== null) {
			if (kept.proposal.by === acting.person.id) return problem('publish.needs-second');
			return ok(await publish(acting, trx, kept, kept.proposal, kept.proposal.by));
		}
		const read = readWish(wish, todayOf(acting.now));
		if (!read.ok) return read;
		if (!twoPeople) return ok(await publish(acting, trx, kept, read.value, null));
		const proposal: Proposal = { ...read.value, by: acting.person.id, at: acting.now };
		await updateDraft(trx, { ...kept, proposal });
		await logOfficeAct(trx, acting, 'template.put-forward', { template: kept.draft.id, ...read.value });
		return ok({ did: 'put-forward' });
	});
}

type Said = { readonly note: string; readonly effectiveOn: Day };

function readWish({ note, effectiveOn }: PublishWish, today: Day): Result<Said, PublishProblemCode> {
	const said = cleanText(note).trim().slice(0, 2000);
	if (said === '') return problem('publish.note-missing');
	if (!isDay(effectiveOn)) return problem('publish.not-a-day');
	return effectiveOn < today ? problem('publish.day-past') : ok({ note: said, effectiveOn });
}

async function publish(
	acting: Acting,
	trx: Trx,
	kept: KeptDraft,
	said: Said,
	proposedBy: string | null
): Promise<Published> {
	const today = todayOf(acting.now);
	// A second person may come to it after the day it was meant for: it cannot have been in use before it was there.
	const effectiveOn = said.effectiveOn < today ? today : said.effectiveOn;
	const stored = await listStored(trx);
	const next = nextVersion(kept.draft, versionsOf(stored, kept.draft.id));
	const dip = shortForm(next, dipSampleName(next));
	const dipVersions = versionsOf(stored, shortFormId(next));
	const templates = [next, ...(dip.ok ? [nextVersion(dip.value, dipVersions)] : [])];
	for (const template of templates) {
		const versions = versionsOf(stored, template.id);
		await insertTemplate(trx, template, acting.now, {
			by: acting.person.id,
			...(effectiveOn > today ? { from: effectiveOn } : {})
		});
		if (effectiveOn <= today) await retireAll(trx, versions, acting.now);
		await insertEdition(trx, {
			template_id: template.id,
			version: template.version,
			note: said.note,
			effective_on: effectiveOn,
			published_by: acting.person.id,
			published_at: acting.now,
			proposed_by: proposedBy,
			hash: hashOf(template)
		});
	}
	if (!dip.ok) await retireAll(trx, dipVersions, acting.now);
	await deleteDraft(trx, kept.draft.id);
	const refs = templates.map(({ id, version }) => ({ id, ver: version }));
	const hashes = templates.map(hashOf);
	await logOfficeAct(trx, acting, 'template.publish', { refs, hashes, ...said, effectiveOn, proposedBy });
	return { did: 'published', refs, effectiveOn };
}

/** Parsed as a published version must be: whatever slipped past the checks stops here, and nothing is written. */
function nextVersion(draft: Template, versions: readonly StoredVersion[]): Template {
	return templateShape.parse({ ...draft, version: Math.max(0, ...versions.map(({ version }) => version)) + 1 });
}

function hashOf(template: Template): string {
	return createHash('sha256').update(canonicalJson(template)).digest('hex');
}

async function retireAll(trx: Trx, versions: readonly StoredVersion[], now: number): Promise<void> {
	for (const one of versions) if (one.state === 'published') await markTemplate(trx, one, 'retired', now);
}

/** Takes back what was put forward, to write on in it. */
export async function takeBack(acting: Acting, templateId: string): Promise<Result<void, DraftProblemCode>> {
	requireMay(acting, 'edit-templates');
	return acting.database.transaction(async (trx): Promise<Result<void, DraftProblemCode>> => {
		const kept = await lockDraft(trx, acting.database.kind, templateId);
		if (kept === null) return problem('draft.gone');
		await updateDraft(trx, { ...kept, proposal: null });
		await logOfficeAct(trx, acting, 'template.take-back', { template: templateId });
		return ok(undefined);
	});
}
