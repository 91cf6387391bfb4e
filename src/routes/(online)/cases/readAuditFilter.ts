import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';

export const pageSize = 25;
export const shows = ['open', 'overdue', 'allocated', 'begun', 'submitted', 'inadequate', 'alerts', 'all'] as const;
export type Show = (typeof shows)[number];

export type AuditQuery = {
	readonly show: Show;
	readonly team: string;
	readonly auditor: string;
	/** Only what is due in this calendar month. */
	readonly dueThisMonth: boolean;
	readonly page: number;
};

export function readAuditFilter(query: URLSearchParams): AuditQuery {
	const page = Number(query.get('page') ?? '1');
	return {
		show: shows.find((one) => one === query.get('show')) ?? 'open',
		team: query.get('team') ?? '',
		auditor: query.get('auditor') ?? '',
		dueThisMonth: query.get('due') === 'month',
		page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1
	};
}

/** What a list asks beyond what the office narrows by: grade, alerts, month. */
export function isShown(head: AuditHead, { show, dueThisMonth }: AuditQuery, today: Day): boolean {
	if (dueThisMonth && head.dueOn.slice(0, 7) !== today.slice(0, 7)) return false;
	if (show === 'inadequate') return head.state === 'submitted' && head.grade === 'inadequate';
	if (show === 'alerts') return head.openAlerts > 0;
	return true;
}

/** The state the office narrows by for each list. */
export function stateFor(show: Show): 'open' | 'overdue' | 'allocated' | 'begun' | 'submitted' | undefined {
	if (show === 'inadequate') return 'submitted';
	return show === 'alerts' || show === 'all' ? undefined : show;
}
