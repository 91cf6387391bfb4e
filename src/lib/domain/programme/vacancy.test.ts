import { expect, test } from 'vitest';
import { usualPolicy } from './Allocation.ts';
import { aCase, anAuditor } from './programme.fixture.ts';
import { whatVacancyLeaves } from './vacancy.ts';

const world = { policy: usualPolicy, today: '2026-03-12', dueOn: '2026-04-10', seed: '417-heron' };
const audit = (auditor: string, number: number, more: Parameters<typeof aCase>[1] = {}) => ({
	id: `a${number}`,
	auditor,
	case: aCase(`9X-${number}`, more)
});

test('of each post: what others would take, and what nobody could; the worst first', () => {
	const auditors = [anAuditor('ada', { load: 3 }), anAuditor('ben', { load: 3 }), anAuditor('cat', { load: 4 })];
	const open = [audit('ada', 1), audit('ben', 2), audit('ben', 3), audit('ben', 4), audit('cat', 5)];
	expect(whatVacancyLeaves({ ...world, auditors, open })).toEqual([
		{ auditor: 'ben', open: 3, taken: 1, undone: 2, takers: 1, relax: [{ rule: 'capacity', cases: 2 }] },
		{ auditor: 'ada', open: 1, taken: 1, undone: 0, takers: 1, relax: [] },
		{ auditor: 'cat', open: 1, taken: 1, undone: 0, takers: 1, relax: [] }
	]);
});

test('the rules hold for those who stand in', () => {
	const open = [audit('ada', 1, { worker: 'ben' }), audit('ada', 2), audit('ada', 3)];
	const ben = anAuditor('ben', { conflicts: [{ kind: 'case', of: '9x-3' }] });
	const vacancies = whatVacancyLeaves({ ...world, auditors: [anAuditor('ada'), ben], open });
	expect(vacancies).toMatchObject([{ open: 3, taken: 1, undone: 2 }]);
});

test('where there is nobody else, all of it', () => {
	expect(whatVacancyLeaves({ ...world, auditors: [anAuditor('ada')], open: [audit('ada', 1)] })).toMatchObject([
		{ auditor: 'ada', taken: 0, undone: 1 }
	]);
});
