import type { Change } from '#lib/domain/changes/Change.ts';
import type { ParkedHead, RecordRef } from '#lib/domain/changes/RecordState.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import { nameOf, type Summary } from '../store/sealedShapes.ts';
import type { ConflictItem, ParkedItem, Standing, WaitingItem } from './SyncStatus.svelte.ts';

/** What waits, what two people wrote, and what the server could not take: all that the waiting page shows. */
export async function readStanding(open: OpenStore): Promise<Standing> {
	await open.position();
	const changes = await open.changes();
	const summaries = await open.summaries();
	const state = await open.state();
	const caseOf = caseReader(summaries);
	const unsent = changes.filter(({ receipt }) => receipt === null).map(({ change }) => change);
	return {
		waitingItems: waitingItems(unsent, summaries, caseOf),
		conflicts: await readConflicts(open, summaries, unsent, caseOf),
		parked: parkedRecords(summaries, state.me.id, caseOf),
		sentAt: state.sentAt
	};
}

type CaseReader = (record: RecordRef | null) => string | null;

function caseReader(summaries: readonly Summary[]): CaseReader {
	const known = new Map(
		summaries.map(({ record, head }) => [
			nameOf(record),
			'caseRef' in head && typeof head.caseRef === 'string' ? head.caseRef : null
		])
	);
	return (record) => (record === null ? null : (known.get(nameOf(record)) ?? null));
}

function waitingItems(unsent: readonly Change[], summaries: readonly Summary[], caseOf: CaseReader): WaitingItem[] {
	const here = new Set(summaries.map(({ record }) => nameOf(record)));
	const groups = Map.groupBy(unsent, ({ record }) => nameOf(record));
	return [...groups.values()].flatMap((group) => {
		const last = group.at(-1);
		if (last === undefined) return [];
		const changes = group.map(({ n, name, at }) => ({ n, name, at }));
		return [
			{ record: last.record, caseRef: caseOf(last.record), changes, at: last.at, isHere: here.has(nameOf(last.record)) }
		];
	});
}

/** Conflicts that the server told of, and that nobody has settled here and not sent yet. */
async function readConflicts(
	open: OpenStore,
	summaries: readonly Summary[],
	unsent: readonly Change[],
	caseOf: CaseReader
): Promise<ConflictItem[]> {
	const items: ConflictItem[] = [];
	for (const { record } of summaries.filter(({ conflicts }) => conflicts > 0)) {
		const base = await open.base(record);
		for (const [key, field] of base?.fields ?? []) {
			if (field.other === undefined || unsent.some((change) => settles(change, record, key))) continue;
			const { value, by, at, other } = field;
			items.push({ record, caseRef: caseOf(record), key, value, by, at, other });
		}
	}
	return items;
}

function settles(change: Change, record: RecordRef, key: string): boolean {
	const { name, args } = change;
	if (name !== 'conflict.resolve' || change.record.id !== record.id) return false;
	return args !== null && typeof args === 'object' && 'key' in args && args.key === key;
}

function parkedRecords(summaries: readonly Summary[], me: string, caseOf: CaseReader): ParkedItem[] {
	return summaries.flatMap(({ record, head }) => {
		if (record.kind !== 'parked') return [];
		const parked = head as ParkedHead;
		if (parked.state !== 'waiting') return [];
		const { code, change, by, at, about } = parked;
		return [
			{ id: record.id, code, name: textIn(change, 'name'), record: about, caseRef: caseOf(about), at, mine: by === me }
		];
	});
}

function textIn(value: unknown, member: string): string {
	const inner =
		value !== null && typeof value === 'object'
			? Object.entries(value).find(([key]) => key === member)?.[1]
			: undefined;
	return typeof inner === 'string' ? inner : '';
}
