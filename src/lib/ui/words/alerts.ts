import { messageLeft } from '#lib/domain/alerts/alertState.ts';
import { dayInEngland, type Day, type Instant } from '#lib/domain/shared/dates.ts';
import { moment, shortWeekday, timeOf } from './dates.ts';
import type { AlertRule } from '#lib/domain/templates/Template.ts';

/** Said while nobody has been told, whatever the signal. */
export const nobodyTold = 'Nobody has been told until you call';

export function whyCall(hasSignal: boolean): string {
	return hasSignal
		? 'Dipper does not telephone anyone. Use any phone. If the child is in danger now, call 999 first.'
		: 'There is no signal here, so Dipper cannot tell anyone. Use any phone. If the child is in danger now, call 999 first.';
}

/** How someone was told. A message left is kept in the log and does not count as told. */
export const waysToTell = [
	{ value: 'Spoke by phone', label: 'Spoke by phone', told: 'told by phone' },
	{ value: 'Spoke face to face', label: 'Spoke face to face', told: 'told face to face' },
	{ value: messageLeft, label: messageLeft, told: 'left a message' }
] as const;

/** The wire has no field for when: a time other than now is written with how. */
export function howAndWhen(how: string, time: string, now: Instant): string {
	return time === '' || time === timeOf(now) ? how : `${how} at ${time}`;
}

/** "Priya Raman told by phone at 11:31". */
export function toldWords(
	told: { readonly whom: string; readonly how: string; readonly at: Instant },
	today: Day
): string {
	const [, how = told.how, time] = /^(.*?)(?: at (\d{1,2}[:.]\d{2}))?$/.exec(told.how) ?? [];
	const when =
		dayInEngland(told.at) === today
			? `at ${time ?? timeOf(told.at)}`
			: `on ${time === undefined ? moment(told.at, today) : `${shortWeekday(dayInEngland(told.at), today)}, ${time}`}`;
	return `${told.whom} ${wayWords(how)} ${when}`;
}

/** Another program may write a way of its own: it is said as it is. */
function wayWords(how: string): string {
	const way = waysToTell.find(({ value }) => value === how);
	if (way !== undefined) return way.told;
	return /^(by )?(tele)?phone$/i.test(how.trim()) ? 'told by phone' : `told (${how})`;
}

export const callOrderWords = ['Team manager', 'Service manager', 'Head of service'] as const;

/** Why an answer sets off a same-day alert, beside the question it was given to. */
export function alertWords(rule: Pick<AlertRule, 'says'>): string {
	const because =
		rule.says === undefined ? 'This answer says that a child may not be safe.' : `A same-day alert ${rule.says}.`;
	return `${because} Telephone the team manager before you read on: nobody has been told until you call.`;
}

/** Where only the reader can tell whether an alert is called for. */
export function confirmWords(rule: Pick<AlertRule, 'says' | 'level'>): string {
	const what = rule.level === 'same-day' ? 'A same-day alert is called for' : 'A priority action is called for';
	return `${what} ${rule.says ?? 'if a child may not be safe'}. Is that so here?`;
}
