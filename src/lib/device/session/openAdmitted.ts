import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { PersonRow } from '../store/People.ts';
import type { Incident } from '../sync/SyncParts.ts';
import type { Bytes } from '../vault/bytes.ts';
import { openPerson } from './openPerson.ts';
import { openUnderLease } from './openUnderLease.ts';
import type { TabletParts } from './TabletParts.ts';
import type { UnlockProblem } from './unlocking.ts';

type Opening = {
	readonly report: (incident: Incident) => void;
	readonly begin: (open: OpenStore) => Promise<void>;
};

/** The store under its key, mended, and within its lease (SPEC.md V6); else it is shut again and no key stays. */
export async function openAdmitted(
	parts: TabletParts,
	row: PersonRow,
	root: Bytes,
	{ report, begin }: Opening
): Promise<Result<void, UnlockProblem>> {
	try {
		const open = await openPerson(parts, row, root, report);
		const admitted = await openUnderLease(parts, open, report);
		if (!admitted.ok) {
			shut(open);
			return admitted;
		}
		await begin(open);
		return ok(undefined);
	} catch (error) {
		console.error(error instanceof Error ? error.name : 'unlock failed');
		return problem('damaged');
	}
}

function shut(open: OpenStore): void {
	open.forget();
	open.journal.close();
	open.bell.close();
	open.store.close();
}
