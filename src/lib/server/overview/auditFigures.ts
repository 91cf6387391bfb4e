import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { isIn, quartersUpTo, yearBefore, type Quarter } from '#lib/domain/reporting/quarters.ts';
import { dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { listLoops, type Loop } from '../improvement/loops.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { listHeads } from '../records/listHeads.ts';
import { requireMay } from '../records/requireMay.ts';

export type GradeCounts = {
	readonly outstanding: number;
	readonly good: number;
	readonly 'requires-improvement': number;
	readonly inadequate: number;
};

export type AlertAudit = {
	readonly id: string;
	readonly caseRef: string;
	readonly team: string | null;
	readonly auditor: string;
	readonly open: number;
	/** Alerts of which nobody has been told. */
	readonly untold: number;
};

/** An audit graded Inadequate and what of it is still to be put right. */
export type OpenInadequate = {
	readonly id: string;
	readonly caseRef: string;
	readonly team: string | null;
	readonly submittedOn: Day;
	/** Its loops that are open, the first due first. */
	readonly loops: readonly Pick<Loop, 'id' | 'stage' | 'move' | 'overdue'>[];
	readonly dueOn: Day | null;
};

export type AuditFigures = {
	readonly quarters: readonly { readonly quarter: Quarter; readonly counts: GradeCounts; readonly then: GradeCounts }[];
	/** Submitted in these quarters without an overall grade: not in any bar. */
	readonly ungraded: number;
	readonly thisMonth: {
		readonly due: number;
		readonly submitted: number;
		readonly begun: number;
		readonly allocated: number;
	};
	readonly alerts: readonly AlertAudit[];
	readonly inadequates: readonly OpenInadequate[];
	/** Graded Inadequate in these quarters, put right or not. */
	readonly inadequateCount: number;
};

const quartersShown = 4;

/** What managers look at first, over the audits they may see: grades by quarter, what is due, alerts and Inadequates. */
export async function auditFigures(acting: Acting): Promise<AuditFigures> {
	requireMay(acting, 'see-overview');
	const today = todayOf(acting.now);
	const quarters = quartersUpTo(today, quartersShown);
	const [earliest] = quarters.map(yearBefore);
	const since = Date.parse(`${earliest?.from ?? today}T00:00:00Z`) - 86_400_000;
	const audits = await listHeads(acting, 'audit', (eb) =>
		eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', since)])
	);
	const submitted = audits.flatMap(({ record, head }) =>
		head.submittedAt === undefined || head.state !== 'submitted'
			? []
			: [{ id: record.id, head, on: dayInEngland(head.submittedAt) }]
	);
	const inside = submitted.filter(({ on }) => quarters.some((quarter) => isIn(on, quarter)));
	const inadequate = inside.filter(({ head }) => head.grade === 'inadequate');
	return {
		quarters: quarters.map((quarter) => ({
			quarter,
			counts: countGrades(submitted.filter(({ on }) => isIn(on, quarter))),
			then: countGrades(submitted.filter(({ on }) => isIn(on, yearBefore(quarter))))
		})),
		ungraded: inside.filter(({ head }) => head.grade === undefined || head.grade === 'na').length,
		thisMonth: countMonth(
			audits.map(({ head }) => head),
			today
		),
		alerts: await readAlerts(
			acting,
			audits.map(({ record, head }) => ({ id: record.id, head }))
		),
		inadequates: await readOpenInadequates(acting, inadequate),
		inadequateCount: inadequate.length
	};
}

function countGrades(audits: readonly { readonly head: AuditHead }[]): GradeCounts {
	const at = (grade: string) => audits.filter(({ head }) => head.grade === grade).length;
	return {
		outstanding: at('outstanding'),
		good: at('good'),
		'requires-improvement': at('requires-improvement'),
		inadequate: at('inadequate')
	};
}

function countMonth(heads: readonly AuditHead[], today: Day): AuditFigures['thisMonth'] {
	const due = heads.filter(({ dueOn }) => dueOn.slice(0, 7) === today.slice(0, 7));
	const at = (state: AuditHead['state']) => due.filter((head) => head.state === state).length;
	return { due: due.length, submitted: at('submitted'), begun: at('begun'), allocated: at('allocated') };
}

/** Which alerts nobody has been told of hangs on the fields, so those of the few audits with open alerts are read. */
async function readAlerts(
	{ database: { db } }: Acting,
	audits: readonly { readonly id: string; readonly head: AuditHead }[]
): Promise<AlertAudit[]> {
	const open = audits.filter(({ head }) => head.openAlerts > 0);
	if (open.length === 0) return [];
	const ids = open.map(({ id }) => id);
	const rows = await db
		.selectFrom('record_field')
		.select(['id', 'key'])
		.where('kind', '=', 'audit')
		.where('id', 'in', ids)
		.where('key', 'like', 'alert/%')
		.execute();
	const keys = Map.groupBy(rows, ({ id }) => id);
	return open
		.map(({ id, head: { caseRef, team, auditor, openAlerts } }) => ({
			id,
			caseRef,
			team,
			auditor,
			open: openAlerts,
			untold: countUntold((keys.get(id) ?? []).map(({ key }) => key))
		}))
		.sort((a, b) => b.untold - a.untold);
}

/** `alert/<id>` is an alert, `alert/<id>/told/<id>` that somebody was told. */
function countUntold(keys: readonly string[]): number {
	const alerts = keys.filter((key) => key.split('/').length === 2);
	return alerts.filter((alert) => !keys.some((key) => key.startsWith(`${alert}/told/`))).length;
}

async function readOpenInadequates(
	acting: Acting,
	inadequate: readonly { readonly id: string; readonly head: AuditHead; readonly on: Day }[]
): Promise<OpenInadequate[]> {
	if (inadequate.length === 0) return [];
	const { loops } = await listLoops(acting, { limit: 10_000 });
	const byAudit = Map.groupBy(loops, ({ head }) => head.audit ?? '');
	return inadequate
		.map(({ id, head, on }) => {
			const own = byAudit.get(id) ?? [];
			return {
				id,
				caseRef: head.caseRef,
				team: head.team,
				submittedOn: on,
				loops: own.map(({ id: loop, stage, move, overdue }) => ({ id: loop, stage, move, overdue })),
				dueOn: own[0]?.head.dueOn ?? null
			};
		})
		.filter(({ loops: own }) => own.length > 0)
		.sort((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1));
}
