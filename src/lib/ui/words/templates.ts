import type { GradingWay, JudgementWords } from '#lib/domain/templates/editing/blankTemplate.ts';
import type { HowChanged } from '#lib/domain/templates/editing/compareTemplates.ts';
import type { VersionStanding } from '#lib/domain/templates/editing/versions.ts';
import type { AgeBand, Stage } from '#lib/domain/frames/SamplingFrame.ts';
import type {
	AlertRule,
	BuiltIn,
	caseFacts,
	Condition,
	Kind,
	Question,
	Template
} from '#lib/domain/templates/Template.ts';
import { askedAbout } from '#lib/domain/templates/Condition.ts';
import type { RowWay } from '#lib/domain/templates/editing/conditionRows.ts';
import { choicesOf } from './kinds.ts';
import { inWords, list, plural } from './numbers.ts';
import { ageBandWords, stageWords } from './stages.ts';

export const familyWords: Record<Template['family'], string> = {
	'child-journey': 'Child Journey',
	themed: 'Themed',
	dip: 'Dip sample'
};

export const libraryStateWords = {
	'in-use': 'In use',
	coming: 'Not in use yet',
	draft: 'Being written',
	retired: 'Retired'
} as const;

export const standingWords: Record<VersionStanding, string> = {
	'in-use': 'In use',
	coming: 'Not in use yet',
	superseded: 'Replaced by a newer version',
	retired: 'Retired'
};

export const kindWords: Record<Kind, string> = {
	ynp: 'Yes, Partly, No',
	g4: 'One of the four grades',
	gate: 'Safe, Concern, Cannot tell',
	rag: 'Red, Amber, Green',
	num: 'A number',
	date: 'A date',
	time: 'Two dates, with a clock',
	pick: 'One of a list',
	multi: 'Several of a list',
	text: 'Words'
};

export const gradingWayWords: Record<GradingWay, { readonly label: string; readonly hint: string }> = {
	'one-grade': {
		label: 'One grade at the end',
		hint: 'As the themed sets: safe today, one thing that would help, the grade'
	},
	'by-sections': {
		label: 'A grade for each section, and one for the whole',
		hint: 'As the Child Journey: Dipper suggests the overall grade'
	},
	'no-grade': { label: 'No grade', hint: 'For a count, a survey or a check of the record' }
};

export const newSectionTitle = 'First section';

/** What the section says in which the overall grade is given; whoever writes the template may say it otherwise. */
export const judgementWords: JudgementWords = {
	title: 'Judgement',
	parts: {
		'suggested-grade': {
			text: 'Suggested overall grade',
			guidance: 'Worked out from your section grades, with the rule that set it.'
		},
		'overall-grade': {
			text: 'What is your overall grade, and why, in three sentences about the child?',
			guidance: 'Say how you reached it, so that someone who has not read the file could follow.'
		},
		actions: {
			text: 'What needs to happen: for whom, who owns it, by when, and how will we know?',
			guidance: 'Five at most. Each should change something for a child, not tidy the file.'
		}
	} satisfies Record<BuiltIn['part'], { text: string; guidance: string }>
};

export const factWords: Record<(typeof caseFacts)[number], string> = {
	stage: 'Where the child is in the journey',
	ageBand: 'The child’s age',
	planType: 'The kind of plan',
	uasc: 'An unaccompanied asylum-seeking child',
	disability: 'A disabled child'
};

export const alertLevelWords: Record<AlertRule['level'], { readonly label: string; readonly hint: string }> = {
	'same-day': { label: 'The same-day pathway', hint: 'Someone is phoned today, and it is written down who was told' },
	priority: { label: 'An action before submitting', hint: 'Owned by a person, with a date' }
};

export const changeWords: Record<HowChanged, string> = {
	added: 'New question',
	removed: 'Question removed',
	changed: 'Question changed',
	moved: 'Question moved',
	same: 'As before'
};

/** "Version 2"; the draft by what it is. */
export function versionWords(version: string): string {
	return version === 'draft' ? 'The version being written' : `Version ${version}`;
}

/** "1.2 is No or Partly, and the child’s age is under 1 year": how a condition reads to whoever wrote it. */
export function conditionWords(condition: Condition, template: Template): string {
	if ('not' in condition) return `it is not so that ${inBrackets(condition.not, template)}`;
	if ('all' in condition) return condition.all.map((part) => inBrackets(part, template)).join(', and ');
	if ('any' in condition) return condition.any.map((part) => inBrackets(part, template)).join(', or ');
	if ('fact' in condition) {
		const words = condition.is.map((value) => factValueWords(condition.fact, value));
		return `${factWords[condition.fact].toLowerCase()} is ${list(words, 'or')}`;
	}
	const [id = ''] = askedAbout(condition);
	const asked = template.sections.flatMap(({ questions }) => questions).find((question) => question.id === id);
	const name = asked?.number ?? id;
	if ('answered' in condition) return `${name} is answered`;
	if ('number' in condition) return `${name} is ${boundWords('at least', condition.atLeast, 'below', condition.below)}`;
	if ('date' in condition)
		return `${name} is ${boundWords('on or after', condition.onOrAfter, 'before', condition.before)}`;
	const choices = asked === undefined ? [] : choicesOf(asked);
	const words = condition.is.map((value) => choices.find((one) => one.value === value)?.label ?? String(value));
	return `${name} is ${list(words, 'or')}`;
}

function boundWords(from: string, least: number | string | undefined, to: string, most: number | string | undefined) {
	return [least === undefined ? '' : `${from} ${least}`, most === undefined ? '' : `${to} ${most}`]
		.filter((one) => one !== '')
		.join(' and ');
}

function inBrackets(condition: Condition, template: Template): string {
	const isLong = ('all' in condition && condition.all.length > 1) || ('any' in condition && condition.any.length > 1);
	const words = conditionWords(condition, template);
	return isLong ? `(${words})` : words;
}

function factValueWords(fact: keyof typeof factWords, value: string): string {
	if (fact === 'stage') return stageWords[value as Stage] ?? value;
	if (fact === 'ageBand') return ageBandWords[value as AgeBand] ?? value;
	return value;
}

/** "Same-day alert on Concern or Cannot tell". */
export function alertRuleWords(rule: AlertRule, question: Pick<Question, 'kind' | 'options'>): string {
	const choices = choicesOf(question);
	const on = rule.on.map((value) => choices.find((one) => one.value === value)?.label ?? value);
	const causes = [
		on.length > 0 ? `on ${list(on, 'or')}` : '',
		rule.late === undefined ? '' : lateWords(rule.late),
		rule.above === undefined ? '' : `above ${rule.above}`,
		rule.says ?? '',
		rule.unlessAction === true ? 'unless an action answers it' : '',
		rule.confirm === true ? 'once the auditor has said that it is so' : ''
	].filter((one) => one !== '');
	return `${rule.level === 'same-day' ? 'Same-day alert' : 'Action wanted'} ${causes.join(', ')}`.trim();
}

function lateWords({ timesClock, days }: NonNullable<AlertRule['late']>): string {
	if (timesClock !== undefined) return `at ${inWords(timesClock)} times the clock`;
	return days === undefined || days === 0 ? 'when late' : `when more than ${plural(days, 'day')} late`;
}

/** How a row of the conditions editor compares. */
export const rowWayWords: Record<RowWay, string> = {
	is: 'is one of',
	'is-not': 'is none of',
	'at-least': 'is at least',
	below: 'is below',
	'on-or-after': 'is on or after',
	before: 'is before',
	answered: 'has been answered',
	'not-answered': 'has not been answered'
};
