import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import type { EngineWorld } from './EngineWorld.ts';
import type { Row } from './judgeEngine.ts';

type Held = { ver: number; value: string; client: string; others: number[] };

/** What came when the audit was submitted and not withdrawn, and may come then (P9). */
const afterSubmission = new Set([
	'feedback.add',
	'alert.raise',
	'alert.tell',
	'action.raise',
	'action.rely',
	'audit.withdraw'
]);

/**
 * Plays the history of one audit again by the words of M1–M6 alone, and compares what comes out with what the server
 * holds: none of the code that merged is used.
 */
export function judgeHistory(world: EngineWorld, record: RecordState, rows: readonly Row[]): void {
	const fields = new Map<string, Held>();
	let isSubmitted = false;
	for (const row of rows) {
		if (row.how !== 'written') continue;
		if (isSubmitted && !afterSubmission.has(row.name) && row.name !== 'audit.submit')
			world.violations.add('diverged', 'M5', `${row.name} was applied after submission`);
		if (row.name === 'audit.submit') {
			isSubmitted = true;
			judgePins(world, row, fields);
		}
		if (row.name === 'audit.withdraw') isSubmitted = false;
		fields.set(row.key, after(fields.get(row.key), row));
	}
	judgeFields(world, record, fields);
	judgeGrades(world, record, rows);
	judgeTimes(world, record);
}

function after(before: Held | undefined, row: Row): Held {
	const now = { ver: row.ver, value: row.value, client: row.client_id ?? '' };
	if (before === undefined || row.name === 'conflict.resolve') return { ...now, others: [] };
	const settles = row.name === 'audit.submit' || row.name === 'audit.withdraw';
	const isSeen = settles || before.ver === row.base || before.client === row.client_id;
	return { ...now, others: isSeen ? before.others : [before.ver, ...before.others] };
}

function judgeFields(world: EngineWorld, record: RecordState, fields: ReadonlyMap<string, Held>): void {
	for (const [key, held] of fields) {
		const field = record.fields.get(key);
		if (field?.ver !== held.ver || JSON.stringify(field.value) !== JSON.stringify(JSON.parse(held.value)))
			world.violations.add('lost', 'M6', `${key} is not what its history says`);
		const others = (field?.other ?? []).map(({ ver }) => ver).join();
		if (others !== held.others.join())
			world.violations.add('lost', 'M2', `${key} shows others ${others} and not ${held.others.join()}`);
	}
	for (const [key, field] of record.fields)
		if (!fields.has(key)) world.violations.add('lost', 'M6', `${key} (${String(field.ver)}) is not in history`);
}

function judgePins(world: EngineWorld, row: Row, fields: ReadonlyMap<string, Held>): void {
	const { pinned } = JSON.parse(row.value) as { pinned?: Record<string, number> };
	for (const [key, { ver }] of fields)
		if (key !== 'submission' && pinned?.[key] !== ver) world.violations.add('lost', 'M5', `${key} is not pinned`);
}

/** M4: what each person gave last stands, whatever others gave. */
function judgeGrades(world: EngineWorld, record: RecordState, rows: readonly Row[]): void {
	const last = new Map<string, string>();
	for (const row of rows) if (row.name === 'grade.set' && row.how === 'written') last.set(row.by_id, row.value);
	for (const [person, value] of last) {
		const field = record.fields.get(`grade/CJ2/${person}`);
		if (JSON.stringify(field?.value) !== JSON.stringify(JSON.parse(value)))
			world.violations.add('lost', 'M4', 'a grade that somebody gave is not there');
	}
}

/** I6, M3: the server's own time, rising with the versions. */
function judgeTimes(world: EngineWorld, record: RecordState): void {
	const fields = [...record.fields.values()].sort((a, b) => a.ver - b.ver);
	let last = '';
	for (const { at } of fields) {
		if (at < last || Date.parse(at) > world.server.clock.now)
			world.violations.add('diverged', 'M3', 'a field has the time of a tablet');
		last = at;
	}
}
