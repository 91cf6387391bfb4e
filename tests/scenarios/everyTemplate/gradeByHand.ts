import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { CaseFacts } from '#lib/domain/changes/RecordState.ts';
import { englandAndWales } from '#lib/domain/calendar/bankHolidays.ts';
import { must } from '#lib/domain/shared/Result.ts';
import type { Template } from '#lib/domain/templates/Template.ts';

/**
 * The overall grade that practice.md 1.7 suggests, worked out a second time and otherwise: from the template's JSON and
 * what was tapped, sharing no code with `grading`, `isAsked` or the clocks. A mistake would have to be made twice.
 */
export type ByHand = {
	readonly template: Template;
	readonly facts: CaseFacts;
	readonly answers: ReadonlyMap<string, AnswerValue>;
	readonly grades: ReadonlyMap<string, string>;
	readonly openAlerts: number;
	/** The day it was answered on. */
	readonly on: string;
};

const points: Readonly<Record<string, number>> = { inadequate: 1, 'requires-improvement': 2, good: 3, outstanding: 4 };
const names = ['', 'inadequate', 'requires-improvement', 'good', 'outstanding'];

export function gradeByHand(given: ByHand): string | null {
	const { grading } = given.template;
	if (!grading.overall) return null;
	const said = (id: string): readonly unknown[] => (isPut(id, given) ? listOf(given.answers.get(id)) : []);
	if (grading.suggestion === 'single')
		return lowest([points[String(said(grading.question ?? '')[0])]], held(given, said, []));
	const marks = given.template.sections.flatMap(({ id, graded }) => {
		const mark = points[given.grades.get(id) ?? ''];
		return graded && mark !== undefined ? [{ id, mark }] : [];
	});
	const inOrder = marks.map(({ mark }) => mark).toSorted((a, b) => a - b);
	const middle = inOrder[Math.ceil(inOrder.length / 2) - 1];
	return lowest([middle], held(given, said, marks));
}

function lowest([start]: readonly (number | undefined)[], ceilings: readonly number[]): string | null {
	return start === undefined ? null : (names[Math.min(start, ...ceilings)] ?? null);
}

type Marks = readonly { readonly id: string; readonly mark: number }[];

/** Every ceiling there is. */
function held(given: ByHand, said: (id: string) => readonly unknown[], marks: Marks): number[] {
	const { caps, aboveLowest, outstandingNeeds: needs } = given.template.grading;
	const ceilings: number[] = [];
	for (const { sections = [], questions = [], openAlert, count, grade, holdsAt } of caps) {
		const low = marks.filter(({ id, mark }) => sections.includes(id) && mark <= (points[grade] ?? 0)).length;
		const isSaid = questions.some(({ id, is }) => said(id).some((one) => is.includes(String(one))));
		const isLate = questions.some(({ id, late }) => late === true && isPut(id, given) && isLateByHand(id, given));
		if (low >= count || isSaid || isLate || (openAlert === true && given.openAlerts > 0))
			ceilings.push(points[holdsAt] ?? 0);
	}
	if (aboveLowest !== undefined && marks.length > 0)
		ceilings.push(Math.min(...marks.map(({ mark }) => mark)) + aboveLowest);
	if (needs !== undefined) {
		const isTop = marks.some(({ id, mark }) => id === needs.section && mark === 4);
		const isHeard = needs.feedback.some((id) => said(id).some((one) => String(one).trim() !== ''));
		if (!isTop || !isHeard || marks.some(({ mark }) => mark < 3)) ceilings.push(3);
	}
	return ceilings;
}

function listOf(value: AnswerValue | undefined): readonly unknown[] {
	if (value === undefined || typeof value === 'number') return [];
	if (Array.isArray(value)) return value;
	return typeof value === 'object' ? [] : [value];
}

/** Truth as a number: 0 false, 1 true, a half not known. Then `all` is the least, `any` the most, `not` one minus. */
export function isPut(id: string, given: ByHand): boolean {
	return weigh({ all: [{ asked: id }] }, given) > 0;
}

function weigh(condition: unknown, given: ByHand): number {
	const [key, rest] = Object.entries(condition as object)[0] as [string, unknown];
	const one = condition as Readonly<Record<string, unknown>>;
	switch (key) {
		case 'all':
			return Math.min(...(rest as unknown[]).map((part) => weigh(part, given)));
		case 'any':
			return Math.max(...(rest as unknown[]).map((part) => weigh(part, given)));
		case 'not':
			return 1 - weigh(rest, given);
		case 'asked': {
			const question = given.template.sections.flatMap(({ questions }) => questions).find((other) => other.id === rest);
			return question?.askWhen === undefined ? 1 : weigh(question.askWhen, given);
		}
		case 'fact': {
			const fact = (given.facts as Readonly<Record<string, unknown>>)[rest as string] ?? null;
			const word = fact === true ? 'yes' : fact === false ? 'no' : fact;
			return word === null ? 0.5 : Number((one.is as unknown[]).includes(word));
		}
		default: {
			if (weigh({ asked: rest }, given) === 0) return 0;
			const value = given.answers.get(rest as string);
			if (key === 'answered') return Number(value !== undefined);
			if (value === undefined) return 0.5;
			const said = [value].flat();
			if (key === 'answer') return Number(said.some((each) => (one.is as unknown[]).includes(each)));
			const [from, below] = key === 'number' ? [one.atLeast, one.below] : [one.onOrAfter, one.before];
			const within = (low: unknown, high: unknown) =>
				low === undefined || high === undefined || String(low) <= String(high);
			return key === 'number'
				? Number(
						(from === undefined || Number(value) >= Number(from)) &&
							(below === undefined || Number(value) < Number(below))
					)
				: Number(within(from, value) && (below === undefined || String(value) < String(below)));
		}
	}
}

/** The two questions on visits that a cap asks about: CJ1.3 (a date, to the day of the answer) and CJ6.1 (two dates). */
const visitClocks: Readonly<Record<string, readonly [number, 'working' | 'days']>> = {
	'cin-visits': [20, 'working'],
	'cp-visits': [10, 'working'],
	visits: [20, 'working'],
	'cla-visits': [42, 'days'],
	'leaver-contact': [56, 'days']
};

function isLateByHand(id: string, { template, facts, answers, on }: ByHand): boolean {
	const question = template.sections.flatMap(({ questions }) => questions).find((one) => one.id === id);
	const value = answers.get(id);
	if (question === undefined || value === undefined) return false;
	const clock = question.byStage?.[facts.stage ?? 'contact']?.clock ?? question.clock;
	const [length, unit] = must(visitClocks[clock ?? ''], `a clock for visits: ${clock ?? ''}`);
	const { from, to } = typeof value === 'object' && 'from' in value ? value : { from: String(value), to: null };
	if (from === null || (to !== null && to < from)) return false;
	let gone = 0;
	for (let day = from; day < (to ?? on);) {
		day = dayAfter(day);
		if (unit === 'days' || isWorking(day)) gone += 1;
	}
	return gone > length;
}

function isWorking(day: string): boolean {
	const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
	return weekday !== 0 && weekday !== 6 && !englandAndWales.bankHolidays.has(day);
}

function dayAfter(day: string): string {
	return new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
