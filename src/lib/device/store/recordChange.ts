import { mayChange } from '#lib/domain/access/can.ts';
import { applyChange } from '#lib/domain/changes/applyChange.ts';
import type { Outcome, Refusal } from '#lib/domain/changes/Effect.ts';
import type { Change } from '#lib/domain/changes/Change.ts';
import { parseAct } from '#lib/domain/changes/parseAct.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { dayInEngland, type Instant } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import { changeHash } from '#lib/protocol/hashes.ts';
import type { FileRow, OutboxRow, PartRow, Position, ThumbRow } from './DeviceStore.ts';
import type { OpenStore } from './OpenStore.ts';
import { positionHealed } from './putBack.ts';
import { summarise, viewAt, type RecordView } from './viewRecord.ts';

/** What a person means to do, before it has a number. Its id and time are given once, however often it is tried. */
export type Intent = {
	readonly id: string;
	readonly at: Instant;
	readonly record: RecordRef;
	readonly name: string;
	readonly args: unknown;
	/** The version of the field the person was looking at. */
	readonly base: number;
	/** Drafts that this change makes good. */
	readonly boxes?: readonly string[];
	/** Files that it attaches, sealed: they are kept with it in one transaction, or neither is. */
	readonly files?: SealedFiles;
};
export type SealedFiles = {
	readonly files: readonly FileRow[];
	readonly parts: readonly PartRow[];
	readonly thumbs: readonly ThumbRow[];
};
/** `no-room`: the disk is full, and nothing of a change with its files was kept. */
export type SaveProblem = Refusal | 'locked' | 'no-room';
export type Saved = Result<{ readonly n: number; readonly at: Instant }, SaveProblem>;

/**
 * The one save path (SPEC.md S1). Returns only when the change is on the disk, in both copies, or when it
 * is no change that this record takes; throws when the disk failed, and then nothing was written.
 */
export async function recordChange(open: OpenStore, intent: Intent): Promise<Saved> {
	const act = parseAct(intent.record.kind, intent.name, cleanDeep(intent.args));
	if (!act.ok) return problem('SCHEMA_INVALID');
	let position = open.lastPosition;
	for (;;) {
		const isFresh = position === null;
		position ??= await positionHealed(open);
		const view = await viewAt(open, intent.record, position);
		const saved =
			view === null ? await missing(open, isFresh) : await saveOn(open, view, intent, act.value.args, position);
		// A refusal is only believed of the store as it is now, not as it was when last looked at.
		if (saved !== null && (saved.ok || isFresh)) return saved;
		position = null;
	}
}

/** Null where the store no longer stood where it was looked at: then nothing was written. */
async function saveOn(
	open: OpenStore,
	view: RecordView,
	intent: Intent,
	args: unknown,
	position: Position
): Promise<Saved | null> {
	const { serverEpoch } = await open.state();
	const change = await numbered(await rebased(open, intent), args, position.counter + 1, view);
	const outcome = await tryOn(open, view, change);
	if (!outcome.ok) return problem(outcome.code);
	const row = await open.sealOutbox({
		change,
		receipt: null,
		...(serverEpoch === null ? {} : { seenIn: serverEpoch })
	});
	if (!(await store(open, position, intent, row, view, outcome)) && !(await isThere(open, row))) return null;
	await open.journal.append(row.n, row.sealed);
	open.highestN = Math.max(open.highestN, row.n);
	open.bell.ring();
	return ok({ n: change.n, at: change.at });
}

/** Withdrawn from this person; or the browser deleted the store, and base comes back with the next pull. */
async function missing(open: OpenStore, isFresh: boolean): Promise<Saved | null> {
	if (!isFresh) return null;
	if ((await open.state()).epoch === null) throw new Error('what the server said is not here yet');
	return problem('NO_PERMISSION');
}

/** Between a server's restore and the next pull the versions here are of another past: nothing was seen (W7). */
async function rebased(open: OpenStore, intent: Intent): Promise<Intent> {
	const { epoch, serverEpoch } = await open.state();
	return epoch === serverEpoch ? intent : { ...intent, base: 0 };
}

async function numbered(intent: Intent, args: unknown, n: number, view: RecordView): Promise<Change> {
	const { id, at, name, record, base } = intent;
	const tpl =
		view.record.record.kind === 'audit' && 'template' in view.record.head ? view.record.head.template : undefined;
	const change = {
		n,
		id,
		at,
		name,
		record: { kind: record.kind, id: record.id },
		args,
		base,
		...(tpl === undefined ? {} : { tpl: { id: tpl.id, ver: tpl.ver } })
	};
	return { ...change, h: await changeHash(change) };
}

/** Asks the same rules as the server, so that what it would park is not begun here. */
async function tryOn(open: OpenStore, view: RecordView, change: Change): Promise<Outcome> {
	const { me } = await open.state();
	if (!mayChange(me, change.name, view.record, dayInEngland(change.at))) return { ok: false, code: 'NO_PERMISSION' };
	const author = { person: me, clientId: open.clientId, at: change.at };
	return applyChange(view.record, change, { author, changeId: change.id, template: view.template, replaying: true });
}

async function store(
	open: OpenStore,
	position: Position,
	intent: Intent,
	row: OutboxRow,
	view: RecordView,
	outcome: Extract<Outcome, { ok: true }>
): Promise<boolean> {
	const { me } = await open.state();
	const summaries = [summarise(outcome.record, view.template, me.id)];
	if (outcome.creates !== undefined) summaries.push(summarise(outcome.creates, null, me.id));
	const drafts = await Promise.all((intent.boxes ?? []).map((box) => open.draftKey(intent.record, box)));
	return open.write({
		expect: { counter: position.counter, rev: position.rev, life: position.life },
		counter: row.n,
		add: [row],
		put: { summaries: await Promise.all(summaries.map((summary) => open.sealSummary(summary))), ...intent.files },
		drop: { drafts }
	});
}

/** A connection can die after the disk had it and before we heard: then it is there, under its own seal. */
async function isThere(open: OpenStore, row: OutboxRow): Promise<boolean> {
	const found = (await open.store.outbox()).find(({ n }) => n === row.n);
	return (
		found !== undefined &&
		found.sealed.length === row.sealed.length &&
		found.sealed.every((byte, index) => byte === row.sealed[index])
	);
}

/** Removes what no store keeps faithfully from every text inside (S1). */
export function cleanDeep(value: unknown): unknown {
	if (typeof value === 'string') return cleanText(value);
	if (Array.isArray(value)) return value.map(cleanDeep);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), cleanDeep(inner)]));
}
