import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import { refreshSummary } from './takeReceipts.ts';

/** An audit that came a page before its template knows nothing of its questions yet. */
export async function completeSummaries(open: OpenStore): Promise<void> {
	const audits = (await open.summaries()).filter(({ record, asked }) => record.kind === 'audit' && asked === 0);
	let refreshed = 0;
	for (const { record, head } of audits) {
		if ((await open.template((head as AuditHead).template)) === null) continue;
		await refreshSummary(open, record);
		refreshed += 1;
	}
	if (refreshed > 0) open.bell.ring();
}
