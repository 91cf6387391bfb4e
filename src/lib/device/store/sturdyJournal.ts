import { noJournal, type Journal } from './Journal.ts';

/**
 * A journal that is opened anew when it fails, once for each failure. When that fails too the store alone must do, and
 * the person is told: a change that is in the store is never made to look unsaved, or it would be saved twice.
 */
export function sturdyJournal(
	first: Journal,
	reopen: (clientId: string) => Promise<Journal | null>,
	clientId: string,
	onLost: () => void
): Journal {
	let journal = first;
	let client = clientId;
	let isClosed = false;
	const tried = async (write: (to: Journal) => Promise<void>): Promise<void> => {
		try {
			await write(journal);
		} catch {
			if (isClosed) return;
			journal.close();
			journal = (await reopen(client)) ?? noJournal;
			try {
				await write(journal);
			} catch {
				journal = noJournal;
			}
			if (journal === noJournal) onLost();
		}
	};
	return {
		append: (n, sealed) => tried((to) => to.append(n, sealed)),
		entries: () => journal.entries(),
		underOtherNames: () => journal.underOtherNames(),
		compact: (durableN) => tried((to) => to.compact(durableN)),
		async restart(fresh, entries) {
			client = fresh;
			await tried((to) => to.restart(fresh, entries));
		},
		close() {
			isClosed = true;
			journal.close();
		}
	};
}
