import { z } from 'zod';
import { IdleLock, type LockReason } from '../vault/IdleLock.ts';
import type { TabletParts } from './TabletParts.ts';

const channelName = 'dipper-lock';

/** A tab of another build may say less: then it is locked as if it had been out of sight. */
const otherTab = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('lock'), because: z.enum(['idle', 'hidden', 'person']).catch('hidden') }),
	z.object({ kind: z.literal('here') })
]);

/** When to lock: after minutes untouched here and in every other tab, and whenever another tab locks. */
export class TabletLock {
	#idle: IdleLock | null = null;
	#channel: BroadcastChannel | null = null;
	readonly #onLock: (because: LockReason) => void;
	readonly #onLockElsewhere: (because: LockReason) => void;

	constructor(onLock: (because: LockReason) => void, onLockElsewhere: (because: LockReason) => void) {
		this.#onLock = onLock;
		this.#onLockElsewhere = onLockElsewhere;
	}

	listen(): void {
		this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
		if (this.#channel !== null) this.#channel.onmessage = (event) => this.#onOtherTab(event.data);
	}

	/** Locks after this many minutes; locked and still warm, it goes cold by the same rule. */
	watch({ page, now }: TabletParts, minutes: number): void {
		this.rest();
		if (page === null) return;
		this.#idle = new IdleLock({
			minutes,
			page,
			now: () => now().getTime(),
			onLock: this.#onLock,
			onActivity: () => this.#channel?.postMessage({ kind: 'here' })
		});
	}

	/** Every other tab goes blank too. */
	tellOthers(because: LockReason): void {
		this.#channel?.postMessage({ kind: 'lock', because });
	}

	/** Locked: there is nothing to watch. */
	rest(): void {
		this.#idle?.stop();
		this.#idle = null;
	}
	stop(): void {
		this.rest();
		this.#channel?.close();
	}

	#onOtherTab(message: unknown): void {
		const told = otherTab.safeParse(message);
		if (!told.success) return;
		if (told.data.kind === 'lock') this.#onLockElsewhere(told.data.because);
		else this.#idle?.elsewhere();
	}
}
