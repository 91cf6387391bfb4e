import { expect, test } from 'vitest';
import { askedIn } from '#lib/domain/audits/askedIn.ts';
import { gradesWanted } from '#lib/domain/audits/progress.ts';
import { questionState } from '#lib/domain/audits/questionState.ts';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { CaseFacts, Json } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Question } from '#lib/domain/templates/Template.ts';
import { knownOf } from '#lib/ui/question/knownOf.ts';
import type { Known } from '#lib/ui/question/QuestionProps.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { chooseAnswer } from '../e2e/pages/chooseAnswer.ts';
import { anAudit, id } from '../fixtures/records.ts';

/**
 * Issue 6: a full child protection audit needs no more than 1.3 taps a question, by count. Counted as the pages are built:
 * a tile, a date of the import that is right, or a box entered is one tap (a whole date is typed into its first box); facts of
 * the profile stand filled in; one tap leads from section to section. Boxes for notes and closing words, which
 * are for writing, are counted apart and printed. A question is what the task list counts as judged: the grades too.
 */
const today = '2026-03-12';
const me = id(10);
const template = must(
	shippedTemplates().find((one) => one.id === 'cj-cp'),
	'cj-cp'
);
const facts: CaseFacts = {
	stage: 'child-protection',
	ageBand: '8-11',
	planType: 'child-protection',
	legalStatus: null,
	uasc: false,
	disability: false,
	dates: {
		cppStartedOn: '2025-12-03',
		cppVisitOn: '2026-03-04',
		cppReviewOn: '2026-02-26',
		strategyOn: '2025-11-14',
		conferenceOn: '2025-12-03',
		assessmentStartedOn: '2025-10-01',
		assessmentAuthorisedOn: '2025-11-20'
	},
	importedOn: '2026-03-09'
};
const names = { team: 'Riverside', worker: 'Dana Whitlock' };

function audited(values: ReadonlyMap<string, AnswerValue>) {
	const fields = [...values].map(([key, value]) => [
		`answer/${key}`,
		{ ver: 1, value: value as Json, by: me, at: `${today}T10:00:00.000Z` }
	]);
	const head = { auditor: me, case: facts, template: { id: template.id, ver: template.version } };
	return readAudit(anAudit(head, Object.fromEntries(fields)), template);
}

function tapsFor(question: Question, known: Known, value: AnswerValue): number {
	switch (question.kind) {
		case 'multi':
			return Array.isArray(value) ? value.length : 1;
		case 'time':
			if (known.hasEnd && known.from !== null && known.to !== null) return 1;
			return known.to === 'today' ? 1 : 2;
		default:
			return 1;
	}
}

/** Every question that the child is asked, those that answers bring up too. */
function workThrough() {
	const values = new Map<string, AnswerValue>();
	let taps = 0;
	const judgedIn = template.sections.filter(({ judged }) => judged !== false);
	for (const section of template.sections) {
		for (const question of section.questions) {
			if (!askedIn(audited(values)).has(question.id)) continue;
			const known = knownOf(question, { caseRef: '9X-104823', case: facts }, names, today);
			if (section.judged === false && known.value !== null) continue;
			const value = chooseAnswer(question, known, today);
			values.set(question.id, value);
			taps += tapsFor(question, known, value);
		}
	}
	const audit = audited(values);
	const grades = judgedIn.flatMap((section) => gradesWanted(audit, section)).length;
	const boxes = judgedIn
		.flatMap((section) => section.questions)
		.filter((question) => {
			return questionState(audit, question, today).noteWanted !== null;
		}).length;
	const closing = judgedIn.filter((section) => section.closing).length * 2;
	// The audit in its list, "Start at …", from each section to the next, to the check, and "Submit this audit".
	const between = 2 + (template.sections.length - 1) + 2;
	return { questions: values.size, answers: taps, grades, between, writing: boxes + closing + grades };
}

test('a child protection audit takes at most 1.3 taps a question', () => {
	const { questions, answers, grades, between, writing } = workThrough();
	const all = answers + grades + between;
	console.log(
		`a child protection audit: ${String(questions)} questions, ${String(all)} taps (${String(answers)} answers, ${String(grades)} grades, ${String(between)} from page to page), ${(all / (questions + grades)).toFixed(2)} for each of ${String(questions + grades)} judged; and ${String(writing)} boxes to write in`
	);
	expect(questions).toBeGreaterThan(70);
	expect(all / (questions + grades)).toBeLessThanOrEqual(1.3);
});
