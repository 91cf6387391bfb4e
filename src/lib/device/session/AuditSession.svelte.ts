import { readAudit, type Audit } from '#lib/domain/audits/readAudit.ts';
import type { AnswerValue, AuditChanges } from '#lib/domain/changes/Change.ts';
import type { alertActNames } from '#lib/domain/changes/applyAlertAct.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { must, ok } from '#lib/domain/shared/Result.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { answersHeard } from '#lib/domain/voices/answersHeard.ts';
import type { Voice } from '#lib/domain/voices/Voice.ts';
import type { PreparedFile } from '../evidence/PreparedFile.ts';
import type { Saved } from '../store/recordChange.ts';
import type { RecordView } from '../store/viewRecord.ts';
import { readForSession, RecordSession, valueOf } from './RecordSession.ts';
import type { Tablet } from './Tablet.svelte.ts';
import type { UnlockedStore } from './UnlockedStore.ts';
import type { Drafts } from './Drafts.ts';

export type { Saved } from '../store/recordChange.ts';
export type { SaveState } from './Saver.svelte.ts';

type AlertActName = (typeof alertActNames)[number];

/** An audit open before its auditor. Each act returns when it is on the disk. */
export class AuditSession extends RecordSession {
	#marked = $state.raw<readonly string[]>([]);
	/** Read once for each view: pages ask for it often. */
	#read: { readonly view: RecordView; readonly audit: Audit } | null = null;

	private constructor(unlocked: UnlockedStore, view: RecordView, drafts: Drafts) {
		super(unlocked, view, drafts);
		this.#marked = drafts.marks();
	}

	/** Null when it is not, or no longer, on this tablet, or the template it was begun with has not come yet. */
	static async open(tablet: Tablet, auditId: string): Promise<AuditSession | null> {
		const unlocked = tablet.unlocked;
		if (unlocked === null) return null;
		const found = await readForSession(unlocked, { kind: 'audit', id: auditId });
		return found === null || found.view.template === null ? null : new AuditSession(unlocked, found.view, found.drafts);
	}

	get record(): AuditRecord {
		return this.view.record as AuditRecord;
	}
	/** Of the template what this audit asks: a look at some sections again has only those. */
	get template(): Template {
		return this.audit.template;
	}
	get audit(): Audit {
		const { view } = this;
		if (this.#read?.view !== view) {
			const template = must(view.template, 'the template of an open audit');
			this.#read = { view, audit: readAudit(view.record as AuditRecord, template) };
		}
		return this.#read.audit;
	}

	answer(question: string, value: AnswerValue): Promise<Saved> {
		return this.#does('answer.set', { question, value }, `answer/${question}`);
	}
	clearAnswer(question: string): Promise<Saved> {
		return this.#does('answer.clear', { question }, `answer/${question}`);
	}

	/** For every key typed: kept at most every two seconds, recorded when the person leaves the box. */
	draftNote(question: string, text: string): void {
		this.drafts.set(noteBox(question), text, this.versionOf(noteBox(question)));
	}
	noteText(question: string): string {
		return this.drafts.get(noteBox(question))?.text ?? this.#recordedNote(question);
	}
	hasDraft(question: string): boolean {
		return this.drafts.get(noteBox(question)) !== null;
	}
	async recordNote(question: string, text: string = this.noteText(question)): Promise<Saved> {
		const box = noteBox(question);
		const draft = this.drafts.get(box);
		if (text === this.#recordedNote(question)) {
			await this.drafts.drop(box);
			return ok({ n: 0, at: this.saveState.at ?? '' });
		}
		const saved = await this.perform('note.set', { question, text }, box, [box], draft?.base);
		// Typed on while it was saved: that is a draft of its own.
		if (saved.ok && this.drafts.get(box) === draft) this.drafts.forget(box);
		return saved;
	}

