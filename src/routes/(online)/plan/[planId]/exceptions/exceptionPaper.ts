import type { Exception } from '#lib/domain/plan/findExceptions.ts';
import type { PlanRisk } from '#lib/domain/plan/PlanRisk.ts';
import { riskRag, scoreOf } from '#lib/domain/plan/PlanRisk.ts';
import { readLead } from '#lib/domain/plan/readLead.ts';
import type { Paper, PaperBlock } from '#lib/domain/papers/Paper.ts';
import { dayInEngland, type Instant } from '#lib/domain/shared/dates.ts';
import { dayAndMonth } from '#lib/ui/words/dates.ts';
import { ragWords } from '#lib/ui/words/kinds.ts';
import { capital, list, plural } from '#lib/ui/words/numbers.ts';
import { reasonWords, suggestedWords } from '#lib/ui/words/plan.ts';

export type Reported = {
	readonly name: string;
	readonly actions: number;
	readonly exceptions: readonly Exception[];
	readonly risks: readonly PlanRisk[];
	readonly at: Instant;
};

/** "Impact is Red; late by 60 days". */
export function offTrack({ reasons, daysLate }: Exception): string {
	return reasons.map((reason) => reasonWords(reason, daysLate)).join('; ');
}

/** The exception report as a paper: off track, why, what next. */
export function exceptionPaper(report: Reported): Paper {
	const { name, actions, exceptions, risks, at } = report;
	const day = dayAndMonth(dayInEngland(at), '');
	return {
		title: `Exceptions: ${name}`,
		foot: `As it stood on ${day}`,
		at,
		blocks: [
			{ kind: 'paragraph', text: summaryOf(report) },
			...exceptions.flatMap(exceptionBlocks),
			...(risks.length === 0 ? [] : [riskTable(risks)]),
			{ kind: 'paragraph', isQuiet: true, text: `${plural(actions, 'action')} in the plan on ${day}.` }
		]
	};
}

export function summaryOf({ actions, exceptions }: Pick<Reported, 'actions' | 'exceptions'>): string {
	if (exceptions.length === 0) return `None of ${plural(actions, 'action')} is off track.`;
	const count = (reason: Exception['reasons'][number]) =>
		exceptions.filter(({ reasons }) => reasons.includes(reason)).length;
	const parts = (
		[
			['impact-red', 'Red for impact'],
			['progress-red', 'Red for progress'],
			['late', 'late'],
			['claims-more', 'rated better than the evidence'],
			['no-evidence', 'without evidence'],
			['no-day', 'without a day']
		] as const
	).flatMap(([reason, words]) => (count(reason) === 0 ? [] : [`${count(reason)} ${words}`]));
	return `${exceptions.length} of ${plural(actions, 'action')} ${exceptions.length === 1 ? 'is' : 'are'} off track: ${list(parts)}.`;
}

function exceptionBlocks(exception: Exception): PaperBlock[] {
	const { ref, action, lead, progress, next, progressRag, impactRag, impactReason } = exception.item.cells;
	const { who } = readLead(lead);
	const rag = (value: typeof impactRag) => (value === null ? 'not rated' : ragWords[value]);
	const why = [progress, impactReason].filter((part) => part !== '').join('\n');
	const line = (name: string, text: string): PaperBlock => ({ kind: 'paragraph', text: `${name}: ${text}` });
	return [
		{ kind: 'heading', level: 2, text: `${ref} ${action.replace(/\s+/g, ' ')}` },
		line('Off track', offTrack(exception)),
		line('Progress', `${rag(progressRag)}. Impact: ${rag(impactRag)}. ${suggestedWords(exception.suggested)}`),
		line('Why', why === '' ? 'nothing has been written.' : why),
		line('What next', next === '' ? 'to be said.' : next),
		...(who === '' ? [] : [line('Lead', who)])
	];
}

function riskTable(risks: readonly PlanRisk[]): PaperBlock {
	return {
		kind: 'table',
		caption: 'Risks to the plan',
		columns: [
			{ heading: 'What may happen', share: 3 },
			{ heading: 'Rating', share: 1 },
			{ heading: 'What is done about it', share: 3 },
			{ heading: 'Whose it is', share: 1.4 }
		],
		rows: risks.map((risk) => [
			risk.what,
			`${capital(ragWords[riskRag(risk)])}, ${risk.likelihood} × ${risk.impact} = ${scoreOf(risk)}`,
			risk.answer,
			risk.owner
		])
	};
}
