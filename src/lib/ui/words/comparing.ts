import { clockOn } from '#lib/domain/calendar/Clock.ts';
import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import { caseDates, stages, type CaseDate } from '#lib/domain/frames/SamplingFrame.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { QuestionChange, SectionChange, TemplateChanges } from '#lib/domain/templates/editing/compareTemplates.ts';
import type { BuiltIn, ClockUse, Question, Section, Template } from '#lib/domain/templates/Template.ts';
import { clockLength } from './audits.ts';
import type { ComparedRow } from './comparedRow.ts';
import { gradingRows } from './comparingGrading.ts';
import { choicesOf } from './kinds.ts';
import { list } from './numbers.ts';
import { caseDateWords, stageWords } from './stages.ts';
import { alertRuleWords, conditionWords, familyWords, kindWords } from './templates.ts';

/** The two versions, and the day whose clocks are named. */
export type Versions = { readonly before: Template; readonly after: Template; readonly on: Day };

const questionPartWords: Readonly<Record<Exclude<keyof Question, 'id' | 'number'>, string>> = {
	text: 'The question',
	guidance: 'What good looks like',
	kind: 'Answered with',
	options: 'Answers',
	alerts: 'Alerts',
	askWhen: 'Asked',
	noteWhen: 'A note is needed',
	dip: 'In the dip sample',
	optional: 'May be left out',
	short: 'Column in the dip sample',
	clock: 'Clock',
	from: 'Clock begins with',
	to: 'Clock ends with',
	fromLabel: 'The first date is called',
	toLabel: 'The second date is called',
	byStage: 'Clock by stage',
	prefill: 'Filled from the import',
	unit: 'Unit',
	themes: 'Themes'
};

const sectionPartWords: Readonly<Record<Exclude<keyof Section, 'id' | 'number' | 'questions'>, string>> = {
	title: 'Title',
	short: 'One word for it',
	intro: 'What the auditor reads first',
	graded: 'The auditor grades it',
	closing: 'Ends with “what worked” and “what needs to happen”',
	gate: 'Its gates stand in place of a grade',
	judged: 'It is judged',
	judgement: 'The overall grade is given here',
	builtIn: 'Parts that Dipper keeps'
};

const templatePartWords: Readonly<Record<Exclude<keyof Template, 'id' | 'version' | 'sections' | 'grading'>, string>> =
	{
		title: 'Title',
		short: 'Short name',
		purpose: 'What it is for',
		auditor: 'Who audits',
		sample: 'Which cases',
		cadence: 'How often',
		suggestedSize: 'Suggested sample',
		minutes: 'Minutes for one',
		window: 'Months looked at',
		family: 'Kind',
		scale: 'Scale'
	};

/** Every part of a question that differs; of one that came or went, every part that says something. */
export function questionRows({ before, after, parts }: QuestionChange, versions: Versions): ComparedRow[] {
	const shown: readonly (keyof Question)[] = ['text', ...parts.filter((part) => part !== 'text')];
	const words = (question: Question | null, part: keyof Question, template: Template) =>
		question === null ? null : partText(question, part, template, versions.on);
	return shown.map((part) => ({
		part: questionPartWords[part as keyof typeof questionPartWords],
		before: words(before, part, versions.before),
		after: words(after, part, versions.after)
	}));
}

export function sectionRows({ before, after, parts }: SectionChange): ComparedRow[] {
	const words = (section: Section | null, part: keyof Section) =>
		section === null ? null : sectionText(section, part);
	return parts.map((part) => ({
		part: sectionPartWords[part as keyof typeof sectionPartWords],
		before: words(before, part),
		after: words(after, part)
	}));
}

/** What differs of the template as a whole, its rule for the grade and each cap by itself. */
export function templateRows({ parts }: TemplateChanges, { before, after }: Versions): ComparedRow[] {
	return parts.flatMap((part): ComparedRow[] => {
		if (part === 'grading') return gradingRows(before, after);
		const key = part as keyof typeof templatePartWords;
		return [{ part: templatePartWords[key], before: templateText(before, key), after: templateText(after, key) }];
	});
}

