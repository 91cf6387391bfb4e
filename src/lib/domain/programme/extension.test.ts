import { expect, test } from 'vitest';
import { checkExtension, type ExtensionWish } from './extension.ts';

const wish: ExtensionWish = {
	dueOn: '2026-03-17',
	firstDueOn: '2026-03-17',
	wanted: '2026-03-24',
	reason: 'The worker is off sick',
	before: 0,
	isSubmitted: false,
	asLineManager: true,
	today: '2026-03-16'
};

test.each<[string, Partial<ExtensionWish>, string | null]>([
	['a week by a line manager', {}, null],
	['a week and a day by a line manager', { wanted: '2026-03-25' }, 'extension.too-long'],
	['a second week by a line manager', { dueOn: '2026-03-24', wanted: '2026-03-31', before: 1 }, 'extension.too-long'],
	['longer by the QA manager', { wanted: '2026-05-29', asLineManager: false }, null],
	['a third time', { before: 2, asLineManager: false }, 'extension.twice'],
	['of a submitted audit', { isSubmitted: true }, 'extension.submitted'],
	['without a reason', { reason: '  ' }, 'extension.reason-missing'],
	['to no day', { wanted: 'soon' }, 'register.not-a-day'],
	['to the day it is due', { wanted: '2026-03-17' }, 'extension.not-later'],
	['to a day that is past', { wanted: '2026-03-19', today: '2026-03-20' }, 'extension.past'],
	['to a Saturday', { wanted: '2026-03-21' }, 'extension.not-working-day'],
	[
		'to Christmas Day',
		{ dueOn: '2026-12-18', firstDueOn: '2026-12-18', wanted: '2026-12-25' },
		'extension.not-working-day'
	]
])('an extension %s', (_, more, code) => {
	const checked = checkExtension({ ...wish, ...more });
	expect(checked.ok ? null : checked.problem.code).toBe(code);
	if (checked.ok) expect(checked.value).toBe({ ...wish, ...more }.wanted);
});
