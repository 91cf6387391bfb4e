/**
 * What a tab would lose if it were loaded anew now: `quiet` nothing, nobody is unlocked in it; `open` the key, so that
 * its person would have to unlock again; `unsaved` something that is not on the disk yet.
 */
export type Unrest = 'quiet' | 'open' | 'unsaved';
const inOrder: readonly Unrest[] = ['quiet', 'open', 'unsaved'];

/** What is used of a BroadcastChannel. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'close'> & {
	onmessage: ((event: MessageEvent) => void) | null;
};

/** A tab that is alive answers well within this; one that is frozen loses nothing by a new version. */
const patience = 400;

/** Asks the other tabs of this browser before a new version takes over, and answers when they ask. */
export class OtherTabs {
	readonly #channel: Channel;
	readonly #own: () => Unrest;
	readonly #wait: (ms: number) => Promise<void>;
	#asked = 0;
	#answers: { readonly id: string; readonly heard: Unrest[] } | null = null;

	constructor(channel: Channel, own: () => Unrest, wait: (ms: number) => Promise<void> = waitMs) {
		this.#channel = channel;
		this.#own = own;
		this.#wait = wait;
		channel.onmessage = ({ data }) => this.#onMessage(data);
	}

	/** The greatest unrest of any tab, this one too. */
	async greatest(): Promise<Unrest> {
		this.#asked += 1;
		const answers = { id: `${Math.random()} ${this.#asked}`, heard: [this.#own()] };
		this.#answers = answers;
		this.#channel.postMessage({ kind: 'ask', id: answers.id });
		await this.#wait(patience);
		return inOrder.findLast((unrest) => answers.heard.includes(unrest)) ?? 'quiet';
	}

	close(): void {
		this.#channel.close();
	}

	/** Anything else on the channel is of a build we do not know, and is left alone. */
	#onMessage(data: unknown): void {
		if (data === null || typeof data !== 'object' || !('kind' in data) || !('id' in data)) return;
		if (data.kind === 'ask') this.#channel.postMessage({ kind: 'answer', id: data.id, unrest: this.#own() });
		const answers = this.#answers;
		if (answers === null || data.kind !== 'answer' || data.id !== answers.id || !('unrest' in data)) return;
		const { unrest: told } = data;
		const unrest = inOrder.find((one) => one === told);
		if (unrest !== undefined) answers.heard.push(unrest);
	}
}

function waitMs(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
