import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../accessible.ts';
import { drawing, saying } from '../saying.ts';
import AppFrame from './AppFrame.svelte';
import AuditBar from './AuditBar.svelte';
import AuditFrame from './AuditFrame.svelte';
import Dock from './Dock.svelte';
import Mast from './Mast.svelte';
import type { NavItem } from './NavItem.ts';

const items: readonly NavItem[] = [
	{ href: '/today', label: 'Today', icon: 'today' },
	{ href: '/actions', label: 'Actions', icon: 'loop', count: 2 },
	{ href: '/learning', label: 'Learning', icon: 'learning', group: 'Change', on: ['tablet', 'desktop'] },
	{ href: '/more', label: 'More', icon: 'more', on: ['phone'] }
];
const frame = {
	items,
	path: '/actions/7',
	council: 'Marchbrook children’s services',
	children: drawing('<h1>Actions</h1>')
};

describe('the frame', () => {
	test('says where we are and what waits', async () => {
		const screen = await render(AppFrame, frame);
		const link = screen.getByRole('link', { name: 'Actions 2 waiting for you' });
		await expect.element(link).toHaveAttribute('aria-current', 'page');
		await expectAccessible(screen.container);
	});

	test('shows on each width what belongs there', async () => {
		const screen = await render(AppFrame, frame);
		const more = screen.getByRole('link', { name: 'More' });
		const learning = screen.getByRole('link', { name: 'Learning' });
		await expect.element(learning).toBeVisible();
		await expect.element(more).not.toBeInTheDocument();
		await page.viewport(390, 844);
		await expect.element(more).toBeVisible();
		await expect.element(learning).not.toBeInTheDocument();
		await page.viewport(1440, 900);
		await expect.element(screen.getByText('Change')).toBeVisible();
		await expect.element(screen.getByText('Marchbrook children’s services')).toBeVisible();
		await expectAccessible(screen.container);
	});

	test('the first tab skips to the page', async () => {
		const screen = await render(AppFrame, frame);
		document.body.focus();
		await userEvent.tab();
		await expect.element(screen.getByRole('link', { name: 'Skip to the page' })).toHaveFocus();
		await userEvent.keyboard('{Enter}');
		await expect.element(screen.getByRole('main')).toHaveFocus();
	});

	test('locks at a press', async () => {
		const onlock = vi.fn();
		const screen = await render(AppFrame, { ...frame, onlock });
		await screen.getByRole('button', { name: 'Lock' }).click();
		expect(onlock).toHaveBeenCalledOnce();
	});

	test('a mast has the way back and the sync line', async () => {
		const screen = await render(Mast, {
			back: { href: '/today', label: 'Today' },
			sync: drawing('<a class="sync" href="/w">Saved</a>')
		});
		await expect.element(screen.getByRole('link', { name: 'Today' })).toBeVisible();
		await expect.element(screen.getByRole('link', { name: 'Saved' })).toBeVisible();
		await expectAccessible(screen.container);
	});
});

describe('in an audit', () => {
	const stops = [
		{ href: '/s/1', number: '1', title: 'Safety now', state: 'done' as const },
		{ href: '/s/2', number: '2', title: 'Plans', state: 'begun' as const, current: true },
		{ href: '/s/CP', number: 'CP', title: 'Child protection', state: 'to-do' as const }
	];

	test('the rail is its sections, each saying how far it is', async () => {
		const screen = await render(AuditFrame, {
			stops,
			back: '/audits/1',
			bar: saying('bar', 'header'),
			dock: saying('dock', 'div'),
			children: drawing('<h1>Plans</h1>')
		});
		const names = screen
			.getByRole('navigation', { name: 'Sections of this audit' })
			.getByRole('listitem')
			.getByRole('link')
			.elements();
		expect(names.map((link) => link.getAttribute('aria-label'))).toEqual([
			'1 Safety now, completed',
			'2 Plans, begun',
			'CP Child protection, not begun'
		]);
		await expect.element(screen.getByRole('link', { name: '2 Plans, begun' })).toHaveAttribute('aria-current', 'step');
		await expectAccessible(screen.container);
	});

	test('the bar holds the case, the section and how much is judged', async () => {
		const screen = await render(AuditBar, {
			caseNumber: '9X-104823',
			href: '/a',
			heading: '2 Plans',
			progress: '2 of 8 judged',
			facts: 'Child protection'
		});
		await expect.element(screen.getByRole('heading', { level: 1, name: '2 Plans 2 of 8 judged' })).toBeVisible();
		await expectAccessible(screen.container);
	});

	test('the dock names the section before', async () => {
		const screen = await render(Dock, {
			previous: { href: '/s/1', label: '1', title: 'Safety now' },
			taskList: '/a',
			next: drawing('<a class="btn btn--s" href="/n">Next</a>')
		});
		await expect.element(screen.getByRole('link', { name: '1 Safety now' })).toBeVisible();
		await expectAccessible(screen.container);
	});
});
