import { createContext } from 'svelte';
import { OtherTabs, type Channel, type Unrest } from './OtherTabs.ts';

/** What a page has open, told by whoever opens it. */
export type Editors = {
	readonly unrest: () => Unrest;
	/** Everything typed goes to the disk. */
	readonly flush: () => Promise<void>;
};

/** A page that tells nothing, as the office's do, may have a form half filled in. */
const untold: Editors = { unrest: () => 'open', flush: async () => undefined };

/**
 * A newer version that waits. It takes over when a person says so and no tab has anything unsaved, or by itself once
 * nobody is unlocked in any tab (SPEC.md F). The banner can be dismissed and comes back with the next version.
 */
export class AppUpdate {
	#worker = $state.raw<ServiceWorker | null>(null);
	#dismissed = $state(false);
	#isHeldUp = $state(false);
	#isTakingOver = $state(false);
	#apply: (worker: ServiceWorker) => void = () => undefined;
	#editors: Editors = untold;
	readonly #tabs: OtherTabs | null;

	constructor(channel: Channel | null = browserChannel()) {
		this.#tabs = channel === null ? null : new OtherTabs(channel, () => this.#editors.unrest());
	}

	get waiting(): boolean {
		return this.#worker !== null;
	}
	get dismissed(): boolean {
		return this.#dismissed;
	}
	/** A person wanted it, and a tab has something that is not saved yet. */
	get isHeldUp(): boolean {
		return this.#isHeldUp;
	}
	/** The page loads anew as soon as the version before has ended what it was doing. */
	get isTakingOver(): boolean {
		return this.#isTakingOver;
	}
	dismiss(): void {
		this.#dismissed = true;
	}

	/** Takes the new version at once, if nothing is lost by it; the page loads anew. */
	async apply(): Promise<void> {
		await this.#editors.flush();
		this.#isHeldUp = (await this.#unrest()) === 'unsaved';
		if (!this.#isHeldUp) this.#takeOver();
	}

	/** Takes it where nobody notices: no tab has a person unlocked. */
	async applyWhereQuiet(): Promise<void> {
		if (this.#worker !== null && (await this.#unrest()) === 'quiet') this.#takeOver();
	}

	/** Whether this tab may be loaded anew for a version that another tab took. */
	async mayReload(): Promise<boolean> {
		await this.#editors.flush();
		return this.#editors.unrest() === 'quiet';
	}

	/** What this tab has open from now on. */
	watch(editors: Editors): () => void {
		this.#editors = editors;
		return () => (this.#editors = untold);
	}

	offer(worker: ServiceWorker): void {
		if (this.#worker === worker) return;
		this.#worker = worker;
		this.#dismissed = false;
		this.#isHeldUp = false;
		this.#isTakingOver = false;
	}
	onApply(apply: (worker: ServiceWorker) => void): void {
		this.#apply = apply;
	}
	close(): void {
		this.#tabs?.close();
	}

	async #unrest(): Promise<Unrest> {
		return this.#tabs === null ? this.#editors.unrest() : this.#tabs.greatest();
	}
	#takeOver(): void {
		if (this.#worker === null) return;
		this.#isTakingOver = true;
		this.#apply(this.#worker);
	}
}

export const [getAppUpdate, setAppUpdate] = createContext<AppUpdate>();

function browserChannel(): Channel | null {
	return typeof BroadcastChannel === 'undefined' || typeof document === 'undefined'
		? null
		: new BroadcastChannel('dipper-update');
}
