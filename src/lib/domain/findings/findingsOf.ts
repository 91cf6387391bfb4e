import { askedIn } from '../audits/askedIn.ts';
import { findQuestion, needsKey, questionOf, sectionOf, workedKey } from '../audits/keys.ts';
import { questionState, type QuestionState } from '../audits/questionState.ts';
import { gradeBy, type Audit, type RaisedAction } from '../audits/readAudit.ts';
import type { Day } from '../shared/dates.ts';
import type { Question, Section } from '../templates/Template.ts';
import { untagged, type Finding, type FindingKind } from './Finding.ts';

/** Answers that show a concern and answers that show a strength, by kind of question (question-sets.md, kinds). */
const concerning: Readonly<Record<string, readonly string[]>> = {
	ynp: ['no', 'partly'],
	g4: ['inadequate', 'requires-improvement'],
	gate: ['concern', 'cannot-tell'],
	rag: ['red', 'amber']
};
const strong: Readonly<Record<string, readonly string[]>> = {
	ynp: ['yes'],
	g4: ['outstanding', 'good'],
	gate: [],
	rag: ['green']
};

/**
 * Every finding of an audit as it stands, each under one theme. A strength wants a note that says where it was seen: a
 * Yes alone is what is expected. A section's closing box is a finding of its own only where the section's grade says
 * nothing of the kind, so that one thing is not counted twice. Total: it never fails.
 */
export function findingsOf(audit: Audit, today: Day): Finding[] {
	const found = [
		...fromAnswers(audit, today),
		...audit.template.sections.flatMap((section) => fromSection(audit, section))
	];
	const answered = new Map<string, string[]>();
	const apart: Finding[] = [];
	for (const action of audit.actions) {
		const key = action.question === null ? null : `answer/${action.question}`;
		const isFound = found.some((one) => one.key === key && one.kind === 'concern');
		if (key !== null && isFound) answered.set(key, [...(answered.get(key) ?? []), action.id]);
		else apart.push(fromAction(audit, action));
	}
	for (const { question, action } of audit.relied) {
		const key = `answer/${question}`;
		answered.set(key, [...(answered.get(key) ?? []), action]);
	}
	return [...found.map((one) => ({ ...one, actions: answered.get(one.key) ?? [] })), ...apart];
}

function fromAnswers(audit: Audit, today: Day): Finding[] {
	const asked = askedIn(audit);
	return [...audit.answers.keys()].flatMap((key): Finding[] => {
		const question = findQuestion(audit.template, key);
		if (question === undefined || !asked.has(question.id)) return [];
		const state = questionState(audit, question, today, key);
		const kind = kindOf(question, state);
		if (kind === null) return [];
		const value = typeof state.value === 'string' ? state.value : null;
		return [
			{
				key: `answer/${key}`,
				kind,
				source: value === null ? 'clock' : 'answer',
				theme: themeOf(audit, key),
				value,
				priority: kind === 'concern' && state.alerts.length > 0,
				actions: []
			}
		];
	});
}

function kindOf(question: Question, state: QuestionState): FindingKind | null {
	if (!state.isJudged) return null;
	if (state.alerts.length > 0 || state.clock?.state === 'late') return 'concern';
	if (typeof state.value !== 'string') return null;
	if (concerning[question.kind]?.includes(state.value) === true) return 'concern';
	return strong[question.kind]?.includes(state.value) === true && state.hasNote ? 'strength' : null;
}

function fromSection(audit: Audit, section: Section): Finding[] {
	const given = gradeBy(audit, section.id, audit.head.auditor)?.grade ?? null;
	const theme = mostCommon(section.questions) ?? themeOfTemplate(audit);
	const weak = given === 'inadequate' || given === 'requires-improvement';
	const found = { theme, priority: false, actions: [] } as const;
	const graded: Finding[] =
		weak || given === 'outstanding'
			? [{ ...found, key: `grade/${section.id}`, kind: weak ? 'concern' : 'strength', source: 'grade', value: given }]
			: [];
	const box = (key: string, kind: FindingKind): Finding[] => {
		if ((audit.notes.get(key) ?? '').trim() === '' || graded.some((one) => one.kind === kind)) return [];
		return [{ ...found, key: `note/${key}`, kind, source: 'note', value: null }];
	};
	return [...graded, ...box(needsKey(section), 'concern'), ...box(workedKey(section), 'strength')];
}

/** An action that answers no answer of concern is a finding by itself: whoever raised it found something. */
function fromAction(audit: Audit, { id, question }: RaisedAction): Finding {
	const theme = question === null ? themeOfTemplate(audit) : themeOf(audit, question);
	return { key: `action/${id}`, kind: 'concern', source: 'action', theme, value: null, priority: false, actions: [id] };
}

function themeOf(audit: Audit, key: string): string {
	const question = findQuestion(audit.template, key);
	const own = question?.themes[0];
	if (own !== undefined) return own;
	return mostCommon(sectionOf(audit.template, questionOf(key))?.questions ?? []) ?? themeOfTemplate(audit);
}

function themeOfTemplate({ template }: Audit): string {
	return mostCommon(template.sections.flatMap((section) => section.questions)) ?? untagged;
}

/** The theme that most of these questions are first tagged with; of several the one that comes first. */
function mostCommon(questions: readonly Question[]): string | null {
	const counts = new Map<string, number>();
	for (const { themes } of questions) {
		const first = themes[0];
		if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
	}
	let best: string | null = null;
	for (const [theme, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = theme;
	return best;
}
