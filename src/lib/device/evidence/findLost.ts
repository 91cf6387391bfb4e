import type { OpenStore } from '../store/OpenStore.ts';
import type { Incident } from '../sync/SyncParts.ts';
import type { AttachedFile } from './attachedBy.ts';
import type { EvidenceServer } from './EvidenceServer.ts';
import { attaches } from './heldFiles.ts';

type FindLost = {
	readonly open: OpenStore;
	readonly server: EvidenceServer;
	readonly report: (incident: Incident) => void;
};

/**
 * The browser deleted the store, and with it files that nobody else had: the journal holds changes only. Which of them
 * the office lacks is asked once their changes have gone up, and told by name, once (docs/decisions/0032).
 */
export async function findLost({ open, server, report }: FindLost): Promise<void> {
	await open.position();
	const { lacking = [] } = await open.state();
	if (lacking.length === 0) return;
	const changes = await open.changes();
	const here = new Set((await open.store.files()).map(({ id }) => id));
	const unsent = ({ id }: AttachedFile) =>
		changes.some(({ change, receipt }) => receipt === null && attaches(change, id));
	const later: AttachedFile[] = [];
	const lost: AttachedFile[] = [];
	for (const file of lacking.filter(({ id }) => !here.has(id))) {
		if (unsent(file)) {
			later.push(file);
			continue;
		}
		const standing = await server.head(open.clientId, file.sha256);
		if (standing.kind === 'parts') lost.push(file);
		else if (standing.kind !== 'done') later.push(file);
	}
	if (!(await noteLacking(open, lacking, later)) || lost.length === 0) return;
	const names = lost.map(({ name }) => name);
	report({ code: 'files-lost', at: open.now(), facts: { files: lost.length }, names });
}

/** False where another tab has found out meanwhile, or more was found to be lacking. */
async function noteLacking(
	open: OpenStore,
	before: readonly AttachedFile[],
	later: readonly AttachedFile[]
): Promise<boolean> {
	if (before.length === later.length) return true;
	const { rev, life } = await open.position();
	const state = await open.state();
	if (state.lacking?.length !== before.length) return false;
	return open.write({ expect: { rev, life }, meta: await open.sealState({ ...state, lacking: later }), turns: true });
}
