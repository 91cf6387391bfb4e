import { readAlertLogs, type AlertLog } from '../alerts/AlertLog.ts';
import { alertStateOf, hasEnded } from '../alerts/pathway.ts';
import { nextAlertState } from '../alerts/alertState.ts';
import { isOutcomeOf } from '../alerts/pathwayStages.ts';
import { isOpenFor, mayDo, rungsOf, type AlertAct } from '../alerts/whoMay.ts';
import type { Act } from './Change.ts';
import type { Applied, ApplyContext, Refusal } from './Effect.ts';
import { isSameValue } from './isSameValue.ts';
import type { AuditRecord, Json } from './RecordState.ts';

type OfAudit = Extract<Act, { kind: 'audit' }>;
type AlertChange = Extract<OfAudit, { name: 'alert.raise' | (typeof alertActNames)[number] }>;
type LogChange = Exclude<AlertChange, { name: 'alert.raise' }>;

/** The acts on an alert that has been raised. Each adds a line to its log under a key of its own, and changes none. */
export const alertActNames = [
	'alert.tell',
	'alert.acknowledge',
	'alert.check',
	'alert.read',
	'alert.record',
	'alert.close'
] as const satisfies readonly OfAudit['name'][];

export function applyAlertAct(audit: AuditRecord, act: AlertChange, context: ApplyContext): Applied {
	if (act.name === 'alert.raise') return raise(audit, act.args, context);
	const log = readAlertLogs(audit.fields).find(({ id }) => id === act.args.id);
	if (log === undefined) return { ok: false, code: 'SCHEMA_INVALID' };
	const key = `alert/${log.id}/${act.name === 'alert.tell' ? 'told' : 'log'}/${context.changeId}`;
	const value = lineOf(act, audit, context);
	// A line stands as it was written: sent again it changes nothing, and another under its name is refused.
	const before = audit.fields.get(key);
	if (before !== undefined) {
		const isSame = before.by === context.author.person.id && isSameValue(before.value, value);
		return isSame ? { ok: true, effect: { writes: [] } } : { ok: false, code: 'RECORD_LOCKED' };
	}
	const refusal = refusalOf(audit, log, act, context);
	return refusal === null ? adds(audit, key, value, context) : { ok: false, code: refusal };
}

function raise(
	audit: AuditRecord,
	args: { id: string; question?: string | undefined; concern: string },
	context: ApplyContext
): Applied {
	const key = `alert/${args.id}`;
	if (audit.fields.has(key)) return { ok: true, effect: { writes: [] } };
	const value = { concern: args.concern, ...(args.question === undefined ? {} : { question: args.question }) };
	return adds(audit, key, value, context);
}

/** The counts in the head are worked out from the logs, so that they cannot drift from them. */
function adds(audit: AuditRecord, key: string, value: Json, { author }: ApplyContext): Applied {
	const field = { ver: audit.ver + 1, value, by: author.person.id, at: author.at };
	const logs = readAlertLogs(new Map([...audit.fields, [key, field]]));
	return {
		ok: true,
		effect: {
			writes: [{ key, value, settles: true }],
			head: {
				openAlerts: logs.filter((log) => alertStateOf(log) !== 'closed').length,
				openPathways: logs.filter((log) => !hasEnded(log)).length
			}
		}
	};
}

function refusalOf(
	audit: AuditRecord,
	log: AlertLog,
	act: LogChange,
	{ author, replaying }: ApplyContext
): Refusal | null {
	const asked = askedOf(act);
	if (asked !== null && !mayDo(author.person, audit.head, log, asked)) return 'NO_PERMISSION';
	// A tablet shows what was written on it whatever came meanwhile; the server judges whether it came in time.
	if (replaying === true) return null;
	if (act.name === 'alert.record') {
		if (!isOutcomeOf(act.args.stage, act.args.outcome)) return 'SCHEMA_INVALID';
		return isOpenFor(log, act.args.stage) ? null : 'RECORD_LOCKED';
	}
	if (act.name !== 'alert.close') return null;
	const event = act.args.outcome === 'resolved' ? 'closed-resolved' : 'closed-in-error';
	return nextAlertState(alertStateOf(log), event) === null ? 'RECORD_LOCKED' : null;
}

function askedOf(act: LogChange): AlertAct | null {
	switch (act.name) {
		case 'alert.tell':
			return null;
		case 'alert.acknowledge':
			return { act: 'acknowledge' };
		case 'alert.check':
			return { act: 'check' };
		case 'alert.read':
			return { act: 'read' };
		case 'alert.record':
			return { act: 'record', stage: act.args.stage };
		case 'alert.close':
			return { act: 'close', outcome: act.args.outcome };
	}
}

function lineOf(act: LogChange, audit: AuditRecord, { author }: ApplyContext): Json {
	switch (act.name) {
		case 'alert.tell':
			return { whom: act.args.whom, how: act.args.how };
		case 'alert.acknowledge':
			return { entry: 'acknowledged' };
		case 'alert.check': {
			const { outcome, contact, note, why, reference } = act.args;
			return { entry: 'checked', outcome, contact, note, why, reference: reference ?? null };
		}
		case 'alert.read':
			return { entry: 'read', as: highest(rungsOf(author.person, audit.head)) };
		case 'alert.record': {
			const { stage, outcome, note, reference } = act.args;
			return { entry: 'stage', stage, outcome, note, reference: reference ?? null };
		}
		case 'alert.close':
			return { entry: 'closed', outcome: act.args.outcome, reason: act.args.reason };
	}
}

/** Who is head of service and QA manager both has read it as head of service. */
function highest(rungs: ReturnType<typeof rungsOf>): string {
	const order = ['head-of-service', 'director', 'service-manager', 'team-manager', 'qa-manager'];
	return order.find((one) => rungs.some((rung) => rung === one)) ?? 'qa-manager';
}
