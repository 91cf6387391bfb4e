import type { SaveState } from '#lib/ui/words/saving.ts';
import type { SyncState } from '#lib/device/sync/SyncStatus.svelte.ts';
import { timeOf } from '#lib/ui/words/dates.ts';

type Sync = {
	readonly state: SyncState;
	readonly savedAt: string | null;
	readonly waiting: number;
	readonly needsYou: number;
};

/** What the sync line says of the tablet. Being signed out keeps nothing from being saved: the rest is on the page behind. */
export function saveStateOf(sync: Sync, device: SaveState['device']): SaveState {
	return {
		kind: sync.state === 'signed-out' ? 'waiting' : sync.state,
		...(sync.savedAt === null ? {} : { savedAt: timeOf(sync.savedAt) }),
		waiting: sync.waiting,
		needs: sync.needsYou,
		device
	};
}

/** A word for what a person holds. All else is called a tablet, as on every page. */
export function deviceWord(width: number): 'tablet' | 'phone' {
	return width < 640 ? 'phone' : 'tablet';
}
