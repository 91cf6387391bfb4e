import { applyModerationAct } from '../moderation/applyModerationAct.ts';
import { applyActionAct } from './applyActionAct.ts';
import { applyAuditAct } from './applyAuditAct.ts';
import type { Act } from './Change.ts';
import type { Applied, ApplyContext, Outcome } from './Effect.ts';
import { mergeWrites } from './merge.ts';
import { parseAct } from './parseAct.ts';
import type { RecordState } from './RecordState.ts';
import { resolveConflict } from './resolveConflict.ts';

/**
 * The effect of one change on its record, the same on a tablet and on the server. Whether the person
 * may do it at all is for `domain/access`, asked first.
 */
export function applyChange(
	record: RecordState,
	change: { readonly name: string; readonly args: unknown; readonly base?: number },
	context: ApplyContext
): Outcome {
	const act = parseAct(record.record.kind, change.name, change.args);
	if (!act.ok) return { ok: false, code: act.problem.code };
	const base = change.base ?? 0;
	if (act.value.name === 'conflict.resolve') {
		if (isOf(record, 'audit') && record.head.state === 'submitted') return { ok: false, code: 'RECORD_LOCKED' };
		return resolveConflict(record, act.value.args, base, context.author);
	}
	const applied = effectOf(record, act.value, context);
	if (!applied.ok) return applied;
	const { writes, head, creates } = applied.effect;
	const main = writes[0];
	const isAhead = main !== undefined && base > (record.fields.get(main.key)?.ver ?? 0);
	if (isAhead && context.replaying !== true) return { ok: false, code: 'SCHEMA_INVALID' };
	const merged = mergeWrites(record, writes, base, context.author);
	const changed = merged.written.length > 0;
	return {
		ok: true,
		outcome: merged.outcome,
		...(merged.other === undefined ? {} : { other: merged.other }),
		written: merged.written,
		writes,
		...(creates === undefined || !changed ? {} : { creates }),
		record: {
			...record,
			ver: merged.ver,
			fields: merged.fields,
			head: changed && head !== undefined ? { ...record.head, ...head } : record.head
		} as RecordState
	};
}

function effectOf(record: RecordState, act: Act, context: ApplyContext): Applied {
	if (act.kind === 'audit' && isOf(record, 'audit')) return applyAuditAct(record, act, context);
	if (act.kind === 'action' && isOf(record, 'action')) return applyActionAct(record, act, context);
	if (act.kind === 'moderation' && isOf(record, 'moderation')) return applyModerationAct(record, act, context);
	return { ok: false, code: 'SCHEMA_INVALID' };
}

function isOf<Kind extends RecordState['record']['kind']>(
	record: RecordState,
	kind: Kind
): record is RecordState<Kind> {
	return record.record.kind === kind;
}
