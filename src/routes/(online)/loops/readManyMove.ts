import type { ManyMove } from '#lib/domain/improvement/whyNotMove.ts';
import { dateOf, textOf, type FieldError } from '../readForm.ts';

/** What can be done with several loops at once, in the order in which it is offered. */
export const manyActs = ['transfer', 'extend', 'remind'] as const;
export type ManyAct = (typeof manyActs)[number];

export type ReadMany =
	{ readonly ok: true; readonly move: ManyMove } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The form of one act as the move it asks for. Ids of fields are `many-<act>-<field>`. */
export function readManyMove(act: ManyAct, form: FormData): ReadMany {
	if (act === 'remind') return { ok: true, move: { name: act } };
	const reason = textOf(form, `many-${act}-reason`);
	if (act === 'transfer') return { ok: true, move: { name: act, owner: textOf(form, 'many-transfer-owner'), reason } };
	const { day, problem } = dateOf(form, 'many-extend-dueOn');
	if (day === null) return { ok: false, errors: [{ id: 'many-extend-dueOn', words: problem ?? 'Write the new date' }] };
	return { ok: true, move: { name: act, dueOn: day, reason } };
}

/** Beside which field a problem is said; what is wrong with the choice is said over the list. */
export function fieldOf(act: ManyAct, code: string): string {
	const fields: Readonly<Record<string, string>> = {
		'loops.owner-missing': `many-${act}-owner`,
		'loops.due-wrong': `many-${act}-dueOn`,
		'loops.why-missing': `many-${act}-reason`
	};
	return fields[code] ?? 'many';
}