	grade(section: string, grade: AuditChanges['grade.set']['grade'], reason?: string): Promise<Saved> {
		const args = { section, grade, ...(reason === undefined ? {} : { reason }) };
		return this.#does('grade.set', args, `grade/${section}/${this.me}`);
	}
	/** Somebody was heard: their words, and the answers of the audit that they are, where nothing stands there yet. */
	async hear(feedback: Omit<AuditChanges['feedback.add'], 'id'>, today: Day): Promise<Saved> {
		const box = heardBox(feedback.from);
		const id = this.newId();
		const saved = await this.perform('feedback.add', { id, ...feedback }, `feedback/${id}`, [box]);
		if (!saved.ok) return saved;
		this.drafts.forget(box);
		if (this.record.head.auditor !== this.me || this.audit.submission !== null) return saved;
		const { from, text, said = [] } = feedback;
		for (const { question, value } of answersHeard(this.audit, { from, text, said }, today))
			await this.answer(question, value);
		return saved;
	}
	/** What somebody is saying and has not handed in: sealed like every draft. */
	draftHeard(from: Voice, words: string): void {
		this.drafts.set(heardBox(from), words, 0);
	}
	heardDraft(from: Voice): string | null {
		return this.drafts.get(heardBox(from))?.text ?? null;
	}
	logAttempt(attempt: Omit<AuditChanges['feedback.attempt'], 'id'>): Promise<Saved> {
		const id = this.newId();
		return this.#does('feedback.attempt', { id, ...attempt }, `attempt/${id}`);
	}
	askForReply(): Promise<Saved> {
		return this.#does('reply.ask', {}, 'reply-asked');
	}
	/** The file and the change that attaches it are kept together; the bytes go after the change has gone. */
	async attach(question: string, file: PreparedFile): Promise<Saved> {
		const id = this.newId();
		const { sha256, name, kind, bytes } = file;
		const args: AuditChanges['evidence.attach'] = { id, question, sha256, name, kind, bytes: bytes.length };
		const files = await this.seal([{ ...file, id }]);
		return this.perform('evidence.attach', args, `evidence/${id}`, [], undefined, files);
	}
	detach(id: string): Promise<Saved> {
		return this.#does('evidence.detach', { id }, `evidence/${id}`);
	}
	async raiseAlert(alert: Omit<AuditChanges['alert.raise'], 'id'>): Promise<Saved & { readonly alertId: string }> {
		const alertId = this.newId();
		return { ...(await this.#does('alert.raise', { id: alertId, ...alert }, `alert/${alertId}`)), alertId };
	}
	tellAlert(alertId: string, whom: string, how: string): Promise<Saved> {
		return this.#does('alert.tell', { id: alertId, whom, how }, '');
	}
	/** Adds a line to an alert's log: acknowledged, checked, read, a later step, closed. */
	addToAlert(name: AlertActName, args: AuditChanges[AlertActName]): Promise<Saved> {
		return this.perform(name, args, '');
	}
	async raiseAction(action: Omit<AuditChanges['action.raise'], 'id'>): Promise<Saved & { readonly actionId: string }> {
		const actionId = this.newId();
		return { ...(await this.#does('action.raise', { id: actionId, ...action }, `action/${actionId}`)), actionId };
	}
	/** An action that is there already answers what this question shows; or no longer. */
	relyOn(question: string, action: string, relied: boolean): Promise<Saved> {
		return this.#does('action.rely', { question, action, relied }, `relies/${question}/${action}`);
	}
	submit(why: string): Promise<Saved> {
		return this.#does('audit.submit', { why }, 'submission');
	}
	withdraw(reason: string): Promise<Saved> {
		return this.#does('audit.withdraw', { reason }, 'submission');
	}

	/** A mark of this tablet only; it is not part of the audit. */
	async comeBackTo(question: string, yes: boolean): Promise<void> {
		const others = this.#marked.filter((mark) => mark !== question);
		this.#marked = yes ? [...others, question] : others;
		await this.drafts.setMarks(this.#marked);
	}
	isMarked(question: string): boolean {
		return this.#marked.includes(question);
	}
	get marked(): readonly string[] {
		return this.#marked;
	}

	#does<Name extends keyof AuditChanges>(name: Name, args: AuditChanges[Name], key: string): Promise<Saved> {
		return this.perform(name, args, key);
	}
	#recordedNote(question: string): string {
		const text = valueOf(this.record, noteBox(question));
		return typeof text === 'string' ? text : '';
	}
}

function heardBox(from: Voice): string {
	return `heard/${from}`;
}

function noteBox(question: string): string {
	return `note/${question}`;
}
