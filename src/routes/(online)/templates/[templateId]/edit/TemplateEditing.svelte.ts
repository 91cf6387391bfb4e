import type { Problem } from '#lib/domain/shared/Result.ts';
import { checkDraft } from '#lib/domain/templates/editing/checkDraft.ts';
import type { DraftProblem } from '#lib/domain/templates/editing/draftProblems.ts';
import { usedIds } from '#lib/domain/templates/editing/names.ts';
import type { TemplateDraft } from '#lib/domain/templates/editing/TemplateDraft.ts';
import type { DraftServer } from './DraftServer.ts';

export type SavingState =
	| { readonly is: 'kept' }
	| { readonly is: 'waiting' }
	| { readonly is: 'not-reached' }
	/** Somebody else saved since, or it is gone: nothing is written over, and the person chooses. */
	| { readonly is: 'refused'; readonly problem: Problem; readonly by: string | null };

type Begun = {
	readonly draft: TemplateDraft;
	readonly revision: number;
	readonly used: readonly string[];
	readonly clocks: ReadonlySet<string>;
};

const pause = 800;
const tryAgain = 5000;
const mostUndone = 100;

/** One person writing in a draft: each change shows at once, can be undone, and is saved by itself a moment later. */
export class TemplateEditing {
	#draft = $state.raw<TemplateDraft>() as TemplateDraft;
	#saving = $state.raw<SavingState>({ is: 'kept' });
	#past = $state.raw<readonly { readonly draft: TemplateDraft; readonly what: string }[]>([]);
	#revision: number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#sending: Promise<void> | null = null;
	readonly #server: DraftServer;
	readonly #used: readonly string[];
	readonly #clocks: ReadonlySet<string>;
	/** What is wrong, worked out anew with each change. */
	readonly problems: readonly DraftProblem[] = $derived.by(() => checkDraft(this.#draft, { clocks: this.#clocks }));

	constructor({ draft, revision, used, clocks }: Begun, server: DraftServer) {
		this.#draft = draft;
		this.#revision = revision;
		this.#used = used;
		this.#clocks = clocks;
		this.#server = server;
	}

	get draft(): TemplateDraft {
		return this.#draft;
	}
	get saving(): SavingState {
		return this.#saving;
	}
	get isKept(): boolean {
		return this.#saving.is === 'kept';
	}
	/** What the last removal took away, for the button that brings it back. */
	get undoable(): string | null {
		return this.#past.at(-1)?.what ?? null;
	}
	/** Ids that no new question may have. */
	get taken(): ReadonlySet<string> {
		return usedIds(this.#used, this.#draft);
	}

	/** Whether answers may stand under an id already, in audits begun with a published version. */
	isPublished(id: string): boolean {
		return this.#used.includes(id);
	}

	/** Takes a change. `removes` says what is taken away by it, and makes it one that can be undone. */
	change(next: TemplateDraft, removes?: string): void {
		if (next === this.#draft) return;
		if (removes !== undefined) this.#past = [...this.#past, { draft: this.#draft, what: removes }].slice(-mostUndone);
		this.#draft = next;
		if (this.#saving.is === 'refused') return;
		this.#saving = { is: 'waiting' };
		this.#later(pause);
	}

	/** Brings back what was taken away last; what was changed since goes with it. */
	undo(): void {
		const last = this.#past.at(-1);
		if (last === undefined) return;
		this.#past = this.#past.slice(0, -1);
		this.change(last.draft);
	}

	/** Saves now what waits: on leaving the page, before publishing. True once all of it is kept. */
	async flush(): Promise<boolean> {
		clearTimeout(this.#timer);
		await this.#sending;
		if (this.#saving.is === 'waiting' || this.#saving.is === 'not-reached') await this.#send();
		return this.isKept;
	}

	/** Of two versions theirs goes on here; mine becomes a draft of its own. Its id, or null where that did not work. */
	async takeTheirs(title: string): Promise<string | null> {
		const theirs = await this.#server.read();
		const aside = theirs === null ? null : await this.#server.setAside(title, this.#draft);
		if (theirs === null || aside === null) return null;
		this.#goOn(theirs.draft, theirs.revision);
		return aside;
	}

	/** Of two versions mine goes on here; theirs becomes a draft of its own. */
	async keepMine(title: string): Promise<string | null> {
		const theirs = await this.#server.read();
		const aside = theirs === null ? null : await this.#server.setAside(title, theirs.draft);
		if (theirs === null || aside === null) return null;
		this.#goOn(this.#draft, theirs.revision);
		this.#saving = { is: 'waiting' };
		await this.flush();
		return aside;
	}

	/** The draft was published or put away: what was written since becomes a draft of its own. */
	setAside(title: string): Promise<string | null> {
		return this.#server.setAside(title, this.#draft);
	}

	/** Puts the whole draft away. */
	async drop(): Promise<boolean> {
		return (await this.flush()) && this.#server.drop(this.#revision);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	#goOn(draft: TemplateDraft, revision: number): void {
		this.#draft = draft;
		this.#revision = revision;
		this.#past = [];
		this.#saving = { is: 'kept' };
	}

	#later(wait: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#send(), wait);
	}

	/** One at a time: each is made on the revision that the one before it gave. */
	async #send(): Promise<void> {
		if (this.#sending !== null)
			return this.#sending.then(() => (this.#saving.is === 'waiting' ? this.#send() : undefined));
		this.#sending = this.#sendNow();
		await this.#sending;
		this.#sending = null;
	}

	async #sendNow(): Promise<void> {
		const sent = this.#draft;
		const kept = await this.#server.keep(this.#revision, sent);
		if (kept.did === 'refused') {
			this.#saving = { is: 'refused', problem: kept.problem, by: kept.by };
		} else if (kept.did === 'not-reached') {
			this.#saving = { is: 'not-reached' };
			this.#later(tryAgain);
		} else {
			this.#revision = kept.revision;
			this.#saving = sent === this.#draft ? { is: 'kept' } : { is: 'waiting' };
			if (sent !== this.#draft) this.#later(pause);
		}
	}
}
