import { blankTemplate, type GradingWay, type JudgementWords } from '#lib/domain/templates/editing/blankTemplate.ts';
import { nameTemplate } from '#lib/domain/templates/editing/names.ts';
import {
	countQuestions,
	mostQuestions,
	templateDraft,
	type DraftProblemCode,
	type TemplateDraft
} from '#lib/domain/templates/editing/TemplateDraft.ts';
import { section, type TemplateRef } from '#lib/domain/templates/Template.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText, isWellFormed } from '#lib/domain/shared/text.ts';
import closers from '#templates/closers.json' with { type: 'json' };
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import type { Acting } from '../records/Acting.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { requireMay } from '../records/requireMay.ts';
import {
	deleteDraft,
	findDraft,
	insertDraft,
	listKeptDrafts,
	lockDraft,
	updateDraft,
	type KeptDraft
} from './drafts.repository.ts';
import { findTemplate, listStored } from './templates.repository.ts';

type Trx = Transaction<Tables>;

/** Every template that is being written. */
export async function listDrafts(acting: Acting): Promise<KeptDraft[]> {
	requireMay(acting, 'edit-templates');
	return listKeptDrafts(acting.database.db);
}

export async function readDraft(acting: Acting, templateId: string): Promise<KeptDraft> {
	requireMay(acting, 'edit-templates');
	const kept = await findDraft(acting.database.db, templateId);
	if (kept === null) throw recordNotFound();
	return kept;
}

export type WishedTemplate = {
	readonly title: string;
	readonly way: GradingWay;
	/** What the first section and the judgement are called to begin with. */
	readonly words: { readonly sectionTitle: string; readonly judgement: JudgementWords };
};

/** A new template with nothing in it yet. */
export async function newTemplate(acting: Acting, wish: WishedTemplate): Promise<Result<string, DraftProblemCode>> {
	requireMay(acting, 'edit-templates');
	const title = tidyTitle(wish.title);
	if (title === '') return problem('draft.title-missing');
	return begin(acting, 'template.new', title, (id) =>
		blankTemplate({ id, title, way: wish.way, closers: section.parse(closers), ...wish.words })
	);
}

/** A template of its own that begins as another one stands: the other is not changed by it. */
export async function copyTemplate(
	acting: Acting,
	from: TemplateRef,
	wishedTitle: string
): Promise<Result<string, DraftProblemCode>> {
	requireMay(acting, 'edit-templates');
	const found = await findTemplate(acting.database.db, from);
	if (found === null) throw recordNotFound();
	const title = tidyTitle(wishedTitle);
	if (title === '') return problem('draft.title-missing');
	const family = found.family === 'dip' ? 'dip' : 'themed';
	const short = title.slice(0, 40);
	return begin(acting, 'template.copy', title, (id) => ({ ...found, id, version: 1, title, short, family }));
}

/**
 * Keeps a template that was made elsewhere as a new draft, for someone to look through before anything is published.
 * It keeps its own id where no other template has it.
 */
export async function saveDraft(acting: Acting, brought: unknown): Promise<Result<string, DraftProblemCode>> {
	requireMay(acting, 'edit-templates');
	const read = readWhole(brought);
	if (!read.ok) return read;
	const { id, title } = read.value;
	const make = (free: string, taken: ReadonlySet<string>) => ({
		...read.value,
		id: isTemplateId(id) && !taken.has(id) ? id : free,
		version: 1
	});
	return begin(acting, 'template.bring-in', title, make);
}

/** The next version of a template, begun as one of its versions stands; the draft there is, where there is one. */
export async function beginDraft(acting: Acting, from: TemplateRef): Promise<void> {
	requireMay(acting, 'edit-templates');
	const found = await findTemplate(acting.database.db, from);
	if (found === null) throw recordNotFound();
	await acting.database.transaction(async (trx) => {
		if (await insertDraft(trx, firstKept(acting, found, from.ver)))
			await logOfficeAct(trx, acting, 'template.draft', { template: from.id, from: from.ver });
	});
}

/** The next version of a template, begun as the program ships it now: where it ships news of a set the council has its own version of. */
export async function beginFromShipped(acting: Acting, templateId: string): Promise<void> {
	requireMay(acting, 'edit-templates');
	const shipped = shippedTemplates().find(({ id }) => id === templateId);
	if (shipped === undefined) throw recordNotFound();
	await acting.database.transaction(async (trx) => {
		const versions = (await listStored(trx)).filter(({ template }) => template.id === templateId);
		const newest = Math.max(0, ...versions.map(({ template }) => template.version));
		if (await insertDraft(trx, firstKept(acting, shipped, newest)))
			await logOfficeAct(trx, acting, 'template.draft', { template: templateId, from: 'shipped' });
	});
}