/** One part of a question in words that can be read, and compared word by word. */
export function partText(question: Question, part: keyof Question, template: Template, on: Day): string {
	switch (part) {
		case 'kind':
			return kindWords[question.kind];
		case 'options':
			return (question.options ?? []).map(({ label }) => label).join('; ');
		case 'alerts':
			return question.alerts.map((rule) => alertRuleWords(rule, question)).join('; ') || 'none';
		case 'askWhen':
			return question.askWhen === undefined ? 'always' : `when ${conditionWords(question.askWhen, template)}`;
		case 'noteWhen':
			return noteWords(question);
		case 'dip':
		case 'optional':
			return yesOrNo(question[part]);
		case 'themes':
			return question.themes.map((theme) => theme.replaceAll('-', ' ')).join(', ') || 'none';
		case 'clock':
			return clockWords(question.clock, on);
		case 'from':
		case 'to':
			return importKeyWords(question[part]) || 'a date the auditor gives';
		case 'prefill':
			return importKeyWords(question.prefill) || 'no';
		case 'byStage':
			return stageClocks(question, on);
		default:
			return question[part] ?? '';
	}
}

/** "Visits, child protection: 10 working days", by the version of the clock that holds on the day. */
export function clockWords(id: string | undefined, on: Day): string {
	const clock = id === undefined ? undefined : clockOn(id, on, shippedClocks);
	return clock === undefined ? (id ?? 'none') : `${clock.title}: ${clockLength(clock)}`;
}

const otherKeys: Readonly<Record<string, string>> = {
	today: 'The day it is answered',
	caseRef: 'Case number',
	stage: 'Where the child is in the journey',
	ageBand: 'Age',
	planType: 'Kind of plan',
	legalStatus: 'Legal status',
	team: 'Team',
	worker: 'Worker'
};

/** What of the import fills a question or a clock; empty where nothing does. */
export function importKeyWords(key: string | undefined): string {
	if (key === undefined) return '';
	return caseDates.some((date) => date === key) ? caseDateWords[key as CaseDate] : (otherKeys[key] ?? key);
}

function stageClocks({ byStage = {} }: Question, on: Day): string {
	const rows = stages.flatMap((stage) => {
		const use = byStage[stage];
		return use === undefined ? [] : [`${stageWords[stage]}: ${useWords(use, on)}`];
	});
	return rows.join('\n') || 'none';
}

function useWords({ clock, from, to, fromLabel, toLabel }: ClockUse, on: Day): string {
	return [
		clock === undefined ? '' : clockWords(clock, on),
		from === undefined ? '' : `from ${importKeyWords(from)}`,
		to === undefined ? '' : `to ${importKeyWords(to)}`,
		fromLabel === undefined ? '' : `the first date is called “${fromLabel}”`,
		toLabel === undefined ? '' : `the second date is called “${toLabel}”`
	]
		.filter((one) => one !== '')
		.join(', ');
}

function sectionText(section: Section, part: keyof Section): string {
	switch (part) {
		case 'graded':
		case 'closing':
			return yesOrNo(section[part]);
		case 'gate':
		case 'judgement':
			return yesOrNo(section[part] === true);
		case 'judged':
			return yesOrNo(section.judged !== false);
		case 'builtIn':
			return (section.builtIn ?? []).map(builtInWords).join('\n') || 'none';
		case 'questions':
			return '';
		default:
			return section[part] ?? '';
	}
}

function builtInWords({ number, text, guidance, alerts }: BuiltIn): string {
	const called = alerts.map((rule) => alertRuleWords(rule, { kind: 'g4' }));
	return [`${number} ${text}`, guidance, ...called].filter((one) => one !== '').join(' · ');
}

function templateText(template: Template, part: keyof typeof templatePartWords): string {
	const { evidence, judgement } = template.window;
	switch (part) {
		case 'window':
			return `evidence from the last ${evidence} months, judgement on the last ${judgement}`;
		case 'family':
			return familyWords[template.family];
		case 'suggestedSize':
		case 'minutes':
			return template[part] === undefined ? '' : String(template[part]);
		default:
			return template[part] ?? '';
	}
}

function yesOrNo(is: boolean): string {
	return is ? 'Yes' : 'No';
}

function noteWords({ noteWhen, kind, options }: Question): string {
	if (noteWhen === undefined) return 'as always';
	const choices = choicesOf({ kind, ...(options === undefined ? {} : { options }) });
	const is = (noteWhen.is ?? []).map((value) => choices.find((one) => one.value === value)?.label ?? value);
	return [
		is.length > 0 ? `with ${list(is, 'or')}` : '',
		noteWhen.atLeast === undefined ? '' : `from ${noteWhen.atLeast}`,
		noteWhen.below === undefined ? '' : `below ${noteWhen.below}`
	]
		.filter((one) => one !== '')
		.join(', ');
}
