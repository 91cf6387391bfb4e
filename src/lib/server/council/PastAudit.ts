import type { Person } from '#lib/domain/access/Person.ts';
import { questionState } from '#lib/domain/audits/questionState.ts';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import { suggestionFor } from '#lib/domain/audits/suggestion.ts';
import { addWorkingDays } from '#lib/domain/calendar/workingDays.ts';
import type { AuditRecord, RecordRef } from '#lib/domain/changes/RecordState.ts';
import { dayInEngland, type Day, type Instant } from '#lib/domain/shared/dates.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Chance } from './annexA/Chance.ts';
import type { CouncilBook } from './CouncilBook.ts';
import { inventAnswers, inventOverallGrade, type InventedAct, type Quality } from './inventAudit.ts';
import { inventedActions } from './inventedWords.ts';

export type AuditPlan = {
	readonly record: AuditRecord;
	readonly template: Template;
	readonly auditor: Person;
	readonly quality: Quality;
	/** When the auditor sits down to it. */
	readonly beginsAt: Instant;
	/** How far they get: 0 not at all, 1 to the end and submitted. */
	readonly progress: number;
	/** Who owns the actions it raises. */
	readonly owners: readonly Person[];
};

/** How many actions an audit raises at most, and how soon they are due, in working days. */
const mostActions = 3;
const dueWithin = [5, 25] as const;

/** An audit as it went: answered in order, graded, its actions raised, submitted. Gives the ids of its actions. */
export function liveThrough(book: CouncilBook, plan: AuditPlan, chance: Chance): string[] {
	const { record, template, auditor } = plan;
	if (plan.progress === 0) return [];
	const on = dayInEngland(plan.beginsAt);
	const answers = inventAnswers(template, record.head.case, plan.quality, on, chance);
	const reached = Math.ceil(answers.length * plan.progress);
	let at = Date.parse(plan.beginsAt);
	const act = ({ name, args }: InventedAct) => {
		at += chance.whole(15, 90) * 1000;
		book.act(record.record, auditor, new Date(at).toISOString(), name, args, template);
	};
	answers.slice(0, reached).forEach(act);
	const raised = raiseActions(book, plan, chance, act, on);
	if (plan.progress < 1) return raised;
	if (template.grading.overall && template.grading.suggestion !== 'single') {
		const { suggested } = suggestionFor(read(book, record.record, template), auditor.id, on);
		act(inventOverallGrade(suggested ?? 'requires-improvement', chance));
	}
	act({ name: 'audit.submit', args: { why: '' } });
	return raised;
}

function raiseActions(
	book: CouncilBook,
	plan: AuditPlan,
	chance: Chance,
	act: (one: InventedAct) => void,
	on: Day
): string[] {
	const audit = read(book, plan.record.record, plan.template);
	const firing = plan.template.sections.flatMap((section) =>
		section.questions
			.filter((question) => questionState(audit, question, on).alerts.some((alert) => alert.level === 'priority'))
			.map((question) => ({ question: question.id, section: section.id }))
	);
	const most = plan.template.family === 'dip' ? 1 : mostActions;
	return chance
		.shuffle(firing)
		.slice(0, most)
		.map(({ question, section }) => {
			const id = chance.uuid();
			const words = inventedActions[section] ?? inventedActions.any ?? [];
			const [finding, what, difference] = chance.pick(words);
			const dueOn = addWorkingDays(on, chance.whole(...dueWithin)).on;
			const level = chance.happens(0.85) ? 'child' : 'team';
			act({
				name: 'action.raise',
				args: { id, level, finding, what, difference, owner: chance.pick(plan.owners).id, dueOn, question }
			});
			return id;
		});
}

function read(book: CouncilBook, ref: RecordRef, template: Template) {
	return readAudit(book.audit(ref.id), template);
}
