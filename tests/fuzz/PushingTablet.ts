import { setTimeout as pause } from 'node:timers/promises';
import { changeHash } from '#lib/protocol/hashes.ts';
import { helloAnswer } from '#lib/protocol/hello.ts';
import { pushAnswer, pushRefusal, type PushResult } from '#lib/protocol/push.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import type { Chance } from '#lib/server/council/annexA/Chance.ts';

type Change = { readonly n: number; readonly [member: string]: unknown };

/** Who pushes, where, and what it may write on. */
export type Pusher = {
	/** One after another, for each request another one: the servers of one database. */
	readonly origins: readonly string[];
	readonly token: string;
	readonly records: readonly RecordRef[];
	readonly chance: Chance;
};

const mostWaiting = 60;

/**
 * A tablet as the wire knows it, that makes changes and pushes them without pause, repeats itself now and then as a
 * tablet with a bad link does, and remembers every result it was ever told.
 */
export class PushingTablet {
	readonly clientId = crypto.randomUUID();
	readonly deviceId = crypto.randomUUID();
	/** What was made, by n; all of it must be on the server in the end. */
	readonly made: Change[] = [];
	/** The first result told for each n. */
	readonly told = new Map<number, PushResult>();
	/** What must never happen, in words. */
	readonly wrongs: string[] = [];
	readonly figures = { requests: 0, unanswered: 0, repeated: 0, later: 0 };
	#acknowledged = 0;
	#epoch = '';
	#turn = 0;
	readonly #pusher: Pusher;

	constructor(pusher: Pusher) {
		this.#pusher = pusher;
	}

	get waiting(): number {
		return this.made.length - this.#acknowledged;
	}

	async greet(): Promise<void> {
		const body = {
			...this.#envelope(),
			proto: [1],
			storeSchema: 1,
			epoch: null,
			lastN: 0,
			outboxCount: 0,
			oldestUnsentAt: null,
			keptCount: 0,
			persisted: true,
			quota: { used: 0, max: 1 },
			clock: new Date().toISOString(),
			templates: {}
		};
		const answer = await this.#post('hello', body);
		if (answer === null || answer.status !== 200) throw new Error(`hello was answered ${answer?.status ?? 'nothing'}`);
		this.#epoch = helloAnswer.parse(answer.body).epoch;
	}

	/** Makes and pushes until told to stop; then pushes what is left. */
	async work(going: () => boolean): Promise<void> {
		while (going() || this.waiting > 0) {
			if (going() && this.waiting < mostWaiting) await this.#makeSome();
			await this.#pushSome();
		}
	}

	/** Sends again what was acknowledged long ago: nothing may come of it (I7). */
	async repeat(): Promise<void> {
		const from = this.#pusher.chance.whole(0, Math.max(0, this.#acknowledged - 1));
		await this.#push(this.made.slice(from, Math.min(from + 20, this.#acknowledged)));
		this.figures.repeated += 1;
	}

	async #makeSome(): Promise<void> {
		const { chance } = this.#pusher;
		for (let left = chance.whole(1, 8); left > 0; left -= 1) this.made.push(await this.#make());
	}

	async #make(): Promise<Change> {
		const n = this.made.length + 1;
		const { chance, records } = this.#pusher;
		const record = chance.pick(records);
		const question = chance.pick(['CJ2.1', 'CJ2.3', 'NO.1']);
		const args = { question, text: `${this.clientId} ${n}` };
		const change = { n, id: crypto.randomUUID(), at: new Date().toISOString(), name: 'note.set', record, args };
		return { ...change, h: await changeHash(change) };
	}

	async #pushSome(): Promise<void> {
		const { chance } = this.#pusher;
		const batch = this.made.slice(this.#acknowledged, this.#acknowledged + chance.whole(1, 25));
		const dice = chance.whole(1, 20);
		if (dice === 1 && this.#acknowledged > 0) await this.repeat();
		// Twice at once: a tablet whose first request hangs sends the second to whichever server answers.
		if (dice === 2) await Promise.all([this.#push(batch), this.#push(batch)]);
		else await this.#push(batch);
	}

	async #push(changes: readonly Change[]): Promise<void> {
		if (changes.length === 0) return;
		const answer = await this.#post('push', { ...this.#envelope(), changes });
		if (answer === null) return;
		if (answer.status === 200) return this.#take(pushAnswer.parse(answer.body).results);
		if (answer.status === 503) {
			this.figures.later += 1;
			await pause(20);
			return;
		}
		const refused = pushRefusal.safeParse(answer.body);
		if (!refused.success || refused.data.code !== 'GAP') {
			this.wrongs.push(`push was answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
			await pause(100);
			return;
		}
		this.#take(refused.data.results ?? []);
	}

	#take(results: readonly PushResult[]): void {
		for (const result of results) {
			const before = this.told.get(result.n);
			if (before === undefined) this.told.set(result.n, asFirst(result));
			else if (JSON.stringify(asFirst(result)) !== JSON.stringify(before))
				this.wrongs.push(`${result.n} was ${JSON.stringify(before)}, then ${JSON.stringify(result)}`);
			if (result.n === this.#acknowledged + 1) this.#acknowledged = result.n;
		}
	}

	#envelope() {
		return { proto: 1, epoch: this.#epoch, clientId: this.clientId, deviceId: this.deviceId, build: 'battery' };
	}

	/** The answer, or null where none came: then it is not known whether anything was done. */
	async #post(endpoint: 'hello' | 'push', body: object): Promise<{ status: number; body: unknown } | null> {
		const { origins, token } = this.#pusher;
		const origin = origins[(this.#turn += 1) % origins.length] ?? '';
		this.figures.requests += 1;
		try {
			const answer = await fetch(`${origin}/api/sync/v1/${endpoint}`, {
				method: 'POST',
				headers: {
					'Content-Type': 'application/json',
					'X-Dipper-Client': '1',
					Origin: origin,
					Cookie: `dipper=${token}`
				},
				body: JSON.stringify(body)
			});
			return { status: answer.status, body: await answer.json() };
		} catch (error) {
			if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
			this.figures.unanswered += 1;
			await pause(50);
			return null;
		}
	}
}

/** A repeated result says what the first one said; then they are alike. */
function asFirst({ n, st, was, ver, code, other }: PushResult): PushResult {
	return {
		n,
		st: was ?? st,
		...(ver === undefined ? {} : { ver }),
		...(code === undefined ? {} : { code }),
		...(other === undefined ? {} : { other })
	};
}