export type Keeping = { readonly revision: number; readonly draft: unknown };

/**
 * Saves a draft over the revision it was read at. Of two who write in the same one the second is told, with who and
 * when, and nothing of either is written over.
 */
export async function keepDraft(
	acting: Acting,
	templateId: string,
	{ revision, draft }: Keeping
): Promise<Result<{ readonly revision: number }, DraftProblemCode>> {
	requireMay(acting, 'edit-templates');
	const read = readWhole(draft);
	if (!read.ok) return read;
	return acting.database.transaction(async (trx): Promise<Awaited<ReturnType<typeof keepDraft>>> => {
		const kept = await lockDraft(trx, acting.database.kind, templateId);
		if (kept === null) return problem('draft.gone');
		if (kept.revision !== revision) return changedSince(kept);
		const next = { ...firstKept(acting, { ...read.value, id: templateId }, kept.basedOn), revision: revision + 1 };
		await updateDraft(trx, next);
		await logOfficeAct(trx, acting, 'template.keep', { template: templateId, revision: next.revision });
		return ok({ revision: next.revision });
	});
}

/** Two wrote in one draft: one goes on in it, and what the other wrote becomes a draft of its own. */
export async function setAside(
	acting: Acting,
	draft: unknown,
	title: string
): Promise<Result<string, DraftProblemCode>> {
	requireMay(acting, 'edit-templates');
	const read = readWhole(draft);
	if (!read.ok) return read;
	const tidy = tidyTitle(title);
	return begin(acting, 'template.set-aside', tidy, (id) => ({ ...read.value, id, version: 1, title: tidy }));
}

/** Puts a draft away for good; what is published is not touched. */
export async function dropDraft(
	acting: Acting,
	templateId: string,
	revision: number
): Promise<Result<void, DraftProblemCode>> {
	requireMay(acting, 'edit-templates');
	return acting.database.transaction(async (trx): Promise<Result<void, DraftProblemCode>> => {
		const kept = await lockDraft(trx, acting.database.kind, templateId);
		if (kept === null) return problem('draft.gone');
		if (kept.revision !== revision) return changedSince(kept);
		await deleteDraft(trx, templateId);
		await logOfficeAct(trx, acting, 'template.drop', { template: templateId, revision });
		return ok(undefined);
	});
}

export function changedSince({ changedBy, changedAt, revision }: KeptDraft) {
	return problem('draft.changed' as const, { by: changedBy, at: new Date(changedAt).toISOString(), revision });
}

/** What arrives as a draft, with everything wrong with it that would keep it from being one. */
function readWhole(given: unknown): Result<TemplateDraft, DraftProblemCode> {
	if (!isWellFormed(given)) return problem('draft.not-a-template', { at: '' });
	const read = templateDraft.safeParse(given);
	if (!read.success) return problem('draft.not-a-template', { at: read.error.issues[0]?.path.join('.') ?? '' });
	const count = countQuestions(read.data);
	if (count > mostQuestions) return problem('draft.too-many-questions', { count, most: mostQuestions });
	return ok(read.data);
}

/** Finds a free id and keeps what is made under it; of two who take it at once the second takes the next. */
function begin(
	acting: Acting,
	act: string,
	title: string,
	make: (free: string, taken: ReadonlySet<string>) => TemplateDraft
): Promise<Result<string, DraftProblemCode>> {
	return acting.database.transaction(async (trx): Promise<Result<string, DraftProblemCode>> => {
		const taken = await takenIds(trx);
		for (;;) {
			const draft = make(nameTemplate(title, taken), taken);
			if (await insertDraft(trx, firstKept(acting, draft, null))) {
				await logOfficeAct(trx, acting, act, { template: draft.id, title });
				return ok(draft.id);
			}
			taken.add(draft.id);
		}
	});
}

async function takenIds(trx: Trx): Promise<Set<string>> {
	return new Set([
		...(await listStored(trx)).map(({ template }) => template.id),
		...(await listKeptDrafts(trx)).map(({ draft }) => draft.id),
		...shippedTemplates().map(({ id }) => id)
	]);
}

function firstKept({ person, now }: Acting, draft: TemplateDraft, basedOn: number | null): KeptDraft {
	return {
		draft,
		revision: 1,
		basedOn,
		changedBy: person.id,
		changedAt: now,
		proposal: null
	};
}

function isTemplateId(id: string): boolean {
	return /^[a-z0-9-]+$/.test(id);
}

function tidyTitle(title: string): string {
	return cleanText(title).trim().replaceAll(/\s+/g, ' ').slice(0, 200);
}
