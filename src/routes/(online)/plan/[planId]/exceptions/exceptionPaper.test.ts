import { expect, test } from 'vitest';
import { anItem } from '#lib/domain/plan/aPlan.fixture.ts';
import { findExceptions } from '#lib/domain/plan/findExceptions.ts';
import { suggestImpact } from '#lib/domain/plan/suggestImpact.ts';
import { exceptionPaper, summaryOf } from './exceptionPaper.ts';

const red = anItem({
	ref: '2.1',
	action: 'Audit folders\nmonthly',
	progressRag: 'red',
	impactRag: 'green',
	progress: 'Two months missed.',
	next: 'Start again in May.',
	lead: 'Rowan Hale\n01/03/2026'
});
const plain = anItem({ ref: '2.2', lead: 'Ida Marsh' });
const exceptions = findExceptions(
	[
		{ item: red, links: 1, suggested: suggestImpact(['not-moved']) },
		{ item: plain, links: 0, suggested: null }
	],
	'2026-03-12'
);
const risk = { what: 'Vacant posts', likelihood: 4, impact: 4, answer: 'Cover', owner: 'Ida Marsh', isClosed: false };
const report = { name: 'Plan', actions: 8, exceptions, risks: [risk], at: '2026-03-12T12:00:00.000Z' };

test('each exception says what is off track, why, and what next', () => {
	const { title, blocks } = exceptionPaper(report);
	expect(title).toBe('Exceptions: Plan');
	const texts = blocks.flatMap((block) => ('text' in block ? [block.text] : []));
	expect(texts).toEqual([
		'2 of 8 actions are off track: 1 Red for progress, 1 late, 1 rated better than the evidence and 1 without a day.',
		'2.1 Audit folders monthly',
		'Off track: Progress is Red; Late by 11 days; Impact is rated better than the evidence shows',
		'Progress: Red. Impact: Green. One look at practice: it has not moved.',
		'Why: Two months missed.',
		'What next: Start again in May.',
		'Lead: Rowan Hale',
		'2.2 Audit 25 plans twice a year',
		'Off track: No day by which it is to be done',
		'Progress: not rated. Impact: not rated. Nothing that is tied to it has come to a verdict yet.',
		'Why: nothing has been written.',
		'What next: to be said.',
		'Lead: Ida Marsh',
		'8 actions in the plan on 12 March 2026.'
	]);
	expect(blocks.find(({ kind }) => kind === 'table')).toMatchObject({
		rows: [['Vacant posts', 'Red, 4 × 4 = 16', 'Cover', 'Ida Marsh']]
	});
});

test('where nothing is off track it says so', () => {
	expect(summaryOf({ actions: 1, exceptions: [] })).toBe('None of 1 action is off track.');
});
