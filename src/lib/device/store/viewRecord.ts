import { progressOf } from '#lib/domain/audits/progress.ts';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import type { Change } from '#lib/domain/changes/Change.ts';
import type {
	ActionRecord,
	AuditRecord,
	ModerationRecord,
	RecordRef,
	RecordState
} from '#lib/domain/changes/RecordState.ts';
import { replay } from '#lib/domain/changes/replay.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Position } from './DeviceStore.ts';
import type { OpenStore } from './OpenStore.ts';
import type { HeldChange, Summary } from './sealedShapes.ts';

/** A record as its person sees it (SPEC.md, Words): base, overlaid by kept that base lacks, then by the outbox. */
export type RecordView = {
	readonly record: RecordState;
	/** What the server last said; null for an action raised here that it has not told of yet. */
	readonly base: RecordState | null;
	readonly template: Template | null;
	readonly created: readonly ActionRecord[];
	/** Ids of changes the base no longer takes. */
	readonly refused: readonly string[];
};

export async function viewRecord(open: OpenStore, ref: RecordRef): Promise<RecordView | null> {
	return viewAt(open, ref, await open.position());
}

/** The record as it is at a place the store was just found at. */
export async function viewAt(open: OpenStore, ref: RecordRef, { rev }: Position): Promise<RecordView | null> {
	const base = await open.base(ref);
	const changes = await open.changes();
	const views = viewsOf(open);
	const key = `${ref.kind}:${ref.id}`;
	const last = views.get(key);
	const view =
		last !== undefined && last.rev === rev && last.view.base?.ver === base?.ver
			? await continued(open, last, changes)
			: await viewAnew(open, ref, base, changes);
	if (view !== null) views.set(key, { rev, upTo: changes.at(-1)?.change.n ?? 0, view });
	return view;
}

/** What was last shown of each record, while the store is open; it goes with the key. */
type LastView = { readonly rev: number; readonly upTo: number; readonly view: RecordView };
const lastViews = new WeakMap<OpenStore, Map<string, LastView>>();

function viewsOf(open: OpenStore): Map<string, LastView> {
	const views = lastViews.get(open) ?? new Map<string, LastView>();
	lastViews.set(open, views);
	return views;
}

/**
 * While `rev` stands only saves came, so only those after the last view are replayed: a whole audit may wait to be
 * sent, and a tap must not grow slower with each one before it.
 */
async function continued(
	open: OpenStore,
	{ upTo, view }: LastView,
	changes: readonly HeldChange[]
): Promise<RecordView> {
	const { me } = await open.state();
	const fresh = changes
		.filter((held) => held.change.n > upTo && isOn(held.change, view.record.record) && isWanting(held, view.base))
		.map(({ change }) => change);
	if (fresh.length === 0) return view;
	const { record, created, refused } = replay(
		view.record,
		fresh,
		{ person: me, clientId: open.clientId },
		view.template
	);
	return { ...view, record, created: [...view.created, ...created], refused: [...view.refused, ...refused] };
}

async function viewAnew(
	open: OpenStore,
	ref: RecordRef,
	base: RecordState | null,
	changes: readonly HeldChange[]
): Promise<RecordView | null> {
	if (base !== null) return overlay(open, base, base, changes);
	const created = ref.kind === 'action' ? await findCreated(open, ref.id, changes) : null;
	return created === null ? null : overlay(open, null, created, changes);
}

/** What waits on a record, shown on top of it. */
export async function overlay(
	open: OpenStore,
	base: RecordState | null,
	under: RecordState,
	changes: readonly HeldChange[],
	/** Records that arrive with this one and are not in the store yet: its template may be among them. */
	arriving: readonly RecordState[] = []
): Promise<RecordView> {
	const { me } = await open.state();
	const template =
		under.record.kind === 'audit' || under.record.kind === 'moderation'
			? await open.template((under as AuditRecord | ModerationRecord).head.template, arriving)
			: null;
	const waiting = changes
		.filter((held) => isOn(held.change, under.record) && isWanting(held, base))
		.map(({ change }) => change);
	const { record, created, refused } = replay(under, waiting, { person: me, clientId: open.clientId }, template);
	return { record, base, template, created, refused };
}

/** Whether base does not hold a change yet. What was parked never will be in it. */
function isWanting({ receipt }: HeldChange, base: RecordState | null): boolean {
	if (receipt === null) return true;
	return receipt.st !== 'parked' && receipt.ver !== null && (base?.ver ?? 0) < receipt.ver;
}

function isOn(change: Change, record: RecordRef): boolean {
	return change.record.kind === record.kind && change.record.id === record.id;
}

/** An action raised in an audit here and not told of by the server yet. */
async function findCreated(open: OpenStore, id: string, changes: readonly HeldChange[]): Promise<ActionRecord | null> {
	const raise = changes.find(({ change }) => change.name === 'action.raise' && idIn(change.args) === id);
	if (raise === undefined) return null;
	const audit = await open.base(raise.change.record);
	if (audit === null) return null;
	const view = await overlay(open, audit, audit, changes);
	return view.created.find((action) => action.record.id === id) ?? null;
}

/** What actions are filed under that only the given changes would have made: they go with them (SPEC.md W6). */
export async function unmadeActions(open: OpenStore, changes: readonly Change[]): Promise<readonly string[]> {
	const made: string[] = [];
	for (const { name, args } of changes) {
		const id = name === 'action.raise' ? idIn(args) : undefined;
		if (typeof id !== 'string') continue;
		const action = { kind: 'action', id } as const;
		if ((await open.base(action)) === null) made.push(await open.rid(action));
	}
	return made;
}

function idIn(args: unknown): unknown {
	return args !== null && typeof args === 'object' && 'id' in args ? args.id : undefined;
}

/** What lists show of a record, for the one whose tablet it is. */
export function summarise(record: RecordState, template: Template | null, me: string): Summary {
	const { record: ref, ver, head } = record;
	const conflicts = [...record.fields.values()].filter((field) => field.other !== undefined).length;
	const plain = { record: ref, ver, head, judged: 0, asked: 0, alerts: 0, conflicts };
	if (ref.kind !== 'audit' || template === null) return plain as Summary;
	const audit = readAudit(record as AuditRecord, template);
	const progress = progressOf(audit, audit.head.auditor === '' ? me : audit.head.auditor);
	return { ...plain, judged: progress.judged, asked: progress.toJudge, alerts: audit.alerts.length } as Summary;
}

export async function summariesOf(open: OpenStore, view: RecordView): Promise<readonly Summary[]> {
	const { me } = await open.state();
	return [
		summarise(view.record, view.template, me.id),
		...view.created.map((action) => summarise(action, null, me.id))
	];
}
