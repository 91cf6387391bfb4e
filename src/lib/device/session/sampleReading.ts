import { readAudit, type Audit } from '#lib/domain/audits/readAudit.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import { viewAt, type RecordView } from '../store/viewRecord.ts';

/** One child of an open sample, by audit. */
export type Children = ReadonlyMap<string, { readonly view: RecordView; readonly audit: Audit }>;
export const noChildren: Children = new Map();

/** Answers chosen and not on the disk yet, by question. */
export type MeantValue = { readonly value: AnswerValue | null; readonly at: Instant };
export type Meant = Readonly<Record<string, MeantValue>>;

/** One look at where the store stands for all of them; a child that is as it was stays the same object. */
export async function readChildren(open: OpenStore, ids: readonly string[], before: Children): Promise<Children> {
	const position = await open.position();
	const found = new Map<string, { view: RecordView; audit: Audit }>();
	for (const id of ids) {
		const view = await viewAt(open, { kind: 'audit', id }, position);
		if (view === null || view.template === null) continue;
		const seen = before.get(id);
		const isSame = seen !== undefined && seen.view === view;
		found.set(id, isSame ? seen : { view, audit: readAudit(view.record as AuditRecord, view.template) });
	}
	return found;
}

/** The audit as it will be once what was chosen is on the disk. */
export function withMeant(audit: Audit, meant: Meant): Audit {
	const answers = new Map(audit.answers);
	for (const [question, { value, at }] of Object.entries(meant)) {
		const isConflict = answers.get(question)?.isConflict ?? false;
		if (value === null) answers.delete(question);
		else answers.set(question, { value, by: audit.head.auditor, at, isConflict });
	}
	return { ...audit, answers };
}

/** What is left once one of them is on the disk; null when that was the last. */
export function without(meant: Meant, question: string): Meant | null {
	const left = Object.entries(meant).filter(([key]) => key !== question);
	return left.length === 0 ? null : Object.fromEntries(left);
}
