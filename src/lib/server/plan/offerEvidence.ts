import { may } from '#lib/domain/access/can.ts';
import { listHeads } from '../records/listHeads.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { listKnownThemes, listSampleNames } from './evidence.repository.ts';

export type OfferedEvidence = {
	readonly themes: readonly string[];
	readonly actions: readonly { readonly id: string; readonly what: string }[];
	readonly samples: readonly { readonly id: string; readonly name: string }[];
};

/** What an item can be tied to by choosing: of what names a place, only what whoever ties it may see. */
export async function offerEvidence(acting: Acting): Promise<OfferedEvidence> {
	requireMay(acting, 'keep-plan');
	const { database, person, now } = acting;
	const actions = await listHeads(acting, 'action', (eb) => eb('audit_id', 'is', null));
	return {
		themes: await listKnownThemes(database.db),
		actions: actions.map(({ record, head }) => ({ id: record.id, what: head.what.slice(0, 120) })),
		samples: may(person, 'draw-sample', todayOf(now)) ? await listSampleNames(database.db) : []
	};
}

/** The last submitted audit of a case that a person may see, by the case's number as people know it; null without one. */
export async function findLastAudit(acting: Acting, caseRef: string): Promise<string | null> {
	requireMay(acting, 'keep-plan');
	const audits = await listHeads(acting, 'audit', (eb) => [
		eb('state', '=', 'submitted'),
		eb('case_ref', '=', caseRef)
	]);
	const last = audits.reduce<(typeof audits)[number] | null>(
		(latest, one) => ((latest?.head.submittedAt ?? '') < (one.head.submittedAt ?? '') ? one : latest),
		null
	);
	return last?.record.id ?? null;
}
