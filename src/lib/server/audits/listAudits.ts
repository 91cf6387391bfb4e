import type { AuditHead, AuditState, RecordState } from '#lib/domain/changes/RecordState.ts';
import { noteAccess } from '../log/accessLog.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { listHeads } from '../records/listHeads.ts';

export type AuditFilter = {
	readonly state?: AuditState | 'open' | 'overdue';
	readonly auditor?: string;
	readonly sample?: string;
	readonly team?: string;
	readonly service?: string;
	/** What a page asks beyond this of each audit: its grade, its alerts, its month. */
	readonly only?: (audit: AuditHead) => boolean;
	readonly limit?: number;
	readonly offset?: number;
};

/** The audits a person may see, soonest due first. */
export async function listAudits(
	acting: Acting,
	filter: AuditFilter = {}
): Promise<{ audits: RecordState<'audit'>[]; total: number }> {
	const today = todayOf(acting.now);
	const seen = await listHeads(acting, 'audit', (eb) => [
		eb.and([
			...(filter.state === undefined ? [] : [eb('state', 'in', statesOf(filter.state))]),
			...(filter.auditor === undefined ? [] : [eb('auditor_id', '=', filter.auditor)]),
			...(filter.sample === undefined ? [] : [eb('sample_id', '=', filter.sample)]),
			...(filter.team === undefined ? [] : [eb('team_id', '=', filter.team)]),
			...(filter.service === undefined ? [] : [eb('service_id', '=', filter.service)])
		])
	]);
	const { only = () => true } = filter;
	const wanted = seen.filter(({ head }) => (filter.state !== 'overdue' || head.dueOn < today) && only(head));
	wanted.sort((a, b) =>
		a.head.dueOn < b.head.dueOn ? -1 : a.head.dueOn > b.head.dueOn ? 1 : a.record.id < b.record.id ? -1 : 1
	);
	const from = filter.offset ?? 0;
	const audits = wanted.slice(from, from + (filter.limit ?? 200));
	await noteAccess(
		acting.database.db,
		{ at: acting.now, personId: acting.person.id, clientId: null, act: 'list' },
		audits
	);
	return { audits, total: wanted.length };
}

function statesOf(state: NonNullable<AuditFilter['state']>): AuditState[] {
	return state === 'open' || state === 'overdue' ? ['allocated', 'begun'] : [state];
}
