import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import '../../../../../app.css';
import CaseRows from './CaseRows.svelte';

afterEach(cleanup);

const auditors = [
	{ id: 'tom', name: 'Tom Hallam' },
	{ id: 'dana', name: 'Dana Whitlock' }
];
const names = { tom: 'Tom Hallam', dana: 'Dana Whitlock' };
const one = { caseRef: '9X-104655', stage: 'child-in-need', team: 'Riverside', worker: 'Tom Hallam' } as const;

function open(more: Record<string, unknown> = {}) {
	const onchoose = vi.fn();
	const cases = [
		{
			...one,
			barred: [{ id: 'tom', code: 'allocation.own-case' }],
			warnings: [
				{ id: 'dana', code: 'allocation.audited-child-before' },
				{ id: 'dana', code: 'allocation.worker-not-known' }
			]
		}
	];
	render(CaseRows, { cases, auditors, given: {}, reasons: {}, names, errors: [], onchoose, ...more });
	return onchoose;
}

test('whoever may not audit a case is not offered for it, and it says why', async () => {
	open();
	const select = page.getByLabelText('Auditor of 9X-104655').element() as HTMLSelectElement;
	expect([...select.options].map(({ text }) => text)).toEqual(['Nobody yet', 'Dana Whitlock']);
	await page.getByText('1 person may not').click();
	await expect.element(page.getByText(/Tom Hallam \(the child’s own worker\)/)).toBeVisible();
});

test('who is chosen is told to the page', async () => {
	const onchoose = open();
	await page.getByLabelText('Auditor of 9X-104655').selectOptions('dana');
	expect(onchoose).toHaveBeenCalledExactlyOnceWith('9X-104655', 'dana');
});

test('what to think of first stands under the case once someone is chosen', async () => {
	open({ given: { '9X-104655': 'dana' }, reasons: { '9X-104655': 'The only one who may' } });
	await expect.element(page.getByText(/audited this child before/)).toBeVisible();
	await expect.element(page.getByText('The only one who may')).toBeVisible();
	await expect.element(page.getByText(/tied to nobody/)).not.toBeInTheDocument();
});

test('an error stands beside its case', async () => {
	open({ errors: [{ id: 'case-9X-104655', words: '9X-104655: They are of the same team. Choose someone else.' }] });
	await expect.element(page.getByLabelText('Auditor of 9X-104655')).toHaveAccessibleDescription(/same team/);
});
