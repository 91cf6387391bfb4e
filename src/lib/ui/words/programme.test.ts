import { expect, test } from 'vitest';
import { shippedActivities } from '#lib/domain/programme/shippedActivities.ts';
import { auditingRoles } from '#lib/domain/programme/Activity.ts';
import {
	activityWords,
	doneWords,
	othersReminderWords,
	ownReminderWords,
	rolesWords,
	vacancyWords
} from './programme.ts';

test('an activity is said in a line', () => {
	expect(shippedActivities('2026-03-12').map(({ activity }) => activityWords(activity))).toEqual([
		'25 together, twice a year, by auditors, team managers and service managers',
		'5 together, every week, by service managers',
		'20 together, every month, by service managers and heads of service',
		'2 each, every month, by team managers and service managers'
	]);
});

test('roles are said in the plural', () => {
	expect(rolesWords(auditingRoles)).toBe(
		'auditors, team managers, service managers, moderators, QA managers, heads of service and directors'
	);
});

test.each([
	[{ due: 0, done: 0, late: 0 }, 'Nothing is due'],
	[{ due: 25, done: 18, late: 0 }, '18 of 25 done'],
	[{ due: 25, done: 18, late: 2 }, '18 of 25 done, 2 late']
])('%j: %s', (completion, words) => expect(doneWords(completion)).toBe(words));

test.each([
	[{ open: 1, taken: 1, undone: 0, takers: 1 }, '1 open audit: 1 other could take it.'],
	[{ open: 6, taken: 6, undone: 0, takers: 3 }, '6 open audits: 3 others could take them all.'],
	[{ open: 6, taken: 0, undone: 6, takers: 0 }, '6 open audits: nobody else could take any.'],
	[{ open: 6, taken: 4, undone: 2, takers: 3 }, '6 open audits: others could take 4, and 2 would be left undone.']
])('a vacancy %j: %s', (vacancy, words) => expect(vacancyWords(vacancy)).toBe(words));

test('a reminder says what is late and what is due soon, and nothing where there is nothing', () => {
	expect(ownReminderWords({ soon: 0, late: 0 })).toBe('');
	expect(ownReminderWords({ soon: 1, late: 2 })).toBe(
		'2 audits of yours are late, and 1 is due within three working days. If time is short, ask your manager for longer now.'
	);
	expect(ownReminderWords({ soon: 1, late: 0 })).toMatch(/^1 audit of yours is due within three working days\./);
	expect(othersReminderWords(1)).toMatch(/^An audit by one/);
	expect(othersReminderWords(3)).toMatch(/^3 audits by your people/);
});
