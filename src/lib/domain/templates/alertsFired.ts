import type { AnswerValue } from '../changes/Change.ts';
import type { AlertRule } from './Template.ts';

/** How late a clock is and how long it is, both in the clock's own days (working or calendar). */
export type Lateness = { readonly days: number; readonly clockDays: number };

export type GivenAnswer = {
	readonly value: AnswerValue | null;
	/** For a question with a clock, once it could be worked out. */
	readonly lateness?: Lateness | undefined;
	/** An action was raised from this question. */
	readonly hasAction?: boolean;
};

/**
 * The alerts an answer gives rise to, the more urgent first. One with `confirm` fires only when the auditor says
 * that its circumstance holds: it is returned so that they are asked, never left to be overlooked.
 */
export function alertsFired(
	question: { readonly alerts: readonly AlertRule[] },
	given: GivenAnswer
): readonly AlertRule[] {
	const fired = question.alerts.filter((rule) => fires(rule, given));
	return [...fired.filter(isSameDay), ...fired.filter((rule) => !isSameDay(rule))];
}

function fires(rule: AlertRule, given: GivenAnswer): boolean {
	if (rule.unlessAction === true && given.hasAction === true) return false;
	return (
		isOn(rule, given.value) || isTooLate(rule, given.lateness) || isAbove(rule, given.value) || isToAsk(rule, given)
	);
}

function isOn(rule: AlertRule, value: AnswerValue | null): boolean {
	const chosen = Array.isArray(value) ? value : [value];
	return chosen.some((one) => typeof one === 'string' && rule.on.includes(one));
}

function isTooLate(rule: AlertRule, lateness: Lateness | undefined): boolean {
	if (rule.late === undefined || lateness === undefined || lateness.days <= 0) return false;
	const { days, timesClock } = rule.late;
	if (days !== undefined && lateness.days > days) return true;
	return timesClock !== undefined && lateness.days + lateness.clockDays >= timesClock * lateness.clockDays;
}

function isAbove(rule: AlertRule, value: AnswerValue | null): boolean {
	return rule.above !== undefined && typeof value === 'number' && value > rule.above;
}

/** What nothing but a reader can tell (a complaint in a parent's own words) is asked once there is an answer. */
function isToAsk(rule: AlertRule, { value }: GivenAnswer): boolean {
	const hasNoOther = rule.on.length === 0 && rule.late === undefined && rule.above === undefined;
	return rule.confirm === true && hasNoOther && typeof value === 'string' && value.trim() !== '';
}

function isSameDay(rule: AlertRule): boolean {
	return rule.level === 'same-day';
}
