import type { OpenStore } from '../store/OpenStore.ts';
import { renumber } from '../store/renumber.ts';
import type { SyncParts } from './SyncParts.ts';

/**
 * The server holds another change under one of our numbers (FORK), or lacks one that we no longer have: this
 * tablet's numbers are of no use any more. It takes a new name, numbers what waits and what is kept from 1,
 * and sends both; what the server has already, it knows by the id of the change (P2). Nothing is dropped.
 */
export async function becomeNewClient({ open, report, renamed }: SyncParts): Promise<void> {
	const before = open.clientId;
	const clientId = open.newId();
	for (;;) {
		open.clientId = before;
		const position = await open.position();
		// Another tab was quicker.
		if (open.clientId !== before) return;
		const old = await readAll(open);
		const changes = await renumber(old.changes, old.state.serverEpoch);
		open.clientId = clientId;
		const outbox = await Promise.all(changes.map((held) => open.sealOutbox(held)));
		const written = await open.write({
			expect: position,
			clear: ['records', 'summaries', 'outbox', 'kept', 'drafts'],
			counter: changes.length,
			// A pull that was asked for under the old name tells how far that one is backed up (W5, W7).
			seq: position.seq + 1,
			put: {
				outbox,
				records: await Promise.all(old.records.map((record) => open.sealRecord(record))),
				summaries: await Promise.all(old.summaries.map((summary) => open.sealSummary(summary))),
				drafts: await Promise.all(old.drafts.map(({ row, place }) => open.resealDraft(row, place)))
			},
			meta: await open.sealState({ ...old.state, ackedN: 0, durableN: 0, letGoN: 0 }),
			turns: true
		});
		if (!written) continue;
		open.highestN = changes.length;
		await open.journal.restart(
			clientId,
			outbox.map(({ n, sealed }) => ({ n, sealed }))
		);
		await renamed(clientId);
		report({ code: 'new-client', at: open.now(), facts: { changes: changes.length } });
		open.bell.ring();
		return;
	}
}

async function readAll(open: OpenStore) {
	const rows = await open.store.everything();
	return {
		state: await open.state(),
		changes: await open.changes(),
		records: await Promise.all(rows.records.map((row) => open.openRecord(row))),
		summaries: await open.summaries(),
		drafts: await Promise.all(rows.drafts.map(async (place) => ({ place, row: await open.openDraft(place) })))
	};
}
