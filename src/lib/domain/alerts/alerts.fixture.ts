import type { AuditHead } from '../changes/RecordState.ts';
import type { Instant } from '../shared/dates.ts';
import type { AlertEntry, AlertLog, EntryOf } from './AlertLog.ts';
import type { RecordedStage, StageOutcome } from './pathwayStages.ts';
import { anAudit, id } from '../../../../tests/fixtures/records.ts';

/** The people of these tests: who audits, who works for the child, who is in the line above. */
export const who = {
	auditor: id(10),
	manager: id(31),
	serviceManager: id(32),
	head: id(33),
	director: id(34),
	qa: id(35),
	deputy: id(36),
	other: id(37)
} as const;

/** The Thursday before Easter 2026, three in the afternoon: Good Friday and Easter Monday lie ahead. */
export const thursday = '2026-04-02T14:00:00.000Z';

type Line = AlertEntry extends infer One ? (One extends AlertEntry ? Omit<One, 'id'> : never) : never;

export function aLog(...lines: readonly Line[]): AlertLog {
	return {
		id: id(500),
		concern: 'Nobody has visited since Sunday.',
		question: 'CJ1.1',
		by: who.auditor,
		at: thursday,
		startedAt: thursday,
		entries: lines.map((line, at) => ({ ...line, id: id(600 + at) }) as AlertEntry)
	};
}

export function anHead(more: Partial<AuditHead> = {}): AuditHead {
	return { ...anAudit({ auditor: who.auditor, openAlerts: 1, openPathways: 1 }).head, ...more };
}

export const told = (at: Instant = thursday, how = 'Spoke by phone'): Line => ({
	entry: 'told',
	whom: 'Priya Raman',
	how,
	by: who.auditor,
	at
});
export const acknowledged = (at: Instant, by: string = who.manager): Line => ({ entry: 'acknowledged', by, at });
export const checked = (
	at: Instant,
	outcome: EntryOf<'checked'>['outcome'] = 'safe',
	by: string = who.manager
): Line => ({
	entry: 'checked',
	outcome,
	contact: 'seen',
	note: 'Seen at home.',
	why: 'Gran is there.',
	reference: 'CN 14',
	by,
	at
});
export const read = (at: Instant, as: EntryOf<'read'>['as'] = 'head-of-service', by: string = who.head): Line => ({
	entry: 'read',
	as,
	by,
	at
});
export const recorded = (at: Instant, stage: RecordedStage, outcome: StageOutcome, by: string = who.manager): Line => ({
	entry: 'stage',
	stage,
	outcome,
	note: 'Written down.',
	reference: null,
	by,
	at
});
export const closed = (
	at: Instant,
	outcome: EntryOf<'closed'>['outcome'] = 'resolved',
	by: string = who.serviceManager
): Line => ({ entry: 'closed', outcome, reason: 'She is safe with her gran.', by, at });
