import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { CaseFacts } from '#lib/domain/changes/RecordState.ts';
import type { CaseDate } from '#lib/domain/frames/SamplingFrame.ts';
import { clockFor } from '#lib/domain/templates/clockFor.ts';
import { addDays, type Day } from '#lib/domain/shared/dates.ts';
import type { Question, Section, Template } from '#lib/domain/templates/Template.ts';
import { rankOf, gradeAt, type ScaleGrade } from '#lib/domain/grading/grades.ts';
import type { Chance } from './annexA/Chance.ts';
import {
	evidenceNotes,
	gradeReasons,
	needsNotes,
	notApplicableReasons,
	synopses,
	workedNotes
} from './inventedWords.ts';

export type InventedAct = { readonly name: string; readonly args: { readonly [member: string]: unknown } };

/** How good the practice behind an audit is: 0 would fail every question, 1 none. */
export type Quality = number;

/**
 * The acts of an auditor who works through a template, one after the other: what they answer hangs on the quality
 * of practice, with honest scatter between sections, so that grades differ for reasons one can find in the answers.
 */
export function inventAnswers(
	template: Template,
	facts: CaseFacts,
	quality: Quality,
	on: Day,
	chance: Chance
): InventedAct[] {
	return template.sections.flatMap((section) => {
		const ofSection = clamp(quality + (chance.next() - 0.5) * 0.3);
		return [
			...section.questions.flatMap((question) => answerActs(question, facts, ofSection, on, chance)),
			...closingActs(section, ofSection, chance),
			...(section.graded ? [gradeAct(section.id, ofSection, chance)] : [])
		];
	});
}

/** The overall grade an auditor gives: mostly the suggested one, now and then one lower, with their reasons. */
export function inventOverallGrade(suggested: ScaleGrade, chance: Chance): InventedAct {
	const grade = chance.happens(0.08) ? gradeAt(rankOf(suggested) - 1) : suggested;
	return { name: 'grade.set', args: { section: 'overall', grade, reason: chance.pick(gradeReasons[grade]) } };
}

function answerActs(question: Question, facts: CaseFacts, quality: Quality, on: Day, chance: Chance): InventedAct[] {
	if (question.prefill !== undefined) return [];
	if (question.optional && chance.happens(0.35)) return [];
	const value = answerTo(question, facts, quality, on, chance);
	if (value === null) return [];
	const note = noteFor(question, value, chance);
	return [
		{ name: 'answer.set', args: { question: question.id, value } },
		...(note === null ? [] : [{ name: 'note.set', args: { question: question.id, text: note } }])
	];
}

/** Nothing in an invented past is unsafe without somebody told: what would raise an alert is answered calmly. */
function answerTo(question: Question, facts: CaseFacts, quality: Quality, on: Day, chance: Chance): AnswerValue | null {
	const isUrgent = question.alerts.some((alert) => alert.level === 'same-day');
	const isGood = chance.happens(isUrgent ? 1 : 0.25 + quality * 0.72);
	switch (question.kind) {
		case 'ynp':
			if (!isUrgent && chance.happens(0.04)) return 'na';
			return isGood ? 'yes' : chance.happens(0.6) ? 'partly' : 'no';
		case 'g4':
			return isUrgent ? calmGrade(gradeFor(quality, chance)) : gradeFor(quality, chance);
		case 'gate':
			return 'safe';
		case 'rag':
			return isGood ? 'green' : chance.happens(0.7) ? 'amber' : 'red';
		case 'num':
			return isUrgent ? 0 : numberFor(question, isGood, chance);
		case 'date':
			return addDays(on, -chance.whole(2, isGood ? 8 : 16));
		case 'time':
			return isUrgent ? sameDay(on, chance) : timeFor(question, facts, isGood, on, chance);
		case 'pick':
			return pickFor(question, isGood, chance);
		case 'multi':
			return (question.options ?? []).filter(() => chance.happens(0.3 + quality * 0.6)).map((option) => option.id);
		case 'text':
			return chance.pick(synopses);
	}
}

/** Grades spread as councils report them: about half Requires improvement, few at either end. */
function gradeFor(quality: Quality, chance: Chance): ScaleGrade {
	const felt = quality + (chance.next() - 0.5) * 0.35;
	if (felt < 0.27) return 'inadequate';
	if (felt < 0.6) return 'requires-improvement';
	return felt < 0.93 ? 'good' : 'outstanding';
}

function calmGrade(grade: ScaleGrade): ScaleGrade {
	return grade === 'inadequate' ? 'requires-improvement' : grade;
}

function sameDay(on: Day, chance: Chance): AnswerValue {
	const day = addDays(on, -chance.whole(25, 90));
	return { from: day, to: day };
}

function numberFor(question: Question, isGood: boolean, chance: Chance): number {
	if (question.unit?.includes('%') === true) return isGood ? chance.whole(90, 100) : chance.whole(40, 89);
	return isGood ? chance.whole(0, 2) : chance.whole(3, 9);
}

function timeFor(question: Question, facts: CaseFacts, isGood: boolean, on: Day, chance: Chance): AnswerValue {
	const use = clockFor(question, facts.stage);
	const known = use.from === undefined ? undefined : facts.dates[use.from as CaseDate];
	const from = known !== undefined && known < on ? known : addDays(on, -chance.whole(25, 90));
	const to = addDays(from, isGood ? chance.whole(1, 9) : chance.whole(12, 70));
	return { from, to: to > on ? on : to };
}

function pickFor(question: Question, isGood: boolean, chance: Chance): string | null {
	const firing = new Set(question.alerts.flatMap((alert) => alert.on));
	const options = question.options ?? [];
	const calm = options.filter((option) => !firing.has(option.id));
	const from = isGood || calm.length === options.length ? calm : chance.happens(0.3) ? options : calm;
	return from.length === 0 ? null : chance.pick(from).id;
}

function noteFor(question: Question, value: AnswerValue, chance: Chance): string | null {
	if (value === 'na') return chance.pick(notApplicableReasons);
	const isWeak = value === 'no' || value === 'partly' || value === 'concern' || value === 'red';
	if (isWeak) return chance.pick(evidenceNotes.weak);
	if (question.kind === 'g4') {
		return chance.pick(value === 'good' || value === 'outstanding' ? evidenceNotes.strong : evidenceNotes.weak);
	}
	return chance.happens(0.15) ? chance.pick(evidenceNotes.strong) : null;
}

function closingActs(section: Section, quality: Quality, chance: Chance): InventedAct[] {
	if (!section.closing || section.judged === false) return [];
	const note = (box: string, text: string): InventedAct => ({
		name: 'note.set',
		args: { question: `${section.id}.${box}`, text }
	});
	return [
		...(chance.happens(0.3 + quality * 0.5) ? [note('worked', chance.pick(workedNotes))] : []),
		...(chance.happens(0.9 - quality * 0.5) ? [note('needs', chance.pick(needsNotes))] : [])
	];
}

function gradeAct(section: string, quality: Quality, chance: Chance): InventedAct {
	return { name: 'grade.set', args: { section, grade: gradeFor(quality, chance), reason: '' } };
}

function clamp(value: number): number {
	return Math.min(1, Math.max(0, value));
}
