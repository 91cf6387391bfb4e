import { readAlertLogs } from '#lib/domain/alerts/AlertLog.ts';
import type { AlertState } from '#lib/domain/alerts/alertState.ts';
import { alertStateOf } from '#lib/domain/alerts/pathway.ts';
import type { AuditHead, RecordState } from '#lib/domain/changes/RecordState.ts';
import { isIn, quartersUpTo, yearBefore, type Quarter } from '#lib/domain/reporting/quarters.ts';
import { isOpen } from '#lib/domain/improvement/actionLife.ts';
import { dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { withAlertFields } from '../alerts/alerts.repository.ts';
import { asLoop, type Loop } from '../improvement/loops.ts';
import { noteAccess } from '../log/accessLog.ts';
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
	/** Where each of its open alerts stands. */
	readonly states: readonly AlertState[];
};

/** An audit graded Inadequate and what of it is still to be put right. */
export type OpenInadequate = {
	readonly id: string;
	readonly caseRef: string;
	readonly team: string | null;
	readonly submittedOn: Day;
	/** Its actions that nobody has verified yet, the first due first. */
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
	const submitted = audits.flatMap(submittedAudit);
	const inside = submitted.filter(({ on }) => quarters.some((quarter) => isIn(on, quarter)));
	const inadequate = inside.filter(({ head }) => head.grade === 'inadequate');
	const alerts = await readAlerts(acting, audits);
	const inadequates = await readOpenInadequates(acting, inadequate);
	await noteShown(acting, audits, [...alerts, ...inadequates]);
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
		alerts,
		inadequates,
		inadequateCount: inadequate.length
	};
}

type SubmittedAudit = { readonly id: string; readonly head: AuditHead; readonly on: Day };

function submittedAudit({ record, head }: RecordState<'audit'>): SubmittedAudit[] {
	if (head.submittedAt === undefined || head.state !== 'submitted') return [];
	return [{ id: record.id, head, on: dayInEngland(head.submittedAt) }];
}

/** Counts name nobody; the cases that are shown by number are noted as seen. */
async function noteShown(
	{ database, person, now }: Acting,
	audits: readonly RecordState<'audit'>[],
	shown: readonly { readonly id: string }[]
): Promise<void> {
	const ids = new Set(shown.map(({ id }) => id));
	const seen = audits.filter(({ record }) => ids.has(record.id));
	await noteAccess(database.db, { at: now, personId: person.id, clientId: null, act: 'list' }, seen);
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

/** Whether somebody was told hangs on the fields, so those of the few audits with open alerts are read. */
async function readAlerts(
	{ database: { db } }: Acting,
	audits: readonly RecordState<'audit'>[]
): Promise<AlertAudit[]> {
	const open = await withAlertFields(
		db,
		audits.filter(({ head }) => head.openAlerts > 0)
	);
	return open.map(({ record: { id }, head: { caseRef, team, auditor }, fields }) => ({
		id,
		caseRef,
		team,
		auditor,
		states: readAlertLogs(fields)
			.map(alertStateOf)
			.filter((state) => state !== 'closed')
	}));
}

async function readOpenInadequates(acting: Acting, inadequate: readonly SubmittedAudit[]): Promise<OpenInadequate[]> {
	if (inadequate.length === 0) return [];
	const ids = inadequate.map(({ id }) => id);
	const today = todayOf(acting.now);
	const actions = await listHeads(acting, 'action', (eb) => eb('audit_id', 'in', ids));
	const toPutRight = actions.map((action) => asLoop(action, today)).filter(({ head }) => isOpen(head.state));
	toPutRight.sort((a, b) => (a.head.dueOn < b.head.dueOn ? -1 : 1));
	const byAudit = Map.groupBy(toPutRight, ({ head }) => head.audit ?? '');
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
