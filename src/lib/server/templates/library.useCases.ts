import { may } from '#lib/domain/access/can.ts';
import type { Day, Instant } from '#lib/domain/shared/dates.ts';
import type { LibraryEntry, LibraryState } from '#lib/domain/templates/editing/library.ts';
import { standingOf, type VersionStanding } from '#lib/domain/templates/editing/versions.ts';
import { countQuestions } from '#lib/domain/templates/editing/TemplateDraft.ts';
import { shortFormId } from '#lib/domain/templates/shortForm.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { instantOf, todayOf, type Acting } from '../records/Acting.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { findDraft, listKeptDrafts, type KeptDraft } from './drafts.repository.ts';
import { listEditions } from './editions.repository.ts';
import { listStored, shippedBy, versionsOf, type StoredVersion } from './templates.repository.ts';
import { requireReader } from './templates.useCases.ts';

/** Every template, once, for whoever works with them; drafts of new ones for those who write them. */
export async function seeLibrary(acting: Acting): Promise<LibraryEntry[]> {
	requireReader(acting);
	const today = todayOf(acting.now);
	const { db } = acting.database;
	const stored = await listStored(db);
	const drafts = may(acting.person, 'edit-templates', today) ? await listKeptDrafts(db) : [];
	const ids = new Set(stored.map(({ template }) => template.id));
	const published = [...ids].map((id) => publishedEntry(versionsOf(stored, id), today, drafts));
	const fresh = drafts
		.filter(({ draft }) => !ids.has(draft.id))
		.map(({ draft }) => entry(draft, 'draft', 0, null, true));
	return [...fresh, ...published].sort((a, b) => a.title.localeCompare(b.title, 'en', { numeric: true }));
}

function publishedEntry(versions: readonly StoredVersion[], today: Day, drafts: readonly KeptDraft[]): LibraryEntry {
	const standing = (one: StoredVersion) => standingOf(one, versions, today);
	const coming = versions.find((one) => standing(one) === 'coming');
	const shown = versions.find((one) => standing(one) === 'in-use') ?? coming ?? first(versions);
	const state = standing(shown) === 'in-use' ? 'in-use' : shown === coming ? 'coming' : 'retired';
	const hasDraft = drafts.some(({ draft }) => draft.id === shown.template.id);
	return entry(shown.template, state, shown.version, coming?.from ?? null, hasDraft);
}

function entry(
	template: Template,
	state: LibraryState,
	version: number,
	from: Day | null,
	hasDraft: boolean
): LibraryEntry {
	const { id, title, short, family, purpose, minutes } = template;
	const named = { id, title, short, family, purpose, ...(minutes === undefined ? {} : { minutes }) };
	return { ...named, state, version, from, questions: countQuestions(template), hasDraft };
}

function first(versions: readonly StoredVersion[]): StoredVersion {
	const [newest] = versions;
	if (newest === undefined) throw recordNotFound();
	return newest;
}

export type VersionEntry = {
	readonly version: number;
	readonly standing: VersionStanding;
	readonly from: Day | null;
	readonly title: string;
	readonly questions: number;
	readonly note: string | null;
	/** A person's id; null: it came with the program. */
	readonly publishedBy: string | null;
	readonly publishedAt: string;
	readonly proposedBy: string | null;
};

export type TemplatePage = {
	readonly id: string;
	/** The version in use, or the one nearest to it; the draft of a template that is new. */
	readonly template: Template;
	/** Null for a draft of a new template. */
	readonly version: number | null;
	readonly versions: readonly VersionEntry[];
	/** For those who may write in it. */
	readonly draft: (Pick<KeptDraft, 'revision' | 'basedOn' | 'changedBy' | 'proposal'> & { changedAt: Instant }) | null;
	/** The set whose short form this is: it changes with that one. */
	readonly shortFormOf: string | null;
	readonly hasShortForm: boolean;
	/** What ships with the program now is none of the versions: the council has gone its own way with it. */
	readonly hasShippedNews: boolean;
};

/** One template with all its versions. */
export async function seeTemplate(acting: Acting, id: string): Promise<TemplatePage> {
	requireReader(acting);
	const today = todayOf(acting.now);
	const { db } = acting.database;
	const stored = await listStored(db);
	const versions = versionsOf(stored, id);
	const kept = may(acting.person, 'edit-templates', today) ? await findDraft(db, id) : null;
	if (versions.length === 0 && kept === null) throw recordNotFound();
	const standing = (one: StoredVersion) => standingOf(one, versions, today);
	const shown =
		versions.find((one) => standing(one) === 'in-use') ??
		versions.find((one) => standing(one) === 'coming') ??
		versions[0];
	const template = shown?.template ?? kept?.draft;
	if (template === undefined) throw recordNotFound();
	const editions = new Map((await listEditions(db, id)).map((one) => [one.version, one]));
	const parent = stored.find((one) => shortFormId(one.template) === id)?.template.id;
	return {
		id,
		template,
		version: shown?.version ?? null,
		versions: versions.map((one) => {
			const edition = editions.get(one.version);
			return {
				version: one.version,
				standing: standing(one),
				from: one.from ?? null,
				title: one.template.title,
				questions: countQuestions(one.template),
				note: edition?.note ?? null,
				publishedBy: one.by === shippedBy ? null : one.by,
				publishedAt: instantOf(one.at),
				proposedBy: edition?.proposed_by ?? null
			};
		}),
		draft: kept === null ? null : aboutDraft(kept),
		shortFormOf: parent ?? null,
		hasShortForm: stored.some((one) => one.template.id === shortFormId({ id })),
		hasShippedNews: hasNews(versions)
	};
}

function aboutDraft({ revision, basedOn, changedBy, changedAt, proposal }: KeptDraft) {
	return { revision, basedOn, changedBy, changedAt: instantOf(changedAt), proposal };
}

function hasNews(versions: readonly StoredVersion[]): boolean {
	if (versions.every(({ by }) => by === shippedBy)) return false;
	const shipped = shippedTemplates().find(({ id }) => id === versions[0]?.template.id);
	if (shipped === undefined) return false;
	return !versions.some(({ template }) => sameContent(template, shipped));
}

function sameContent(one: Template, other: Template): boolean {
	return canonicalJson({ ...one, version: 0 }) === canonicalJson({ ...other, version: 0 });
}
