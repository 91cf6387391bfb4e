import { planTypes } from '#lib/domain/frames/annexACodes.ts';
import { stages } from '#lib/domain/frames/SamplingFrame.ts';
import { stratumColumns } from '#lib/domain/sampling/SamplingRule.ts';
import type { CaseChoice } from '#lib/domain/programme/Activity.ts';
import { textOf } from '../readForm.ts';

/** Which cases, as ticked; whatever else was sent is passed over. */
export function readCases(form: FormData): CaseChoice {
	const ticked = (name: string) => form.getAll(name).filter((value): value is string => typeof value === 'string');
	const [stage, plan] = [ticked('stage'), ticked('plan')];
	return {
		stages: stages.filter((one) => stage.includes(one)),
		plans: planTypes.filter((one) => plan.includes(one)),
		teams: [...new Set(ticked('team'))].filter((team) => team !== '' && team.length <= 120).slice(0, 200),
		groupsBy: stratumColumns.find((column) => column === textOf(form, 'by')) ?? null,
		months: Math.min(60, readCount(form, 'months') ?? 12)
	};
}

/** A whole number as typed; null where it is none. */
export function readCount(form: FormData, name: string): number | null {
	const text = textOf(form, name);
	return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
