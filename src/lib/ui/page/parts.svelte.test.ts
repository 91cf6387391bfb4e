import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import { drawing, saying } from '../saying.ts';
import Button from './Button.svelte';
import Empty from './Empty.svelte';
import FilterChips from './FilterChips.svelte';
import Guide from './Guide.svelte';
import IdentityBar from './IdentityBar.svelte';
import Item from './Item.svelte';
import Items from './Items.svelte';
import PageHeading from './PageHeading.svelte';
import Pagination from './Pagination.svelte';
import Part from './Part.svelte';
import Question from './Question.svelte';
import StepTrail from './StepTrail.svelte';
import Table from './Table.svelte';
import Tabs from './Tabs.svelte';
import TaskList from './TaskList.svelte';
import TaskRow from './TaskRow.svelte';
import Timeline from './Timeline.svelte';
import Tool from './Tool.svelte';
import Waiting from './Waiting.svelte';

describe('headings and lists', () => {
	test('a page has its heading, a part its own with a count and a way to all', async () => {
		const screen = await render(PageHeading, { heading: 'Today', under: saying('Thursday 12 March') });
		await expect.element(screen.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
		const part = await render(Part, {
			heading: 'Audits to do',
			count: 2,
			more: { href: '/audits', label: 'All my audits' },
			children: saying('…')
		});
		await expect.element(part.getByRole('region', { name: 'Audits to do' })).toBeVisible();
		await expectAccessible(part.container);
	});

	test('the whole of a row is its link', async () => {
		const list = await render(Items, { label: 'Audits', children: drawing('<li>One</li>') });
		await expect.element(list.getByRole('list', { name: 'Audits' })).toBeVisible();
		const screen = await render(Item, {
			href: '/a/1',
			caseNumber: '9X-103377',
			title: 'Child Journey',
			meta: 'Hillside team',
			side: 'Due Tue 31 March'
		});
		await expect.element(screen.getByRole('link', { name: '9X-103377 · Child Journey' })).toBeVisible();
		const row = screen.container.querySelector('li')?.getBoundingClientRect();
		expect(row?.height).toBeGreaterThanOrEqual(44);
		expect(document.elementFromPoint((row?.right ?? 0) - 5, (row?.bottom ?? 0) - 5)?.tagName).toBe('A');
	});

	test('a section in the task list says how far it is in words', async () => {
		const screen = await render(TaskRow, {
			href: '/s/2',
			number: '2',
			title: 'Plans',
			words: 'Completed',
			done: true,
			grade: 'inadequate'
		});
		await expect.element(screen.getByRole('listitem')).toHaveTextContent('2 Plans Inadequate Completed');
		const now = await render(TaskRow, {
			href: '/s/4',
			number: '4',
			title: 'Assessments',
			words: '2 of 9 judged',
			now: true
		});
		await expect.element(now.getByRole('link', { name: 'Assessments' })).toHaveAttribute('aria-current', 'step');
	});

	test('the sections are an ordered list with a name', async () => {
		const screen = await render(TaskList, { children: drawing('<li>One</li>') });
		await expect.element(screen.getByRole('list', { name: 'Sections' })).toBeVisible();
		expect(screen.container.querySelector('ol')).not.toBeNull();
	});

	test('the case is there with its clocks', async () => {
		const screen = await render(IdentityBar, {
			caseNumber: '9X-104823',
			people: 'Worker Tom Hallam',
			facts: 'Child protection plan · 8 to 11 years',
			clocks: [{ label: 'First core group', fact: 'Held 29 Dec 2025', state: 'late', words: 'Late by 6 working days' }]
		});
		await expect.element(screen.getByText('Late by 6 working days')).toBeVisible();
		await expectAccessible(screen.container);
	});

	test('what has happened is a list in order, with times', async () => {
		const screen = await render(Timeline, {
			happenings: [
				{ what: 'Verification is yours', when: 'by Tue 17 March', next: true },
				{
					what: 'Evidence attached',
					rest: ' by Tom Hallam',
					when: 'Tue 10 March, 16:20',
					at: '2026-03-10T16:20:00.000Z'
				}
			]
		});
		expect(screen.getByRole('listitem').elements()).toHaveLength(2);
		await expectAccessible(screen.container);
	});

	test('a wide table scrolls in a region the keyboard reaches', async () => {
		const screen = await render(Table, {
			caption: 'Children in the sample',
			minWidth: '60rem',
			children: drawing('<tbody><tr><th scope="row">9X-1</th><td>Yes</td></tr></tbody>')
		});
		const region = screen.getByRole('region', { name: 'Children in the sample' });
		await userEvent.tab();
		await expect.element(region).toHaveFocus();
		await expect.element(screen.getByRole('table', { name: 'Children in the sample' })).toBeInTheDocument();
		await expectAccessible(screen.container);
	});
});

describe('finding one’s way', () => {
	test('steps say which are done and which is now; only those done are links', async () => {
		const steps = ['Template', 'Sample', 'Allocate'].map((label) => ({ label, href: `/${label}` }));
		const screen = await render(StepTrail, { steps, at: 1 });
		expect(screen.getByRole('link').elements()).toHaveLength(1);
		await expect.element(screen.getByRole('link', { name: 'Template done' })).toBeVisible();
		await expect.element(screen.getByRole('listitem').nth(1)).toHaveAttribute('aria-current', 'step');
		await expectAccessible(screen.container);
	});

	test('tabs are links, and one is the page', async () => {
		const tabs = [
			{ href: '/loops', label: 'All', count: 9 },
			{ href: '/loops?mine', label: 'Your move', count: 4 }
		];
		const screen = await render(Tabs, { tabs, current: '/loops', label: 'Whose move' });
		await expect.element(screen.getByRole('link', { name: 'All 9' })).toHaveAttribute('aria-current', 'page');
		await expectAccessible(screen.container);
	});

	test('a filter is taken away by its chip', async () => {
		const onremove = vi.fn();
		const screen = await render(FilterChips, {
			filters: [{ id: 'team', label: 'Riverside' }],
			onremove,
			onadd: vi.fn()
		});
		await screen.getByRole('button', { name: 'Remove the filter Riverside' }).click();
		expect(onremove).toHaveBeenCalledExactlyOnceWith('team');
		await expectAccessible(screen.container);
	});

	test('pages say which of how many', async () => {
		const screen = await render(Pagination, {
			page: 1,
			pageSize: 50,
			all: 4182,
			noun: 'cases',
			hrefOf: (at: number) => `?page=${at}`
		});
		await expect.element(screen.getByText('1 to 50 of 4,182 cases')).toBeVisible();
		await expect.element(screen.getByRole('link', { name: 'Next page' })).toHaveAttribute('href', '?page=2');
		expect(screen.getByRole('link').elements()).toHaveLength(1);
		await expectAccessible(screen.container);
	});
});

describe('acts and states', () => {
	test('an unavailable button says why and does nothing', async () => {
		const onclick = vi.fn();
		const screen = await render(Button, { children: saying('Make the report'), unavailable: 'Needs signal', onclick });
		const button = screen.getByRole('button', { name: 'Make the report' });
		await expect.element(button).toHaveAccessibleDescription('Needs signal');
		await button.click({ force: true });
		expect(onclick).not.toHaveBeenCalled();
		await expectAccessible(screen.container);
	});

	test.each(['primary', 'second', 'quiet', 'alert'] as const)('a %s button can be pressed and read', async (kind) => {
		const onclick = vi.fn();
		const screen = await render(Button, { children: saying('Verify this action'), kind, onclick });
		await screen.getByRole('button', { name: 'Verify this action' }).click();
		expect(onclick).toHaveBeenCalledOnce();
		await expectAccessible(screen.container);
	});

	test('a tool is a link or a button, at least 44 pixels high', async () => {
		const onclick = vi.fn();
		const screen = await render(Tool, {
			label: 'Come back to this',
			icon: 'flag',
			about: 'question 5.2',
			pressed: false,
			onclick
		});
		const tool = screen.getByRole('button', { name: 'Come back to this question 5.2' });
		await tool.click();
		expect(onclick).toHaveBeenCalledOnce();
		expect(tool.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
		await expectAccessible(screen.container);
	});

	test('guidance opens, and says that it was opened', async () => {
		const ontoggle = vi.fn();
		const screen = await render(Guide, { children: saying('Actions with names and dates'), ontoggle });
		await screen.getByText('What good looks like').click();
		await expect.element(screen.getByText('Actions with names and dates')).toBeVisible();
		expect(ontoggle).toHaveBeenCalledExactlyOnceWith(true);
		await expectAccessible(screen.container);
	});

	test('what opens under an answer is inside the question', async () => {
		const screen = await render(Question, {
			id: 'q52',
			children: saying('Answers'),
			under: saying('Note'),
			tools: saying('Tools')
		});
		expect(screen.container.querySelector('#q52 .under')?.textContent).toContain('Note');
	});

	test('an empty page and a waiting page say what is so', async () => {
		const empty = await render(Empty, {
			heading: 'No audits to do',
			bird: true,
			children: saying('You have finished March.')
		});
		await expect.element(empty.getByRole('heading', { name: 'No audits to do' })).toBeVisible();
		const waiting = await render(Waiting, { heading: 'Grades by quarter' });
		await expect.element(waiting.getByText(/Working it out/)).toBeVisible();
		await expectAccessible(waiting.container);
	});
});
