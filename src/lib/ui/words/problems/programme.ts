import type { ProblemWords } from './ProblemWords.ts';

/** What can go wrong in the register of auditors and in the programme. */
export const programmeProblems: ProblemWords = {
	'register.leave-ends-before': () => 'The last day of leave must not be before the first.',
	'register.leave-past': () => 'This leave is over. Write leave that is still to come.',
	'register.until-past': () => 'Write a day that is still to come.',
	'register.reason-missing': () => 'Write why.',
	'register.own-deputy': () => 'Nobody stands in for themselves. Choose someone else.',
	'register.deputy-unknown': () => 'Whoever you chose may not audit any more. Choose someone else.',
	'register.capacity-range': ({ most }) => `Write how many audits a month, from 0 to ${most}.`,
	'register.not-a-day': () => 'Write the day.',
	'register.approver-not-director': () => 'Only a director can excuse someone from auditing. Choose a director.',
	'register.conflict-missing': () => 'Say which child, worker or team it is.',
	'activity.name-missing': () => 'Write what it is called.',
	'activity.number-range': () => 'Write how many, from 1 to 500.',
	'activity.days-range': () => 'Write how many working days, from 1 to 120.',
	'activity.template-unknown': () => 'Choose the questions.',
	'activity.ended': () => 'This was taken off the programme. Nothing more is drawn for it.',
	'activity.not-a-day': () => 'Write the day it begins.',
	'activity.no-period': () => 'It has no period to draw for today: it begins later, rests, or has no working day left.',
	'activity.already': () => 'This period has gone out already.',
	'activity.template-retired': () =>
		'The questions were retired and nothing has taken their place. Choose others for this activity.',
	'activity.nobody-of-role': () => 'Nobody who could do it holds this role, is here, and is not excused.',
	'activity.nobody-left': () =>
		'There is no case left to draw: all are left out by the choice of cases, or audited lately.',
	'activity.nobody-can': () =>
		'Cases could be drawn, but the rules let nobody audit any of them, so nothing was drawn.',
	'activity.begun': ({ count }) =>
		`${count} of its audits ${Number(count) === 1 ? 'is' : 'are'} begun, so it stays. Take the others back one at a time.`,
	'activity.nothing-to-undo': () => 'There is nothing of this period to take back.',
	'themed.nobody-chosen': () => 'Choose who audits.',
	'themed.not-working-day': () => 'That is not a working day. Choose one that is.',
	'week.theme-missing': () => 'Write the week’s theme.',
	'week.range': () => 'A practice week lasts from one day to two weeks, and ends after it begins.',
	'extension.not-later': () => 'The new due date must be later than the one there is.',
	'extension.past': () => 'The new due date must be today or later.',
	'extension.not-working-day': () => 'That is not a working day. Choose one that is.',
	'extension.too-long': ({ days }) =>
		`A line manager can give up to ${days} working days. For longer, ask the QA manager or the head of service.`,
	'extension.twice': () => 'This audit was extended twice already. Give it to someone else, or leave it late.',
	'extension.submitted': () => 'This audit is submitted: there is nothing to wait for.',
	'extension.reason-missing': () => 'Write why it needs longer.'
};
