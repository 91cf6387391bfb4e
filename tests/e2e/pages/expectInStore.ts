import { expect } from '@playwright/test';
import { readAction } from '#lib/domain/improvement/readAction.ts';
import { gradeBy, readAudit, type Audit } from '#lib/domain/audits/readAudit.ts';
import type { ActionRecord, AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { findRecord } from '#lib/server/records/records.repository.ts';
import type { Entered } from './Entered.ts';

export async function auditInStore({ db }: Database, id: string, template: Template): Promise<Audit> {
	const found = must(await findRecord(db, { kind: 'audit', id }), 'the audit in the store');
	return readAudit(found.state as AuditRecord, template);
}

export async function actionInStore({ db }: Database, id: string) {
	const found = must(await findRecord(db, { kind: 'action', id }), 'the action in the store');
	return readAction(found.state as ActionRecord);
}

/** What stands in the office is what the auditor entered: nothing less, nothing else. */
export function expectAsEntered(audit: Audit, entered: Entered, nameOf: (id: string) => string): void {
	const answers = [...audit.answers].map(([key, { value }]) => [key, value] as const);
	expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(entered.answers));
	expect(Object.fromEntries(audit.notes)).toMatchObject(Object.fromEntries(entered.notes));
	const grades = [...entered.grades.keys()].map((section) => {
		const given = gradeBy(audit, section, audit.head.auditor);
		return [section, { grade: given?.grade, reason: given?.reason }] as const;
	});
	expect(Object.fromEntries(grades)).toEqual(Object.fromEntries(entered.grades));
	expect(audit.grades.size).toBe(entered.grades.size);
	expect(
		audit.alerts.map(({ concern, question, told }) => ({
			concern,
			question,
			told: told.map(({ whom, how }) => ({ whom, how }))
		}))
	).toEqual(entered.alerts.map(({ concern, question, whom, how }) => ({ concern, question, told: [{ whom, how }] })));
	const raised = audit.actions.map(({ level, finding, what, difference, owner, dueOn, question }) => ({
		...{ level, finding, what, difference, dueOn, question },
		owner: nameOf(owner)
	}));
	expect(raised.sort(byWhat)).toEqual([...entered.actions].sort(byWhat));
}

function byWhat(one: { what: string }, other: { what: string }): number {
	return one.what < other.what ? -1 : 1;
}
