import { may, maySee } from '#lib/domain/access/can.ts';
import type { ActionHead, AuditHead, RecordState } from '#lib/domain/changes/RecordState.ts';
import type { WeighedItem } from '#lib/domain/plan/findExceptions.ts';
import type { LinkKind, PlanItem, PlanLink } from '#lib/domain/plan/Plan.ts';
import { looksFor, shownBy, type ShownImpact } from '#lib/domain/plan/shownImpact.ts';
import { suggestImpact, type SuggestedRag } from '#lib/domain/plan/suggestImpact.ts';
import { listHeads } from '../records/listHeads.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { countThemes, listLookedAt, listSampleNames } from './evidence.repository.ts';
import { listLinks } from './plan.repository.ts';

/** What one link shows to the person who looks: never more than the policy lets them see elsewhere. */
export type SeenLink = {
	readonly kind: LinkKind;
	readonly of: string;
	/** An action's or a sample's own words, an audit's case and grade; null where they may not see it, or of a theme. */
	readonly says: string | null;
	readonly grade: string | null;
	readonly mayOpen: boolean;
	readonly counts: { readonly concerns: number; readonly strengths: number; readonly audits: number } | null;
};

export type SeenLook = ShownImpact & { readonly what: string | null; readonly mayOpen: boolean };

export type ItemEvidence = {
	readonly links: readonly SeenLink[];
	readonly looks: readonly SeenLook[];
	/** How many looks it brings in that have not come to a verdict yet. */
	readonly waiting: number;
	readonly suggested: SuggestedRag | null;
};

const yearMs = 365 * 86_400_000;

/** Every item of a plan with how many links it has and the Impact RAG they speak for: for the table and the report. */
export async function weighItems(acting: Acting, plan: string, items: readonly PlanItem[]): Promise<WeighedItem[]> {
	requireMay(acting, 'see-plan');
	const { db } = acting.database;
	const links = await listLinks(db, plan);
	const looks = links.length === 0 ? [] : await listLookedAt(db, namedIn(links));
	return items.map((item) => {
		const own = links.filter((link) => link.item === item.id);
		const verdicts = looksFor(own, looks).flatMap((look) => shownBy(look)?.verdict ?? []);
		return { item, links: own.length, suggested: suggestImpact(verdicts) };
	});
}

/** The line of evidence of one item, whole. */
export async function readEvidence(acting: Acting, plan: string, item: PlanItem): Promise<ItemEvidence> {
	requireMay(acting, 'see-plan');
	const { database, person, now } = acting;
	const links = (await listLinks(database.db, plan)).filter((link) => link.item === item.id);
	const actions = await listLookedAt(database.db, namedIn(links));
	const looks = looksFor(links, actions);
	const shown = looks.flatMap((look) => shownBy(look) ?? []);
	const seesFigures = may(person, 'see-loops', todayOf(now));
	const headOf = (id: string) => actions.find((action) => action.id === id)?.head;
	const seen = (id: string) => seesFigures && maySeeAction(acting, id, headOf(id));
	return {
		links: await seeLinks(acting, links, (id) => (seen(id) ? (headOf(id)?.what ?? null) : null)),
		looks: shown.map((look) => ({
			...look,
			check: seesFigures ? look.check : null,
			what: seen(look.action) ? (headOf(look.action)?.what ?? null) : null,
			mayOpen: seen(look.action)
		})),
		waiting: looks.length - shown.length,
		suggested: suggestImpact(shown.map(({ verdict }) => verdict))
	};
}

function namedIn(links: readonly PlanLink[]): string[] {
	return [...new Set(links.filter(({ kind }) => kind === 'action').map(({ of }) => of))];
}

function maySeeAction({ person, now }: Acting, id: string, head: ActionHead | undefined): boolean {
	if (head === undefined) return false;
	const record: RecordState<'action'> = { record: { kind: 'action', id }, ver: 0, head, fields: new Map() };
	return maySee(person, record, todayOf(now));
}

async function seeLinks(
	acting: Acting,
	links: readonly PlanLink[],
	actionSays: (id: string) => string | null
): Promise<SeenLink[]> {
	const { database, person, now } = acting;
	const today = todayOf(now);
	const of = (kind: LinkKind) => links.filter((link) => link.kind === kind).map((link) => link.of);
	const audits = await seeAudits(acting, of('audit'));
	const counts = await countThemes(database.db, of('theme'), now - yearMs);
	const [seesFindings, seesSamples] = [may(person, 'see-loops', today), may(person, 'draw-sample', today)];
	const samples = seesSamples && of('sample').length > 0 ? await listSampleNames(database.db) : [];
	return links.map((link): SeenLink => {
		const seen = { kind: link.kind, of: link.of, grade: null, counts: null };
		if (link.kind === 'theme')
			return {
				...seen,
				says: null,
				mayOpen: seesFindings,
				counts: seesFindings ? (counts.get(link.of) ?? null) : null
			};
		if (link.kind === 'action') return { ...seen, says: actionSays(link.of), mayOpen: actionSays(link.of) !== null };
		if (link.kind === 'sample')
			return { ...seen, says: samples.find(({ id }) => id === link.of)?.name ?? null, mayOpen: seesSamples };
		const audit = audits.get(link.of);
		return { ...seen, says: audit?.caseRef ?? null, grade: audit?.grade ?? null, mayOpen: audit !== undefined };
	});
}

async function seeAudits(acting: Acting, ids: readonly string[]): Promise<ReadonlyMap<string, AuditHead>> {
	if (ids.length === 0) return new Map();
	const heads = await listHeads(acting, 'audit', (eb) => eb('id', 'in', [...ids]));
	return new Map(heads.map(({ record, head }) => [record.id, head]));
}
