import { dayInEngland, daysBetween } from '#lib/domain/shared/dates.ts';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import { holds } from '#lib/domain/access/Person.ts';
import type { LoopCounts } from '../improvement/loopCounts.ts';
import { loopCounts } from '../improvement/loops.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { isRecent } from '../records/carriedRecords.ts';
import { listHeads } from '../records/listHeads.ts';
import { requireMay } from '../records/requireMay.ts';

export type Overview = {
	readonly audits: {
		readonly allocated: number;
		readonly begun: number;
		readonly overdue: number;
		/** In the last 90 days. */
		readonly submitted: number;
		/** Of those, by overall grade; those without one under `none`. */
		readonly grades: Readonly<Record<string, number>>;
		readonly withOpenAlerts: number;
	};
	readonly loops: LoopCounts;
	/** Recovered work that waits for a QA manager; null for others. */
	readonly parked: number | null;
};

/** Days of submitted audits that the overview counts: a quarter. */
const period = 90;

/** The counts a manager's day begins with, over what they may see. */
export async function readOverview(acting: Acting): Promise<Overview> {
	requireMay(acting, 'see-overview');
	const audits = await listHeads(acting, 'audit', (eb) => isRecent(eb, acting.now - (period + 2) * 86_400_000));
	const isQa = holds(acting.person, 'qa-manager');
	const parked = isQa ? (await listHeads(acting, 'parked', (eb) => [eb('state', '=', 'waiting')])).length : null;
	return { audits: countAudits(audits, todayOf(acting.now)), loops: await loopCounts(acting), parked };
}

function countAudits(audits: readonly RecordState<'audit'>[], today: string): Overview['audits'] {
	const heads = audits.map(({ head }) => head);
	const open = heads.filter(({ state }) => state !== 'submitted');
	const recent = heads.filter(
		({ state, submittedAt }) =>
			state === 'submitted' && submittedAt !== undefined && daysBetween(dayInEngland(submittedAt), today) <= period
	);
	const grades: Record<string, number> = {};
	for (const { grade = 'none' } of recent) grades[grade] = (grades[grade] ?? 0) + 1;
	return {
		allocated: open.filter(({ state }) => state === 'allocated').length,
		begun: open.filter(({ state }) => state === 'begun').length,
		overdue: open.filter(({ dueOn }) => dueOn < today).length,
		submitted: recent.length,
		grades,
		withOpenAlerts: heads.filter(({ openAlerts }) => openAlerts > 0).length
	};
}
