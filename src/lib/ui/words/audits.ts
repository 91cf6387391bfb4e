import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import type { Clock } from '#lib/domain/calendar/Clock.ts';
import type { ClockResult } from '#lib/domain/calendar/workOutClock.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Section } from '#lib/domain/templates/Template.ts';
import type { ClockWords } from './clocks.ts';
import { dayAndMonth, shortDay } from './dates.ts';
import { plural } from './numbers.ts';
import { planWords } from './sampling.ts';
import { ageBandWords, stageWords } from './stages.ts';

export const routeWords: Record<AuditHead['route'], string> = {
	random: 'Drawn at random',
	stratified: 'Drawn at random within groups',
	'risk-weighted': 'Drawn at random, weighted to risk',
	nominated: 'Nominated',
	're-audit': 'Re-audit'
};

/** "Child protection · 8 to 11 years": which child this is, without saying who. */
export function caseWords(head: Pick<AuditHead, 'case'>): string {
	const { planType, stage, ageBand } = head.case;
	return `${planType === null ? stageWords[stage] : planTypeWords(planType)} · ${ageBandWords[ageBand]}`;
}

/** The kinds of plan a council's import names; what it writes otherwise stands as it came. */
export function planTypeWords(planType: string): string {
	return Object.entries(planWords).find(([code]) => code === planType)?.[1] ?? planType;
}

/** The same in few words, for the line over a section. */
export function stageAndAge(facts: AuditHead['case']): string {
	return `${stageWords[facts.stage]} · ${ageBandWords[facts.ageBand]}`;
}

/** A section as it is spoken of: "4 Assessments"; a section whose number is its name is said once. */
export function sectionWords(section: Pick<Section, 'number' | 'title'>): string {
	return `${section.number} ${section.title}`;
}

/** What stands beside a section on the task list when nothing in it is judged yet. */
export function toDoWords(section: Pick<Section, 'judged' | 'judgement'>, asked: number): string {
	if (section.judgement === true) return 'When the others are done';
	return `${asked} to ${section.judged === false ? 'check' : 'judge'}`;
}

export function continueWords(number: string, isBegun: boolean): string {
	return isBegun ? `Continue at ${number}` : `Start at ${number}`;
}

/** A clock's result in a few words, on the day it is read: "Met", "By 18 March", "Late by 6 working days". */
export function resultWords(result: ClockResult, today: Day): ClockWords | null {
	if (result.dueOn === null || result.state === 'unknown') return null;
	if (result.state === 'met') return { state: 'met', words: 'Met' };
	if (result.state === 'late') return { state: 'late', words: `Late by ${lengthWords(result.lateBy, result.unit)}` };
	return { state: result.state === 'due-soon' ? 'soon' : 'due', words: `By ${dayAndMonth(result.dueOn, today)}` };
}

export function lengthWords(count: number, unit: ClockResult['unit'] | Clock['unit']): string {
	const one = {
		hours: 'hour',
		'working-days': 'working day',
		'calendar-days': 'day',
		weeks: 'week',
		months: 'month'
	} as const;
	return plural(count, one[unit]);
}

/** "10 working days": how long a clock runs. */
export function clockLength(clock: Pick<Clock, 'value' | 'unit'>): string {
	return lengthWords(clock.value, clock.unit);
}

/** Where the dates beside a question come from. */
export function importWords(importedOn: Day | null, today: Day, isWorking: boolean): string {
	const holidays = isWorking ? ' Bank holidays left out.' : '';
	return importedOn === null ? holidays.trim() : `Dates from the import of ${shortDay(importedOn, today)}.${holidays}`;
}

/** How many sentences a text has: what ends in a full stop, question or exclamation mark, or in nothing. */
export function countSentences(text: string): number {
	return text.split(/[.!?…]+(?=\s|$|["’”)])/u).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
}

export function sentenceWords(text: string): string {
	return plural(countSentences(text), 'sentence');
}

/** What happens once an audit is submitted, as the confirmation says it. */
export const afterSubmitting = [
	'The worker and their manager can read everything that was written.',
	'The actions have gone to their owners, who are told when this tablet next has signal.',
	'A moderator may read the audit and grade it. You will see both grades and the reason.',
	'Until someone begins to moderate it you can take it back.'
] as const;
