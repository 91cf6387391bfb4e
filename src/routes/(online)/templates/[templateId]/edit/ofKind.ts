import { prefillKeysFor } from '#lib/domain/templates/importKeys.ts';
import { possibleAnswers } from '#lib/domain/templates/possibleAnswers.ts';
import type { Kind, Question } from '#lib/domain/templates/Template.ts';

const chosen: readonly Kind[] = ['pick', 'multi'];
const timed: readonly Kind[] = ['time', 'date'];

/** The same question answered in another way, with what only the old way had taken out. */
export function ofKind(question: Question, kind: Kind): Question {
	const { options, unit, noteWhen: _, prefill, clock, from, to, fromLabel, toLabel, byStage, ...rest } = question;
	const next: Question = {
		...rest,
		kind,
		...(chosen.includes(kind) ? { options: chosen.includes(question.kind) ? (options ?? []) : twoBlank } : {}),
		...(prefill !== undefined && prefillKeysFor(kind).includes(prefill) ? { prefill } : {}),
		...(kind === 'num' && unit !== undefined ? { unit } : {}),
		...(timed.includes(kind) ? defined({ clock, from, to, fromLabel, toLabel, byStage }) : {})
	};
	const possible = possibleAnswers(next) ?? [];
	return {
		...next,
		alerts: next.alerts.filter(({ on, late, above, confirm }) => {
			const isOwn = late === undefined && above === undefined;
			return isOwn && on.every((answer) => possible.includes(answer)) && (on.length > 0 || confirm === true);
		})
	};
}

const twoBlank = [
	{ id: 'a', label: '' },
	{ id: 'b', label: '' }
];

function defined<Members extends object>(members: Members): Partial<Members> {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Members>;
}
