import { expect, test } from 'vitest';
import { currentItem, widthClass, withGroups, type NavItem } from './NavItem.ts';

const items: readonly NavItem[] = [
	{ href: '/today', label: 'Today', icon: 'today' },
	{ href: '/audits', label: 'Audits', icon: 'audit', group: 'Work' },
	{ href: '/audits/mine', label: 'Mine', icon: 'audit', group: 'Work', on: ['desktop'] },
	{ href: '/plan', label: 'Plan', icon: 'plan', group: 'Change', on: ['tablet', 'desktop'] }
];

test('a page inside a part belongs to the part, and to the nearest of them', () => {
	expect(currentItem(items, '/audits/9/section')?.label).toBe('Audits');
	expect(currentItem(items, '/audits/mine/2')?.label).toBe('Mine');
	expect(currentItem(items, '/auditsomething')).toBeUndefined();
});

test('a heading stands once, before the first of its group', () => {
	expect(withGroups(items).map((entry) => ('heading' in entry ? entry.heading : entry.item.label))).toEqual([
		'Today',
		'Work',
		'Audits',
		'Mine',
		'Change',
		'Plan'
	]);
});

test('an item is left out where it is not wanted', () => {
	expect(items.map(widthClass)).toEqual(['', '', 'nav--phone-no nav--tablet-no', 'nav--phone-no']);
});
