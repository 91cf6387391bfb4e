import { expect, test } from 'vitest';
import { aSection } from './aTemplate.fixture.ts';
import { borrow, borrowSection, type Borrow } from './borrowSection.ts';

const module = aSection({
	id: 'PLO',
	questions: [{ id: 'PLO1' }, { id: 'PLO2', askWhen: { answer: 'PLO1', is: ['no'] } }]
});

function borrowed(more: Partial<Borrow> = {}) {
	return borrowSection(borrow.parse({ from: 'cj-plo', section: 'PLO', ...more }), { 'cj-plo': [module] });
}

test('a borrowed module is the module', () => {
	expect(borrowed()).toEqual({ ok: true, value: module });
});

test('what is in the short form of the borrower is not in that of the lender', () => {
	const made = borrowed({ short: { PLO1: 'Legal planning' } });
	expect(made.ok && made.value.questions.map(({ dip, short }) => [dip, short])).toEqual([
		[true, 'Legal planning'],
		[false, undefined]
	]);
	expect(module.questions.some(({ dip }) => dip)).toBe(false);
});

test('a condition of the borrower holds beside the question’s own', () => {
	const onPlan = { fact: 'stage', is: ['child-protection'] } as const;
	const made = borrowed({ askWhen: onPlan });
	expect(made.ok && made.value.questions.map(({ askWhen }) => askWhen)).toEqual([
		onPlan,
		{ all: [onPlan, { answer: 'PLO1', is: ['no'] }] }
	]);
});

test.each([[{ from: 'cj' }], [{ section: 'CP' }], [{ short: { PLO9: 'Unborn' } }]])(
	'what is not there cannot be borrowed: %j',
	(more) => {
		expect(borrowed(more)).toMatchObject({ ok: false, problem: { code: 'template.nothing-to-borrow' } });
	}
);
