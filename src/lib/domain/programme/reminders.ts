import type { Day } from '../shared/dates.ts';
import { chaseStepOn } from './chase.ts';

/** How many of a person's own open audits they are reminded of. */
export type OwnReminder = { readonly soon: number; readonly late: number };

/** Worked out from the dates alone, so that a tablet without signal reminds as the office does. */
export function remindersOf(audits: readonly { readonly dueOn: Day }[], today: Day): OwnReminder {
	const steps = audits.map(({ dueOn }) => chaseStepOn(dueOn, today)?.step ?? null);
	const soon = steps.filter((step) => step === 'soon').length;
	return { soon, late: steps.filter((step) => step !== null).length - soon };
}
