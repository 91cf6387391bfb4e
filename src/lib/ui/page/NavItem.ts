import type { IconName } from '../icons/paths.ts';

export type Width = 'phone' | 'tablet' | 'desktop';

/** One way in. A phone shows five at most: give the rest to `more` on a phone. */
export type NavItem = {
	readonly href: string;
	readonly label: string;
	readonly icon: IconName;
	/** How many wait for this person. */
	readonly count?: number;
	/** The heading it stands under in the side list of a desktop. */
	readonly group?: string;
	/** Where it is shown; everywhere unless said. */
	readonly on?: readonly Width[];
};

/** The item whose page this is: the longest address that the path begins with. */
export function currentItem(items: readonly NavItem[], path: string): NavItem | undefined {
	return items
		.filter(({ href }) => path === href || path.startsWith(href.endsWith('/') ? href : `${href}/`))
		.reduce<NavItem | undefined>(
			(best, item) => (best === undefined || item.href.length > best.href.length ? item : best),
			undefined
		);
}

/** Items in their order, a heading before the first of each group. */
export function withGroups(items: readonly NavItem[]): readonly ({ heading: string } | { item: NavItem })[] {
	return items.flatMap((item, index) => {
		const heading = item.group !== undefined && item.group !== items[index - 1]?.group ? [{ heading: item.group }] : [];
		return [...heading, { item }];
	});
}

export function widthClass({ on }: NavItem): string {
	if (on === undefined) return '';
	const missing = (['phone', 'tablet', 'desktop'] as const).filter((width) => !on.includes(width));
	return missing.map((width) => (width === 'desktop' ? 'nav--desk-no' : `nav--${width}-no`)).join(' ');
}
