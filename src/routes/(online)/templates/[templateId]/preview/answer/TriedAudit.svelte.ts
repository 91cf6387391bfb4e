import type { Person } from '#lib/domain/access/Person.ts';
import { askedIn, progressOf, type AuditProgress } from '#lib/domain/audits/progress.ts';
import { gradeBy, readAudit, type Audit } from '#lib/domain/audits/readAudit.ts';
import { suggestionFor } from '#lib/domain/audits/suggestion.ts';
import { applyChange } from '#lib/domain/changes/applyChange.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { Stage } from '#lib/domain/frames/SamplingFrame.ts';
import type { GradeSuggestion } from '#lib/domain/grading/suggestGrade.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Template } from '#lib/domain/templates/Template.ts';

/** Whoever tries a template out: nobody's record is changed, so it is nobody. */
const nobody: Person = {
	id: 'preview',
	username: 'preview',
	name: 'Preview',
	grants: [{ role: 'auditor', scope: { kind: 'own' } }],
	team: null,
	status: 'active',
	until: null,
	permVer: 1
};

/**
 * An audit that lives on this page only, worked by the same acts and rules as one on a tablet: so that what is tried
 * out is what auditors will meet.
 */
export class TriedAudit {
	readonly #template: Template;
	readonly #now: string;
	#record = $state.raw<AuditRecord>() as AuditRecord;
	readonly audit: Audit = $derived.by(() => readAudit(this.#record, this.#template));
	readonly asked: ReadonlySet<string> = $derived.by(() => askedIn(this.audit));
	readonly progress: AuditProgress = $derived.by(() => progressOf(this.audit, nobody.id));

	constructor(template: Template, stage: Stage, today: Day, now: string) {
		this.#template = template;
		this.#now = now;
		this.#record = beginAudit(template, stage, today);
	}

	get template(): Template {
		return this.#template;
	}
	suggestion(today: Day): GradeSuggestion {
		return suggestionFor(this.audit, nobody.id, today);
	}
	gradeOf(section: string): string | null {
		return gradeBy(this.audit, section, nobody.id)?.grade ?? null;
	}
	answer(question: string, value: unknown): void {
		this.#act('answer.set', { question, value });
	}
	clear(question: string): void {
		this.#act('answer.clear', { question });
	}
	note(question: string, text: string): void {
		this.#act('note.set', { question, text });
	}
	grade(section: string, grade: string | null): void {
		this.#act('grade.set', { section, grade });
	}

	#act(name: string, args: unknown): void {
		const author = { person: nobody, clientId: 'preview', at: this.#now };
		const context = { author, changeId: 'preview', template: this.#template };
		const outcome = applyChange(this.#record, { name, args }, context);
		if (outcome.ok) this.#record = outcome.record as AuditRecord;
	}
}

function beginAudit(template: Template, stage: Stage, today: Day): AuditRecord {
	const facts = { ageBand: '8-11', planType: null, legalStatus: null, uasc: null, disability: null } as const;
	return {
		record: { kind: 'audit', id: '00000000-0000-4000-8000-000000000000' },
		ver: 1,
		head: {
			state: 'begun',
			template: { id: template.id, ver: template.version },
			caseRef: '9X-000000',
			team: null,
			service: null,
			worker: null,
			workerName: null,
			auditor: nobody.id,
			dueOn: today,
			route: 'nominated',
			case: { stage, ...facts, dates: {}, importedOn: null },
			openAlerts: 0
		},
		fields: new Map()
	};
}
