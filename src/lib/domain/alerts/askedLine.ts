import type { AuditRecord, Field, Json } from '../changes/RecordState.ts';
import type { Instant } from '../shared/dates.ts';
import { dipper } from './AlertLog.ts';
import { keyOf, type Ask } from './askWhom.ts';

export type WithAsks = { readonly record: AuditRecord; readonly written: readonly string[] };

/**
 * An audit with what the server asked of people written into an alert's log, and those people into its head, so that
 * they see it. No change on the wire can write such a line: only the server's own clockwork does.
 */
export function writeAsks(audit: AuditRecord, alertId: string, asks: readonly Ask[], at: Instant): WithAsks {
	const ver = audit.ver + 1;
	const lines = asks
		.map(({ stage, round, person, as, because }): [string, Field] => {
			const value: Json = { entry: 'asked', stage, round, person, as, because };
			return [`alert/${alertId}/asked/${keyOf(stage, round, person)}`, { ver, value, by: dipper, at, client: null }];
		})
		.filter(([key]) => !audit.fields.has(key));
	if (lines.length === 0) return { record: audit, written: [] };
	const before = audit.head.asked ?? [];
	const more = asks.filter(({ person, as }) => !before.some((one) => one.person === person && one.as === as));
	const once = more.filter(
		(one, index) => more.findIndex(({ person, as }) => person === one.person && as === one.as) === index
	);
	const asked = [...before, ...once.map(({ person, as }) => ({ person, as }))];
	return {
		record: { ...audit, ver, head: { ...audit.head, asked }, fields: new Map([...audit.fields, ...lines]) },
		written: lines.map(([key]) => key)
	};
}
