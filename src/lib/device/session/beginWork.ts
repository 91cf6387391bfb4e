import { instantAt } from '#lib/domain/shared/dates.ts';
import type { Directive } from '#lib/protocol/hello.ts';
import type { EvidenceProgress } from '../evidence/EvidenceProgress.svelte.ts';
import { EvidenceRunner } from '../evidence/EvidenceRunner.ts';
import { introduce } from '../rescue/introduce.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { PersonRow } from '../store/People.ts';
import type { Incident, RoundEnd } from '../sync/SyncParts.ts';
import { SyncRunner } from '../sync/SyncRunner.ts';
import type { SyncStatus } from '../sync/SyncStatus.svelte.ts';
import { noteClock } from './openUnderLease.ts';
import type { TabletParts } from './TabletParts.ts';
import { UnlockedStore } from './UnlockedStore.ts';

export type Working = {
	readonly sync: SyncStatus;
	/** How far files that are being sent have come. */
	readonly files: EvidenceProgress;
	readonly report: (incident: Incident) => void;
	readonly renamed: (clientId: string) => Promise<void>;
	readonly keepWraps: (wraps: PersonRow['wraps']) => Promise<void>;
	readonly obey: (directives: readonly Directive[]) => void;
	readonly onRound: (end: RoundEnd) => void;
};

/** What works while one person's store is open: changes are sent and fetched, and files follow each round that ended well. */
export function beginWork(parts: TabletParts, row: PersonRow, open: OpenStore, working: Working): UnlockedStore {
	const { sync, report } = working;
	const files = filesRunner(parts, row, open, working);
	const runner = new SyncRunner({
		open,
		server: parts.server,
		build: parts.build,
		report,
		renamed: working.renamed,
		persisted: parts.isPersisted,
		quota: parts.quota,
		clockwork: parts.clockwork(row.database),
		onBegin: () => sync.noteBegun(),
		onRound: (end, nextAt) => {
			sync.noteRound(end, open.now(), instantAt(nextAt));
			if (end.end !== 'done') void noteClock(open, parts.now().getTime());
			working.onRound(end);
			if (end.end === 'done') files?.wake();
		},
		obey: working.obey,
		...introduce({
			people: parts.people,
			row: () => parts.people.find(row.slot),
			keepWraps: working.keepWraps
		}),
		onStuck: (isStuck) => sync.noteStuck(isStuck ? open.now() : null)
	});
	return new UnlockedStore(open, runner, sync, files);
}

/** Null where files stay on the tablet. */
function filesRunner(
	{ evidence, clockwork }: TabletParts,
	row: PersonRow,
	open: OpenStore,
	{ files, report }: Working
): EvidenceRunner | null {
	files.clear();
	if (evidence === undefined) return null;
	const onProgress = (id: string, done: number, parts: number) => files.note(id, done, parts);
	return new EvidenceRunner({
		open,
		server: evidence,
		report,
		onProgress,
		clockwork: clockwork(`${row.database}-files`)
	});
}
