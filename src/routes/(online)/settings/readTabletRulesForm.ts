import {
	isWithinBounds,
	tabletRuleBounds,
	type CountedRule,
	type TabletRules
} from '#lib/domain/tablets/TabletRules.ts';
import { ruleBoundsWords } from '#lib/ui/words/tabletRules.ts';
import { textOf, type FieldError } from '../readForm.ts';

export type ReadTabletRules =
	| { readonly rules: TabletRules; readonly errors: readonly [] }
	| { readonly rules: null; readonly errors: readonly FieldError[] };

const counted = Object.keys(tabletRuleBounds) as CountedRule[];

/** Numbers as typed, each held to its bounds; what is wrong is said by its box. */
export function readTabletRulesForm(form: FormData): ReadTabletRules {
	const numbers = new Map(counted.map((rule) => [rule, wholeNumber(textOf(form, rule))]));
	const number = (rule: CountedRule) => numbers.get(rule) ?? Number.NaN;
	const errors = counted
		.filter((rule) => !isWithinBounds(rule, number(rule)))
		.map((rule) => ({ id: rule, words: ruleBoundsWords(tabletRuleBounds[rule]) }));
	if (errors.length > 0) return { rules: null, errors };
	const rules = {
		leaseDays: number('leaseDays'),
		lockMinutes: number('lockMinutes'),
		mayUsePin: form.get('mayUsePin') !== null,
		keptDays: number('keptDays')
	};
	return { rules, errors: [] };
}

/** "14", and nothing that JavaScript would also call a number. */
function wholeNumber(text: string): number {
	return /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
}
