import { expect, test } from 'vitest';
import { exceptionReasons } from '#lib/domain/plan/findExceptions.ts';
import { suggestImpact } from '#lib/domain/plan/suggestImpact.ts';
import { faultCodes, noteCodes } from '#lib/domain/plan/table/PlanTable.ts';
import { lineWords, placeWords, reasonWords, ruleWords, suggestedWords } from './plan.ts';
import { problemWords } from './problems.ts';
import { planField, planProblems } from './problems/plan.ts';

test('what the evidence says is told with its counts, and the rule that made a colour of it', () => {
	expect(suggestedWords(null)).toBe('Nothing that is tied to it has come to a verdict yet.');
	const told = (...verdicts: ('moved' | 'not-moved' | 'cannot-tell')[]) => {
		const suggested = suggestImpact(verdicts);
		return suggested === null ? '' : `${suggestedWords(suggested)} ${ruleWords(suggested)}`;
	};
	expect(told('moved')).toBe(
		'One look at practice: it has moved. Green, because every look found that practice moved.'
	);
	expect(told('not-moved')).toContain('it has not moved. Red,');
	expect(told('cannot-tell')).toContain('it cannot be told yet. Amber,');
	expect(told('moved', 'moved', 'not-moved', 'cannot-tell')).toContain(
		'Of four looks at practice: moved in two, not moved in one, cannot be told in one.'
	);
});

test('every line of the report and every reason has words, and a line its place', () => {
	const at = { part: 'sheet', name: 'Plan', row: 5 } as const;
	for (const code of [...noteCodes, ...faultCodes]) expect(lineWords({ at, code, says: '' }), code).not.toBe('');
	expect(lineWords({ at, code: 'ref-given', says: '', facts: { ref: '6.5' } })).toBe('It had no reference; it is 6.5');
	expect(exceptionReasons.map((reason) => reasonWords(reason, 3))).toContain('Late by 3 days');
	expect(placeWords(at)).toBe('Plan, row 5');
	expect(placeWords({ part: 'table', name: '3', row: 2 })).toBe('Table 3, row 2');
	expect(placeWords({ part: 'paragraphs', name: '', row: 9 })).toBe('Paragraph 9');
});

test('every problem says what to do, beside its field', () => {
	for (const code of Object.keys(planProblems)) expect(problemWords({ code }), code).not.toContain('That did not work');
	expect(problemWords({ code: 'plan.ref-taken', facts: { ref: '1.1' } })).toBe(
		'1.1 is taken. Choose another reference.'
	);
	expect(planField({ code: 'plan.ref-taken' }, 'x')).toBe('ref');
	expect(planField({ code: 'plan.closed' }, 'x')).toBe('x');
});
