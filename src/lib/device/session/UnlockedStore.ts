import type { Person } from '#lib/domain/access/Person.ts';
import type {
	ActionHead,
	AuditHead,
	ModerationHead,
	PersonHead,
	RecordKind,
	RecordRef,
	TeamHead,
	TemplateHead
} from '#lib/domain/changes/RecordState.ts';
import { LiveQuery } from '../LiveQuery.svelte.ts';
import type { EvidenceRunner } from '../evidence/EvidenceRunner.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { Saved } from '../store/recordChange.ts';
import type { Summary } from '../store/sealedShapes.ts';
import { readStanding } from '../sync/readStanding.ts';
import type { SyncRunner } from '../sync/SyncRunner.ts';
import type { SyncStatus } from '../sync/SyncStatus.svelte.ts';
import { Saver } from './Saver.svelte.ts';

export type AuditListing = {
	readonly id: string;
	readonly head: AuditHead;
	readonly judged: number;
	readonly asked: number;
	readonly alerts: number;
	readonly conflicts: number;
	/** Changes on it that wait to be sent. */
	readonly unsent: number;
};
export type ActionListing = {
	readonly id: string;
	readonly head: ActionHead;
	readonly conflicts: number;
	readonly unsent: number;
};
export type ModerationListing = { readonly id: string; readonly ver: number; readonly head: ModerationHead };
export type DirectoryPerson = PersonHead & { readonly id: string };
export type DirectoryTeam = TeamHead & { readonly id: string };

export type Lists = {
	readonly me: Person | null;
	readonly audits: readonly AuditListing[];
	readonly actions: readonly ActionListing[];
	readonly moderations: readonly ModerationListing[];
	readonly people: ReadonlyMap<string, DirectoryPerson>;
	readonly teams: ReadonlyMap<string, DirectoryTeam>;
	readonly templates: readonly TemplateHead[];
};

export const noLists: Lists = {
	me: null,
	audits: [],
	actions: [],
	moderations: [],
	people: new Map(),
	teams: new Map(),
	templates: []
};

/** What there is while one person's store is unlocked: lists that follow it, the saver, the runner. */
export class UnlockedStore {
	readonly open: OpenStore;
	readonly runner: SyncRunner;
	/** Null where there is nowhere to send files to. */
	readonly files: EvidenceRunner | null;
	readonly saver: Saver;
	readonly lists: LiveQuery<Lists>;
	/** Drafts not on the disk yet, of sessions that are open. */
	readonly flushes = new Set<() => Promise<void>>();
	readonly #status: SyncStatus;
	readonly #stopListening: () => void;

	constructor(open: OpenStore, runner: SyncRunner, status: SyncStatus, files: EvidenceRunner | null = null) {
		this.open = open;
		this.runner = runner;
		this.files = files;
		this.#status = status;
		this.saver = new Saver({
			open,
			onSaved: (at) => {
				status.noteSaved(at);
				runner.saved();
			},
			onNotSaved: (isFull) => status.noteNotSaved(isFull)
		});
		this.lists = new LiveQuery(
			noLists,
			() => this.#read(),
			(again) => open.bell.listen(again)
		);
		this.#stopListening = () => this.lists.stop();
	}

	async flush(): Promise<void> {
		await Promise.all([...this.flushes].map((flush) => flush()));
		await this.saver.settled();
	}

	/** Without opening the record first: it is settled against the version that its person was shown last. */
	async resolveConflict(record: RecordRef, key: string, keep: 'value' | 'other' | 'both'): Promise<Saved> {
		const { open } = this;
		await open.position();
		const base = (await open.base(record))?.fields.get(key)?.ver ?? 0;
		const args = { key, keep };
		return this.saver.save({ id: open.newId(), at: open.now(), record, name: 'conflict.resolve', args, base });
	}

	close(): void {
		this.#stopListening();
		this.runner.stop();
		this.files?.stop();
		this.open.forget();
		this.open.bell.close();
		this.open.journal.close();
		this.open.store.close();
	}

	async #read(): Promise<Lists> {
		const lists = await readLists(this.open);
		this.#status.noteStanding(await readStanding(this.open));
		return lists;
	}
}

async function readLists(open: OpenStore): Promise<Lists> {
	await open.position();
	const summaries = await open.summaries();
	const unsent = await countUnsent(open);
	const listings = await Promise.all(
		summaries.map(async (summary) => ({
			...summary,
			id: summary.record.id,
			unsent: unsent.get(await open.rid(summary.record)) ?? 0
		}))
	);
	const of = <Kind extends RecordKind>(kind: Kind) =>
		listings.filter((one) => one.record.kind === kind) as unknown as (Summary<Kind> & { id: string; unsent: number })[];
	return {
		me: (await open.state()).me,
		audits: of('audit').map(({ id, head, judged, asked, alerts, conflicts, unsent }) => ({
			id,
			head,
			judged,
			asked,
			alerts,
			conflicts,
			unsent
		})),
		actions: of('action').map(({ id, head, conflicts, unsent }) => ({ id, head, conflicts, unsent })),
		moderations: of('moderation').map(({ id, ver, head }) => ({ id, ver, head })),
		people: new Map(of('person').map(({ id, head }) => [id, { id, ...head }])),
		teams: new Map(of('team').map(({ id, head }) => [id, { id, ...head }])),
		templates: of('template').map(({ head }) => head)
	};
}

async function countUnsent(open: OpenStore): Promise<ReadonlyMap<string, number>> {
	const counts = new Map<string, number>();
	for (const { rid, receipt } of await open.changes())
		if (receipt === null) counts.set(rid, (counts.get(rid) ?? 0) + 1);
	return counts;
}
