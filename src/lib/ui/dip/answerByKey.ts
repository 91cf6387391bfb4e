import type { Audit } from '#lib/domain/audits/readAudit.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Question } from '#lib/domain/templates/Template.ts';
import { knownOf } from '../question/knownOf.ts';
import { choicesOf } from '../words/kinds.ts';

/** Whether a question is answered by choosing one tile, and so by one key and for several children at once. */
export function isChoice({ kind }: Pick<Question, 'kind'>): boolean {
	return kind === 'ynp' || kind === 'g4' || kind === 'gate' || kind === 'rag' || kind === 'pick';
}

/**
 * What a key answers in a square of the grid: the letter of a tile or its place among them, 1 first; for dates, Y or 1
 * that those of the import are right. Null where it answers nothing.
 */
export function answerByKey(
	question: Question,
	audit: Pick<Audit, 'head'>,
	key: string,
	today: Day
): AnswerValue | null {
	const pressed = key.toLowerCase();
	if (isChoice(question)) {
		const choices = choicesOf(question);
		const chosen =
			choices.find((choice) => choice.key === pressed) ?? choices[/^[1-9]$/.test(pressed) ? Number(pressed) - 1 : -1];
		return chosen?.value ?? null;
	}
	return pressed === 'y' || pressed === '1' ? importedDates(question, audit, today) : null;
}

/** The import's dates as an answer, where it has what the question asks for. */
function importedDates(question: Question, { head }: Pick<Audit, 'head'>, today: Day): AnswerValue | null {
	const known = knownOf(question, head, { team: '', worker: '' }, today);
	if (question.kind === 'date') return known.from;
	if (question.kind !== 'time' || !known.hasEnd) return null;
	const to = known.to === 'today' ? today : known.to;
	return known.from === null && (to === null || known.to === 'today') ? null : { from: known.from, to };
}
