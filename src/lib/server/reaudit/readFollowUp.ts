import { maySee } from '#lib/domain/access/can.ts';
import type { AuditHead, AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { gradePathway, type FollowView } from '#lib/domain/reaudit/gradePathway.ts';
import { notPermitted } from '../records/records.errors.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { readGradeFacts } from './readGradeFacts.ts';
import { listAgain } from './reaudit.repository.ts';

export type FollowUp = {
	/** Empty where the grade asks for nothing. */
	readonly stages: readonly FollowView[];
	/** The later audits of the same child that this person may see. */
	readonly later: readonly { readonly id: string; readonly why: 're-audit' | 'sustained'; readonly head: AuditHead }[];
};

/** What follows an audit below good, by its clocks, and the audits that look again. */
export async function readFollowUp(acting: Acting, audit: AuditRecord): Promise<FollowUp> {
	const today = todayOf(acting.now);
	if (!maySee(acting.person, audit, today)) throw notPermitted();
	if (audit.head.state !== 'submitted') return { stages: [], later: [] };
	const { db } = acting.database;
	const later = (await listAgain(db, audit)).filter((one) => maySee(acting.person, one, today));
	return {
		stages: gradePathway(await readGradeFacts(db, audit), today)?.stages ?? [],
		later: later.flatMap(({ record, head }) =>
			head.again === undefined ? [] : [{ id: record.id, why: head.again.why, head }]
		)
	};
}
