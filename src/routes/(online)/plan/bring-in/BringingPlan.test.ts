import { expect, test } from 'vitest';
import { aWorkbook } from '#lib/device/caseload/aWorkbook.fixture.ts';
import { anItem, aPlan } from '#lib/domain/plan/aPlan.fixture.ts';
import { BringingPlan } from './BringingPlan.svelte.ts';

const header = ['Ref', 'Action', 'Lead and Timescale', 'Progress to date'];
const file = (...rows: (string | null)[][]) =>
	aWorkbook({ Plan: { rows: [['Our plan'], ['Recommendation 1: Plans'], header, ...rows] } });

test('a table is read, named and looked at before anything is kept', async () => {
	const bringing = new BringingPlan([], '');
	await bringing.choose(file(['1.1', 'Audit plans', '01/04/2026', 'Begun'], ['1.2', 'Learn', 'ongoing']));
	expect(bringing.title).toBe('Our plan');
	expect(bringing.table?.recommendations[0]?.items).toHaveLength(2);
	expect(bringing.notes.map(({ code, at }) => `${code} ${at.row}`)).toEqual(['no-day 5']);
	expect([bringing.faults, bringing.difference, bringing.problem, bringing.isReading]).toEqual([[], null, null, false]);
	bringing.title = 'Plan 2026';
	expect(bringing.table?.title).toBe('Plan 2026');
});

test('what has to be mended is told apart from what is only to be known', async () => {
	const bringing = new BringingPlan([], '');
	await bringing.choose(file(['1.1', 'Audit plans'], ['1.2', 'Learn'], ['1.1', 'Again']));
	expect(bringing.faults.map(({ code }) => code)).toEqual(['ref-twice']);
});

test('into a plan that goes on, it says what changes', async () => {
	const plan = aPlan([anItem({ ref: '1.1', action: 'Audit plans', lead: '01/04/2026', progress: 'Begun' })]);
	const bringing = new BringingPlan([plan], plan.id);
	await bringing.choose(file(['1.1', 'Audit plans', '01/04/2026', 'Done']));
	expect(bringing.difference?.changed.map(({ changed }) => changed)).toEqual([['progress']]);
	bringing.into = '';
	expect(bringing.difference).toBeNull();
	expect(new BringingPlan([plan], 'another').into).toBe('');
});

test('what cannot be read is said, and the next file is looked at anew', async () => {
	const bringing = new BringingPlan([], '');
	await bringing.choose(new File(['Ref,Action'], 'a.txt'));
	expect([bringing.problem?.code, bringing.table]).toEqual(['plan-file.neither', null]);
	await bringing.choose(file(['1.1', 'Audit plans', '01/04/2026']));
	expect(bringing.problem).toBeNull();
});
