import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { Again, GradeFacts } from '#lib/domain/reaudit/gradePathway.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import type { Tables } from '../db/connection.ts';
import { countedGrade, listActionsOf, listAgain } from './reaudit.repository.ts';

/** What the records show of what follows an audit's grade. */
export async function readGradeFacts(db: Kysely<Tables>, audit: AuditRecord): Promise<GradeFacts> {
	const [actions, later] = [await listActionsOf(db, audit.record.id), await listAgain(db, audit)];
	const of = (why: 're-audit' | 'sustained') => asAgain(later.find(({ head }) => head.again?.why === why));
	return {
		grade: countedGrade(audit.head),
		submittedAt: audit.head.submittedAt ?? '',
		lot: lotOf(audit.record.id),
		actions: actions.map(({ head: { state, raisedAt, stateSince } }) => ({ state, raisedAt, stateSince })),
		again: of('re-audit'),
		sustained: of('sustained')
	};
}

function asAgain(later: AuditRecord | undefined): Again | null {
	if (later === undefined) return null;
	const { state, submittedAt } = later.head;
	if (state !== 'submitted' || submittedAt === undefined) return { grade: null, on: null };
	return { grade: countedGrade(later.head), on: dayInEngland(submittedAt) };
}

/** The lot an audit drew for being looked at again, for ever; another than the one it drew for moderation. */
function lotOf(auditId: string): number {
	return createHash('sha256').update(`again:${auditId}`).digest().readUInt32BE(0) / 2 ** 32;
}
