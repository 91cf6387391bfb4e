import { themes } from '../themes.ts';
import { askedAbout } from '../Condition.ts';
import type { AlertRule, Question, Section, Template } from '../Template.ts';
import { capsThatNeverApply } from './deadCaps.ts';
import { look, must, type DraftProblem } from './draftProblems.ts';
import { neverAsked } from './everAsked.ts';

/** What is whole and sound and yet would not do what its writer means by it. */
export function checkWorth(template: Template): readonly DraftProblem[] {
	const unreachable = new Set(neverAsked(template));
	const before = new Set<string>();
	return [
		...template.sections.flatMap((section) =>
			section.questions.flatMap((question) => {
				const at = { section: section.id, question: question.id };
				const ahead =
					question.askWhen === undefined ? [] : askedAbout(question.askWhen).filter((id) => !before.has(id));
				before.add(question.id);
				return [
					...(unreachable.has(question.id) ? [must(at, 'question.never-asked')] : []),
					...ahead.filter((id) => id !== question.id).map((id) => look(at, 'condition.looks-ahead', { id })),
					...(asksForTrouble(question) ? [look(at, 'question.asks-for-trouble')] : []),
					...question.alerts.flatMap((rule) => (hasPathway(rule, section) ? [] : [must(at, 'alert.no-pathway')])),
					...question.themes
						.filter((theme) => !(themes as readonly string[]).includes(theme))
						.map((theme) => look(at, 'question.unknown-theme', { theme }))
				];
			})
		),
		...capsThatNeverApply(template, unreachable).map((cap) => look({ cap }, 'cap.never-applies'))
	];
}

/**
 * A priority alert holds the audit until an action is raised from its question; in a section that only records,
 * no action is raised from any, so whoever met it could not go on.
 */
function hasPathway(rule: AlertRule, section: Section): boolean {
	return rule.level === 'same-day' || section.judged !== false;
}

/** Words that say something went wrong. Asked with one of them, Yes is bad news, and every figure would be upside down. */
const trouble =
	/\b(delay(s|ed)?|drift(s|ed|ing)?|fail(s|ed|ure)?|missing|missed|late|overdue|absent|lack(s|ed|ing)?|neglected|ignored|unsafe|incomplete|inaccurate|out of date|poor|worse|breach(es|ed)?)\b/i;
const turnedRound =
	/\b(no|not|never|without|free of|avoid(s|ed)?|prevent(s|ed)?|addressed|tackled|challenged|acted on|responded to|followed|explained|named|known|recognised|reduced|put right|understood|because|why|if|when|where|any|every|each|real)\b/i;

/** question-sets.md: every Yes, Partly, No question is worded so that Yes is good. A guess from its words, so only a hint. */
function asksForTrouble(question: Question): boolean {
	if (question.kind !== 'ynp') return false;
	if (question.noteWhen?.is?.includes('yes') === true) return true;
	return trouble.test(question.text) && !turnedRound.test(question.text);
}
