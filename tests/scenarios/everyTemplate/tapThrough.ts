import type { Person } from '#lib/domain/access/Person.ts';
import { checkAudit } from '#lib/domain/audits/checkAudit.ts';
import { gradesWanted, progressOf } from '#lib/domain/audits/progress.ts';
import { questionState } from '#lib/domain/audits/questionState.ts';
import { readAudit, type Audit } from '#lib/domain/audits/readAudit.ts';
import { suggestionFor } from '#lib/domain/audits/suggestion.ts';
import { applyChange } from '#lib/domain/changes/applyChange.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { ageBands, stages } from '#lib/domain/frames/SamplingFrame.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { addDays, type Day } from '#lib/domain/shared/dates.ts';
import type { Question, Template } from '#lib/domain/templates/Template.ts';
import { anAudit, author, id } from '../../fixtures/records.ts';
import type { Chance } from '../../fuzz/Chance.ts';
import { gradeByHand } from './gradeByHand.ts';

export const today = '2026-03-12';
const note = 'Core group minutes, 26 January, page 2.';

/** What came of answering a template from the first question to the last. */
export type Tapped = {
	readonly audit: Audit;
	readonly taps: number;
	readonly suggested: string | null;
	readonly byHand: string | null;
	/** What stands in the way of submitting, though everything was done that was asked for. */
	readonly gaps: readonly string[];
	readonly submitted: boolean;
};

/** Follows "carry on" from the first question to the last with answers from chance, as an auditor would, and submits. */
export function tapThrough(template: Template, auditor: Person, chance: Chance): Tapped {
	const walk = new Walk(template, auditor, chance);
	walk.toTheEnd();
	return walk.outcome();
}

const better = ['outstanding', 'outstanding', 'good'] as const;
const grades = ['outstanding', 'good', 'good', 'requires-improvement', 'inadequate', 'na'] as const;

class Walk {
	readonly #template: Template;
	readonly #auditor: Person;
	readonly #chance: Chance;
	#record: AuditRecord;
	/** Read again after each act. */
	#audit: Audit | null = null;
	#taps = 0;
	/** How good the practice is that is found: of ten answers so many are as they should be. */
	readonly #good: number;

