import { IdleLock, type LockReason } from '../vault/IdleLock.ts';
import type { TabletParts } from './TabletParts.ts';

const channelName = 'dipper-lock';

/** When to lock: after minutes untouched here and in every other tab, and whenever another tab locks. */
export class TabletLock {
	#idle: IdleLock | null = null;
	#channel: BroadcastChannel | null = null;
	readonly #onLock: (because: LockReason) => void;
	readonly #onLockElsewhere: () => void;

	constructor(onLock: (because: LockReason) => void, onLockElsewhere: () => void) {
		this.#onLock = onLock;
		this.#onLockElsewhere = onLockElsewhere;
	}

	listen(): void {
		this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
		if (this.#channel !== null) this.#channel.onmessage = (event) => this.#onOtherTab(event.data);
	}

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
	tellOthers(): void {
		this.#channel?.postMessage({ kind: 'lock' });
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
		const kind = message !== null && typeof message === 'object' && 'kind' in message ? message.kind : null;
		if (kind === 'lock') this.#onLockElsewhere();
		if (kind === 'here') this.#idle?.elsewhere();
	}
}
