import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import { mostExtensions } from '#lib/domain/changes/applyActionAct.ts';
import { offersAct } from '#lib/domain/improvement/actionLife.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { shortWeekday } from '#lib/ui/words/dates.ts';
import { dateOf, textOf, type FieldError } from '../../readForm.ts';

/** What can be done with a loop here, in the order in which it is offered. */
export const pageActs = [
	'accept',
	'progress',
	'complete',
	'verify',
	'impact',
	'extend',
	'transfer',
	'notNeeded'
] as const;
export type PageAct = (typeof pageActs)[number];

/** What the state of an action lets anyone do; who may is asked of the policy. */
export function actsInState(head: Pick<ActionHead, 'state' | 'extensions'>): PageAct[] {
	return pageActs.filter(
		(act) => offersAct(head.state, `action.${act}`) && (act !== 'extend' || head.extensions < mostExtensions)
	);
}

export type ReadAct =
	| { readonly ok: true; readonly name: string; readonly args: Readonly<Record<string, unknown>> }
	| { readonly ok: false; readonly errors: readonly FieldError[] };

type Context = { readonly head: Pick<ActionHead, 'dueOn' | 'owner'>; readonly today: Day };

/** A form of the page as the act it asks for, or what is to be put right in it. Field ids are `<act>-<field>`. */
export function readAct(act: PageAct, form: FormData, { head, today }: Context): ReadAct {
	const errors: FieldError[] = [];
	const need = (field: string, words: string) => {
		const text = textOf(form, `${act}-${field}`);
		if (text === '') errors.push({ id: `${act}-${field}`, words });
		return text;
	};
	const args = readArguments(act, form, need, errors, head, today);
	return errors.length > 0 ? { ok: false, errors } : { ok: true, name: `action.${act}`, args };
}

function readArguments(
	act: PageAct,
	form: FormData,
	need: (field: string, words: string) => string,
	errors: FieldError[],
	head: Context['head'],
	today: Day
): Record<string, unknown> {
	switch (act) {
		case 'accept':
			return {};
		case 'progress':
			return { note: need('note', 'Write what has happened') };
		case 'complete':
			return { note: need('note', 'Write what was done, and where it can be seen'), evidence: [] };
		case 'verify':
			return readVerdict(form, need);
		case 'impact':
			return {
				note: need('note', 'Write what the later sample showed'),
				verdict: need('verdict', 'Choose whether practice has moved')
			};
		case 'notNeeded':
			return { reason: need('reason', 'Write why it is not needed') };
		case 'transfer': {
			const owner = need('owner', 'Choose who takes it');
			if (owner === head.owner)
				errors.push({ id: 'transfer-owner', words: 'Choose someone else: it is theirs already' });
			return { owner, reason: need('reason', 'Write why it changes hands') };
		}
		case 'extend':
			return {
				dueOn: readNewDate(form, errors, head, today),
				reason: need('reason', 'Write why it needs longer, and who agreed')
			};
	}
}

/** What is different for the child is asked of whoever verifies (product.md 6.2); to return it one reason will do. */
function readVerdict(form: FormData, need: (field: string, words: string) => string): Record<string, unknown> {
	const verdict = need('verdict', 'Choose whether it has made the difference');
	const difference = textOf(form, 'verify-difference');
	return {
		verdict,
		note: need('note', 'Write what you saw, in your own words'),
		...(verdict === 'verified'
			? { difference: need('difference', 'Write what is different for the child') }
			: difference === ''
				? {}
				: { difference })
	};
}

function readNewDate(form: FormData, errors: FieldError[], { dueOn }: Context['head'], today: Day): Day | null {
	const { day, problem } = dateOf(form, 'extend-dueOn');
	if (problem !== null) errors.push({ id: 'extend-dueOn', words: problem });
	else if (day === null) errors.push({ id: 'extend-dueOn', words: 'Write the new date' });
	else if (day <= dueOn || day < today) {
		const least = dueOn >= today ? dueOn : today;
		errors.push({ id: 'extend-dueOn', words: `The new date must be after ${shortWeekday(least, today)}` });
	}
	return day;
}
