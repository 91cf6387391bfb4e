import { workOutClock } from '#lib/domain/calendar/workOutClock.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Question, Template } from '#lib/domain/templates/Template.ts';
import { knownOf } from '#lib/ui/question/knownOf.ts';
import type { Known } from '#lib/ui/question/QuestionProps.ts';
import { resultWords } from '#lib/ui/words/audits.ts';
import type { ClockState } from '#lib/ui/words/clocks.ts';
import { shortDay } from '#lib/ui/words/dates.ts';

export type CaseClock = {
	readonly label: string;
	readonly fact: string;
	readonly state?: ClockState;
	readonly words?: string;
};

const most = 4;

/**
 * The clocks of the identity bar: those of the template's own clocks that the import has a date for, in the order of
 * its questions. At most four, one for each clock.
 */
export function caseClocks(template: Template, head: Pick<AuditHead, 'caseRef' | 'case'>, today: Day): CaseClock[] {
	const seen = new Set<string>();
	const found: CaseClock[] = [];
	for (const question of template.sections.flatMap((section) => section.questions)) {
		const known = knownOf(question, head, { team: '', worker: '' }, today);
		if (known.clock === null || known.from === null || !known.hasEnd || seen.has(known.clock.id)) continue;
		seen.add(known.clock.id);
		found.push(clockOf(question, known, known.from, today));
		if (found.length === most) break;
	}
	return found;
}

function clockOf(question: Question, known: Known, from: Day, today: Day): CaseClock {
	const to = known.to === 'today' ? null : known.to;
	const result = known.clock === null ? null : workOutClock(known.clock, from, to, today);
	const words = result === null ? null : resultWords(result, today);
	const label = question.kind === 'date' || to === null ? known.fromLabel : known.toLabel;
	return { label, fact: shortDay(to ?? from, today), ...(words === null ? {} : words) };
}
