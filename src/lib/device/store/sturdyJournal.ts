import { noJournal, type Journal } from './Journal.ts';

/**
 * A journal that is opened anew when it fails, once for each failure. When that fails too the store alone must do, and
 * the person is told: a change that is in the store is never made to look unsaved, or it would be saved twice.
 */
export function sturdyJournal(
	first: Journal,
	reopen: (clientId: string, life: string) => Promise<Journal | null>,
	{ clientId, life }: { readonly clientId: string; readonly life: string },
	onLost: () => void
): Journal {
	let journal = first;
	let named = { client: clientId, life };
	let isClosed = false;
	const tried = async (write: (to: Journal) => Promise<void>): Promise<void> => {
		try {
			await write(journal);
		} catch {
			if (isClosed) return;
			journal.close();
			journal = (await reopen(named.client, named.life)) ?? noJournal;
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
		async restart(fresh, entries, freshLife) {
			named = { client: fresh, life: freshLife ?? named.life };
			await tried((to) => to.restart(fresh, entries, freshLife));
		},
		close() {
			isClosed = true;
			journal.close();
		}
	};
}
