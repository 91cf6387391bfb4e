import { isOutOfRoom } from './deadHandle.ts';
import type { DeviceStore } from './DeviceStore.ts';

/** What of an open store is asked here. */
export type FullStore = {
	readonly store: Pick<DeviceStore, 'write' | 'kept'>;
	look(): Promise<unknown>;
	state(): Promise<{ readonly durableN: number }>;
};

/** One thing that can be done without, let go when the tablet is full. */
export type Spare = (open: FullStore) => Promise<void>;

/**
 * What goes when the tablet is full, in this order (SPEC.md S6): copies of the program that are not the running one,
 * pictures made small for lists, kept changes that a verified backup of the server holds. The outbox is not among them.
 */
export function sparesInOrder(dropCaches: () => Promise<void>): readonly Spare[] {
	return [dropCaches, dropThumbnails, dropDurable];
}

async function dropThumbnails({ store }: FullStore): Promise<void> {
	await store.write({ drop: { thumbs: true } });
}

async function dropDurable(open: FullStore): Promise<void> {
	await open.look();
	const { durableN } = await open.state();
	const kept = (await open.store.kept()).map(({ n }) => n).filter((n) => n <= durableN);
	if (kept.length > 0) await open.store.write({ drop: { kept }, turns: true });
}

/** Does the work; where the tablet is full, again after each spare thing was let go. What still fails is thrown. */
export async function withRoom<Value>(
	open: FullStore,
	spares: readonly Spare[],
	work: () => Promise<Value>
): Promise<Value> {
	for (const letGo of spares) {
		try {
			return await work();
		} catch (error) {
			if (!isOutOfRoom(error)) throw error;
			await letGo(open);
		}
	}
	return work();
}
