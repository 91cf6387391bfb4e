import { clockRunning, type Clock } from '#lib/domain/calendar/Clock.ts';
import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { caseDates, type CaseDate } from '#lib/domain/frames/SamplingFrame.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { clockFor } from '#lib/domain/templates/clockFor.ts';
import type { Question } from '#lib/domain/templates/Template.ts';
import { planTypeWords } from '../words/audits.ts';
import { caseDateWords } from '../words/stages.ts';
import type { Known } from './QuestionProps.ts';

/** Of what is answered: the day its clock began to run, and the day it was answered. And the clocks there are. */
type Judged = {
	readonly began?: Day | null;
	readonly judgedOn?: Day | null;
	readonly clocks?: readonly Clock[];
};
export type KnownNames = { readonly team: string; readonly worker: string };

/**
 * What the import knows for a question about this child, with the clock of the child's stage as it stood on the day it
 * began to run: the day that was answered, else the import's.
 */
export function knownOf(
	question: Question,
	head: Pick<AuditHead, 'caseRef' | 'case'>,
	names: KnownNames,
	today: Day,
	{ began = null, judgedOn = null, clocks = shippedClocks }: Judged = {}
): Known {
	const { case: facts } = head;
	const use = clockFor(question, facts.stage);
	const day = (key: string | undefined): Day | null => (isCaseDate(key) ? (facts.dates[key] ?? null) : null);
	const label = (key: string | undefined, otherwise: string) => (isCaseDate(key) ? caseDateWords[key] : otherwise);
	const from = day(use.from ?? (question.kind === 'date' ? question.prefill : undefined));
	return {
		clock: use.clock === undefined ? null : (clockRunning(use.clock, began ?? from, today, clocks) ?? null),
		from,
		to: use.to === 'today' ? 'today' : day(use.to),
		hasEnd: use.to !== undefined,
		fromLabel: use.fromLabel ?? label(use.from ?? question.prefill, 'From'),
		toLabel: use.toLabel ?? label(use.to, 'To'),
		value: prefilled(question, head, names),
		importedOn: facts.importedOn,
		judgedOn
	};
}

/** A fact of the profile, as an answer of the question's kind; what the import does not say is null. */
export function prefilled(
	question: Question,
	head: Pick<AuditHead, 'caseRef' | 'case'>,
	names: KnownNames
): AnswerValue | null {
	const { case: facts } = head;
	const values: Readonly<Record<string, string | null>> = {
		caseRef: head.caseRef,
		stage: facts.stage,
		ageBand: facts.ageBand,
		planType: facts.planType === null ? null : planTypeWords(facts.planType),
		legalStatus: facts.legalStatus,
		team: names.team,
		worker: names.worker,
		...facts.dates
	};
	const value = question.prefill === undefined ? null : (values[question.prefill] ?? null);
	if (value === null || value === '') return null;
	if (question.kind !== 'pick') return value;
	return question.options?.some((option) => option.id === value) === true ? value : null;
}

function isCaseDate(key: string | undefined): key is CaseDate {
	return caseDates.some((date) => date === key);
}
