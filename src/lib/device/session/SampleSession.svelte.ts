import { SvelteMap } from 'svelte/reactivity';
import type { Audit } from '#lib/domain/audits/readAudit.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import { isSameValue } from '#lib/domain/changes/isSameValue.ts';
import { LiveQuery } from '../LiveQuery.svelte.ts';
import {
	noChildren,
	readChildren,
	withMeant,
	without,
	type Children,
	type Meant,
	type MeantValue
} from './sampleReading.ts';
import type { SaveState } from './Saver.svelte.ts';
import type { Tablet } from './Tablet.svelte.ts';
import type { UnlockedStore } from './UnlockedStore.ts';

/** One question of a sample answered for one or several children at once, with what stood there before. */
export type SampleAct = {
	readonly question: string;
	readonly value: AnswerValue | null;
	readonly before: readonly { readonly audit: string; readonly value: AnswerValue | null }[];
};

/**
 * The children of a dip sample, open together before their auditor. The store is read once for all of them, and only
 * what changed is worked out anew; every answer is a change of its own, saved in the ordinary way.
 */
export class SampleSession {
	readonly #unlocked: UnlockedStore;
	readonly #live: LiveQuery<Children>;
	/** What was chosen and is not on the disk yet, by audit: shown at once, as a finger expects. */
	readonly #meant = new SvelteMap<string, Meant>();
	#last = $state.raw<SampleAct | null>(null);

	private constructor(unlocked: UnlockedStore, ids: readonly string[]) {
		this.#unlocked = unlocked;
		this.#live = new LiveQuery<Children>(
			noChildren,
			() => readChildren(unlocked.open, ids, this.#live.current),
			(again) => unlocked.open.bell.listen(again)
		);
	}

	/** Null while the tablet is locked. Audits that are not on it are left out. */
	static async open(tablet: Tablet, ids: readonly string[]): Promise<SampleSession | null> {
		if (tablet.unlocked === null) return null;
		const session = new SampleSession(tablet.unlocked, ids);
		await session.#live.refresh();
		return session;
	}

	/** An audit as its auditor has it: what stands, and on top of it what was chosen a moment ago. */
	auditOf(id: string): Audit | null {
		const seen = this.#live.current.get(id);
		const meant = this.#meant.get(id);
		if (seen === undefined) return null;
		return meant === undefined ? seen.audit : withMeant(seen.audit, meant);
	}
	get saveState(): SaveState {
		return this.#unlocked.saver.state;
	}
	/** The last act, while it can be undone. */
	get last(): SampleAct | null {
		return this.#last;
	}

	/** The same answer for each of these, or none. True when all of them were taken and are on the disk. */
	async answer(audits: readonly string[], question: string, value: AnswerValue | null): Promise<boolean> {
		const before = audits.map((audit) => ({ audit, value: this.#valueOf(audit, question) }));
		this.#last = { question, value, before };
		return this.#give(
			before.map(({ audit }) => ({ audit, value })),
			question
		);
	}

	/** Puts back what stood before the last act, wherever nothing else was written since. Which audits that was. */
	async undo(): Promise<readonly string[]> {
		const act = this.#last;
		this.#last = null;
		if (act === null) return [];
		await this.#live.refresh();
		const still = act.before.filter(({ audit }) => isSameValue(this.#valueOf(audit, act.question), act.value));
		await this.#give(still, act.question);
		return still.map(({ audit }) => audit);
	}

	stop(): void {
		this.#live.stop();
	}

	#valueOf(audit: string, question: string): AnswerValue | null {
		return this.auditOf(audit)?.answers.get(question)?.value ?? null;
	}

	async #give(given: SampleAct['before'], question: string): Promise<boolean> {
		const mine = given.map(({ audit, value }) => ({ audit, meant: this.#mean(audit, question, value) }));
		try {
			const saved = await Promise.all(given.map(({ audit, value }) => this.#save(audit, question, value)));
			await this.#live.refresh();
			return saved.every((one) => one);
		} finally {
			for (const { audit, meant } of mine) this.#unmean(audit, question, meant);
		}
	}

	#mean(audit: string, question: string, value: AnswerValue | null): MeantValue {
		const meant = { value, at: this.#unlocked.open.now() };
		this.#meant.set(audit, { ...this.#meant.get(audit), [question]: meant });
		return meant;
	}

	/** Unless something else was chosen there meanwhile. */
	#unmean(audit: string, question: string, meant: MeantValue): void {
		const now = this.#meant.get(audit);
		if (now?.[question] !== meant) return;
		const left = without(now, question);
		if (left === null) this.#meant.delete(audit);
		else this.#meant.set(audit, left);
	}

	async #save(audit: string, question: string, value: AnswerValue | null): Promise<boolean> {
		const { open, saver } = this.#unlocked;
		const view = this.#live.current.get(audit)?.view;
		const saved = await saver.save({
			id: open.newId(),
			at: open.now(),
			record: { kind: 'audit', id: audit },
			name: value === null ? 'answer.clear' : 'answer.set',
			args: value === null ? { question } : { question, value },
			base: view?.base?.fields.get(`answer/${question}`)?.ver ?? 0
		});
		return saved.ok;
	}
}
