import type { AuditHead, AuditRecord } from '../changes/RecordState.ts';
import { fieldsUnder } from '../changes/records.ts';
import { membersOf } from '../changes/readValue.ts';
import type { Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import type { TemplateRef } from '../templates/Template.ts';

export type ReauditGiven = {
	readonly id: string;
	readonly why: 're-audit' | 'sustained';
	readonly auditor: PersonId;
	readonly dueOn: Day;
	/** The version in use now. */
	readonly template: TemplateRef;
};

/** The same child on the same sections by somebody else (practice.md 1.8, stage 9): nothing of the first is in it. */
export function newReaudit(first: AuditRecord, { id, why, auditor, dueOn, template }: ReauditGiven): AuditRecord {
	const { caseRef, team, service, worker, workerName, case: facts } = first.head;
	const sections = weakSections(first);
	const head: AuditHead = {
		...{ state: 'allocated', template, caseRef, team, service, worker, workerName, auditor, dueOn },
		...(sections.length === 0 ? {} : { sections }),
		route: 're-audit',
		again: { of: first.record.id, why },
		case: facts,
		openAlerts: 0
	};
	return { record: { kind: 'audit', id }, ver: 1, head, fields: new Map() };
}

/** Sections that the auditor graded below good; none where the set has no such grades, and then all are asked again. */
export function weakSections({ head, fields }: AuditRecord): string[] {
	const weak = fieldsUnder(fields, 'grade/').flatMap(([key, field]): string[] => {
		const [section = '', by] = key.split('/');
		const grade = membersOf(field.value)?.grade;
		const isWeak = grade === 'inadequate' || grade === 'requires-improvement';
		return by === head.auditor && section !== 'overall' && isWeak ? [section] : [];
	});
	return [...new Set([...weak, ...(weak.length > 0 ? [] : (head.sections ?? []))])].sort();
}
