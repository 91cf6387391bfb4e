import { may } from '#lib/domain/access/can.ts';
import { listHeads } from '../records/listHeads.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { listKnownThemes, listSampleNames } from './evidence.repository.ts';

const yearMs = 365 * 86_400_000;

export type OfferedEvidence = {
	readonly themes: readonly string[];
	readonly actions: readonly { readonly id: string; readonly what: string }[];
	readonly samples: readonly { readonly id: string; readonly name: string }[];
	/** Submitted in the last year, the newest first. */
	readonly audits: readonly { readonly id: string; readonly caseRef: string }[];
};

/** What an item can be tied to: of what names a case or a place, only what whoever ties it may see. */
export async function offerEvidence(acting: Acting): Promise<OfferedEvidence> {
	requireMay(acting, 'keep-plan');
	const { database, person, now } = acting;
	const actions = await listHeads(acting, 'action', (eb) => eb('audit_id', 'is', null));
	const audits = await listHeads(acting, 'audit', (eb) => [
		eb('state', '=', 'submitted'),
		eb('ended_at', '>=', now - yearMs)
	]);
	return {
		themes: await listKnownThemes(database.db),
		actions: actions.map(({ record, head }) => ({ id: record.id, what: head.what.slice(0, 120) })),
		samples: may(person, 'draw-sample', todayOf(now)) ? await listSampleNames(database.db) : [],
		audits: audits
			.sort((one, other) => ((one.head.submittedAt ?? '') < (other.head.submittedAt ?? '') ? 1 : -1))
			.map(({ record, head }) => ({ id: record.id, caseRef: head.caseRef }))
	};
}
