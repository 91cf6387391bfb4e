import type { ActionChanges } from '#lib/domain/changes/Change.ts';
import type { ActionRecord } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { PreparedFile } from '../evidence/PreparedFile.ts';
import type { Saved, SealedFiles } from '../store/recordChange.ts';
import { readForSession, RecordSession } from './RecordSession.ts';
import type { Tablet } from './Tablet.svelte.ts';

/** An action open before its owner, its verifier or a manager. Each act returns when it is on the disk. */
export class ActionSession extends RecordSession {
	/** Null when it is not, or no longer, on this tablet. One raised here and not sent yet is. */
	static async open(tablet: Tablet, actionId: string): Promise<ActionSession | null> {
		const unlocked = tablet.unlocked;
		if (unlocked === null) return null;
		const found = await readForSession(unlocked, { kind: 'action', id: actionId });
		return found === null ? null : new ActionSession(unlocked, found.view, found.drafts);
	}

	get record(): ActionRecord {
		return this.view.record as ActionRecord;
	}

	accept(): Promise<Saved> {
		return this.#does('action.accept', {});
	}
	progress(note: string): Promise<Saved> {
		return this.#does('action.progress', { note }, 'progress');
	}
	async complete(note: string, files: readonly PreparedFile[] = []): Promise<Saved> {
		const named = files.map((file) => ({ ...file, id: this.newId() }));
		const evidence = named.map(({ id, sha256, name, kind, bytes }) => ({
			id,
			sha256,
			name,
			kind,
			bytes: bytes.length
		}));
		const sealed = named.length === 0 ? undefined : await this.seal(named);
		return this.#does('action.complete', { note, evidence }, 'complete', 'state', sealed);
	}
	verify(verdict: ActionChanges['action.verify']): Promise<Saved> {
		return this.#does('action.verify', verdict, 'verify');
	}
	extend(dueOn: Day, reason: string): Promise<Saved> {
		return this.#does('action.extend', { dueOn, reason }, 'extend', 'dueOn');
	}
	notNeeded(reason: string): Promise<Saved> {
		return this.#does('action.notNeeded', { reason }, 'notNeeded');
	}
	transfer(owner: string, reason: string): Promise<Saved> {
		return this.#does('action.transfer', { owner, reason }, 'transfer', 'owner');
	}
	checkImpact(verdict: 'held' | 'not-held', note: string): Promise<Saved> {
		return this.#does('action.impact', { verdict, note }, 'impact');
	}

	/** `box` names what is being written: progress, complete, verify, extend, notNeeded, transfer, impact. */
	draftNote(box: string, text: string): void {
		this.drafts.set(box, text, 0);
	}
	noteText(box: string): string {
		return this.drafts.get(box)?.text ?? '';
	}

	async #does<Name extends keyof ActionChanges>(
		name: Name,
		args: ActionChanges[Name],
		box?: string,
		key = 'state',
		files?: SealedFiles
	): Promise<Saved> {
		const boxes = box === undefined ? [] : [box];
		const saved = await this.perform(name, args, key, boxes, undefined, files);
		if (saved.ok) for (const one of boxes) this.drafts.forget(one);
		return saved;
	}
}