	constructor(template: Template, auditor: Person, chance: Chance) {
		this.#template = template;
		this.#auditor = auditor;
		this.#chance = chance;
		this.#good = chance.pick([3, 8, 10]);
		this.#record = anAudit({
			template: { id: template.id, ver: template.version },
			auditor: auditor.id,
			case: {
				...anAudit().head.case,
				stage: chance.pick(stages),
				ageBand: chance.pick(ageBands),
				disability: chance.pick([true, false, null])
			}
		});
	}

	toTheEnd(): void {
		const most = this.#template.sections.flatMap(({ questions }) => questions).length * 2 + 40;
		for (let steps = 0; steps < most; steps += 1) {
			const next = progressOf(this.#read(), this.#auditor.id).next;
			if (next === null) return;
			if (next.question === 'grade') this.#grade(next.section);
			else this.#answer(next.question);
		}
		throw new Error(`${this.#template.id}: a dead end, nothing more is to be done and it is not done`);
	}

	outcome(): Tapped {
		this.#leftOpen();
		const audit = this.#read();
		// Answers by chance contradict each other: what is missing is asked for here.
		const missing = checkAudit(audit, this.#auditor.id, today).filter(({ kind }) => kind !== 'contradiction');
		const gaps = missing.map(({ kind, question }) => `${kind} ${question ?? ''}`);
		const suggested = suggestionFor(audit, this.#auditor.id, today).suggested;
		const by = (given: Audit['grades'], section: string) => given.get(section)?.[0]?.grade ?? '';
		const byHand = gradeByHand({
			template: this.#template,
			facts: audit.head.case,
			answers: new Map([...audit.answers].map(([key, { value }]) => [key, value])),
			grades: new Map([...audit.grades.keys()].map((section) => [section, by(audit.grades, section)])),
			openAlerts: audit.head.openAlerts,
			on: today
		});
		this.#act('audit.submit', { why: 'A child of whom this was found, and for whom this is to be done.' });
		return { audit, taps: this.#taps, suggested, byHand, gaps, submitted: this.#read().submission !== null };
	}

	/** Now and then what may be left out is answered too. */
	#leftOpen(): void {
		const open = progressOf(this.#read(), this.#auditor.id).sections.flatMap(({ asked }) => asked);
		for (const { id: question, optional } of open) if (optional && this.#chance.below(3) === 0) this.#answer(question);
		this.toTheEnd();
		const last = this.#template.sections.find((section) => gradesWanted(this.#read(), section).includes('overall'));
		if (last !== undefined) this.#grade(last.id);
	}

	#answer(questionId: string): void {
		const question = must(
			this.#template.sections.flatMap(({ questions }) => questions).find((one) => one.id === questionId),
			questionId
		);
		this.#act('answer.set', {
			question: questionId,
			value:
				this.#chance.below(10) < this.#good ? aGoodAnswer(question, this.#chance) : anAnswer(question, this.#chance)
		});
		const { noteWanted, alerts } = questionState(this.#read(), question, today);
		if (noteWanted !== null || this.#chance.below(4) === 0) this.#act('note.set', { question: questionId, text: note });
		const certain = alerts.filter(({ confirm }) => confirm !== true);
		if (certain.some(({ level }) => level === 'same-day')) this.#raise(questionId);
		if (certain.some(({ level }) => level === 'priority')) this.#promise(questionId);
	}

	/** For the whole the suggestion is taken, and where nothing is suggested Good is given. */
	#grade(sectionId: string): void {
		const section = must(
			this.#template.sections.find((one) => one.id === sectionId),
			sectionId
		);
		for (const one of gradesWanted(this.#read(), section)) {
			const suggested = suggestionFor(this.#read(), this.#auditor.id, today).suggested;
			const drawn = this.#chance.pick(this.#chance.below(10) < this.#good ? better : grades);
			const grade = one === 'overall' ? (suggested ?? 'good') : drawn;
			this.#act('grade.set', { section: one, grade, reason: 'What the child told the worker was heard.' });
			if (one === 'overall' && grade === 'inadequate' && this.#read().alerts.length === 0) this.#raise(undefined);
		}
	}

	#raise(question: string | undefined): void {
		const alert = id(8000 + this.#taps);
		this.#act('alert.raise', { id: alert, concern: 'Not known to be safe tonight.', ...(question && { question }) });
		this.#act('alert.tell', { id: alert, whom: 'The team manager', how: 'By telephone' });
	}

	#promise(question: string): void {
		const what = { finding: 'The plan drifted.', what: 'Set dates', difference: 'The plan moves.' };
		const owner = { owner: this.#auditor.id, dueOn: '2026-03-19', level: 'child' };
		this.#act('action.raise', { id: id(8000 + this.#taps), ...what, ...owner, question });
	}

	#act(name: string, args: { readonly [member: string]: AnswerValue | string | undefined }): void {
		this.#taps += 1;
		const by = { author: author(this.#auditor), changeId: id(9000 + this.#taps), template: this.#template };
		const outcome = applyChange(this.#record, { name, args }, by);
		if (!outcome.ok) throw new Error(`${this.#template.id}: ${name} ${JSON.stringify(args)}: ${outcome.code}`);
		this.#record = outcome.record as AuditRecord;
		this.#audit = null;
	}

	#read(): Audit {
		this.#audit ??= readAudit(this.#record, this.#template);
		return this.#audit;
	}
}

/** What a question wants to hear: no alert, no note, and a date that keeps the clock. */
function aGoodAnswer(question: Question, chance: Chance): AnswerValue {
	const calm =
		question.options?.map(({ id }) => id).filter((id) => question.alerts.every(({ on }) => !on.includes(id))) ?? [];
	switch (question.kind) {
		case 'ynp':
			return 'yes';
		case 'g4':
			return chance.pick(better);
		case 'gate':
			return 'safe';
		case 'rag':
			return 'green';
		case 'num':
			return 0;
		case 'pick':
			return chance.pick(calm);
		case 'date':
			return addDays(today, -1);
		case 'time':
			return { from: addDays(today, -1), to: today };
		default:
			return anAnswer(question, chance);
	}
}

/** Anything that may be tapped or typed and says something. */
export function anAnswer(question: Question, chance: Chance, on: Day = today): AnswerValue {
	const options = question.options?.map((option) => option.id) ?? [];
	switch (question.kind) {
		case 'ynp':
			return chance.pick(['yes', 'yes', 'partly', 'no', 'na']);
		case 'g4':
			return chance.pick(['outstanding', 'good', 'good', 'requires-improvement', 'inadequate', 'na']);
		case 'gate':
			return chance.pick(['safe', 'safe', 'safe', 'concern', 'cannot-tell']);
		case 'rag':
			return chance.pick(['green', 'amber', 'red']);
		case 'num':
			return chance.below(30);
		case 'pick':
			return chance.pick(options);
		case 'multi':
			return options.slice(0, 1 + chance.below(options.length));
		case 'text':
			return 'Words from the record.';
		case 'date':
			return addDays(on, -chance.below(80));
		case 'time': {
			const from = addDays(on, -chance.below(300));
			return chance.below(8) === 0 ? { from, to: null } : { from, to: addDays(from, chance.below(90)) };
		}
	}
}
