import { forwardingAnswers, putForward, type PutForward } from '#lib/domain/sampling/putForward.ts';
import type { Acting } from '../records/Acting.ts';
import { listHeads } from '../records/listHeads.ts';
import { requireMay } from '../records/requireMay.ts';
import { findAuditsAnswered } from './samples.repository.ts';

/** The children whose dip sample says that they are worth a full audit, of those a person may see, until one is given out. */
export async function listPutForward(acting: Acting): Promise<readonly PutForward[]> {
	requireMay(acting, 'draw-sample');
	const saying = await findAuditsAnswered(acting.database.db, forwardingAnswers);
	if (saying.size === 0) return [];
	const audits = await listHeads(acting, 'audit', (eb) => eb('record.kind', '=', 'audit'));
	return putForward(
		audits.map(({ record, head }) => ({ id: record.id, head })),
		saying
	);
}
