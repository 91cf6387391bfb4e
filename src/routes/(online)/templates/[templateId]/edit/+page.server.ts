import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import { idsIn } from '#lib/domain/templates/editing/names.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findNames } from '#lib/server/people/nameBook.ts';
import { instantOf } from '#lib/server/records/Acting.ts';
import { readDraft } from '#lib/server/templates/drafts.useCases.ts';
import { listStored } from '#lib/server/templates/templates.repository.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const kept = await orSayWhy(readDraft(acting, params.templateId));
	const { db } = acting.database;
	const versions = (await listStored(db)).filter(({ template }) => template.id === params.templateId);
	return {
		draft: kept.draft,
		revision: kept.revision,
		basedOn: kept.basedOn,
		proposal: kept.proposal,
		changedAt: instantOf(kept.changedAt),
		/** Ids that answers may stand under: none of them is given to another question. */
		used: [...new Set(versions.flatMap(({ template }) => idsIn(template)))],
		clocks: [...new Map(shippedClocks.map(({ id, title }) => [id, title])).entries()].map(([value, label]) => ({
			value,
			label
		})),
		names: await findNames(db, [kept.changedBy, kept.proposal?.by])
	};
};
