import type { ModerationChanges } from '#lib/domain/changes/Change.ts';
import type { ModerationRecord } from '#lib/domain/changes/RecordState.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Saved } from '../store/recordChange.ts';
import { readForSession, RecordSession } from './RecordSession.ts';
import type { Tablet } from './Tablet.svelte.ts';

/** A second grade open before whoever gives it, or before a panel. Each act returns when it is on the disk. */
export class ModerationSession extends RecordSession {
	static async open(tablet: Tablet, moderationId: string): Promise<ModerationSession | null> {
		const unlocked = tablet.unlocked;
		if (unlocked === null) return null;
		const found = await readForSession(unlocked, { kind: 'moderation', id: moderationId });
		return found === null ? null : new ModerationSession(unlocked, found.view, found.drafts);
	}

	get record(): ModerationRecord {
		return this.view.record as ModerationRecord;
	}
	/** The version the audit was made with; null where it has not come to this tablet yet. */
	get template(): Template | null {
		return this.view.template;
	}

	async grade(given: ModerationChanges['moderation.grade']): Promise<Saved> {
		const boxes = given.section === 'overall' ? ['why'] : [];
		const saved = await this.perform('moderation.grade', given, `grade/${given.section}/${this.me}`, boxes);
		if (saved.ok) for (const box of boxes) this.drafts.forget(box);
		return saved;
	}
	async decide(decision: ModerationChanges['moderation.decide']): Promise<Saved> {
		const saved = await this.perform('moderation.decide', decision, 'decision', ['reason']);
		if (saved.ok) this.drafts.forget('reason');
		return saved;
	}

	/** `box` names what is being written: why, reason. */
	draftNote(box: string, text: string): void {
		this.drafts.set(box, text, 0);
	}
	noteText(box: string): string {
		return this.drafts.get(box)?.text ?? '';
	}
}
