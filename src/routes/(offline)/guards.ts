import type { TabletState } from '#lib/device/session/Tablet.svelte.ts';

const group = '/(offline)';
/** Pages with a meaning while nobody is unlocked. */
const openWhile: Readonly<Record<TabletState, readonly string[]>> = {
	starting: [],
	none: [`${group}/set-up`, `${group}/offline`],
	'setting-up': [`${group}/set-up`, `${group}/offline`],
	locked: [`${group}/unlock`, `${group}/set-up`, `${group}/offline`],
	warm: [`${group}/unlock`],
	unlocked: []
};
/** In an audit the rail becomes its sections; beside the worker nothing but the conversation is there; to set up or unlock there is nowhere else to go. */
const withOwnFrame: readonly string[] = [
	`${group}/audits/[auditId]/[sectionId]`,
	`${group}/audits/[auditId]/conversation`,
	`${group}/set-up`,
	`${group}/unlock`
];

/** Whether a page may be drawn although no person is unlocked here. */
export function isOpenTo(state: TabletState, routeId: string): boolean {
	return openWhile[state].includes(routeId);
}

export function hasOwnFrame(routeId: string): boolean {
	return withOwnFrame.includes(routeId);
}

/**
 * Where someone has to go before this page can be shown, with the page to come back to; null to stay. While the tablet
 * is starting nobody is sent anywhere: that takes milliseconds and the page stays blank.
 */
export function whereTo(state: TabletState, routeId: string, path: string): string | null {
	if (state === 'starting' || state === 'unlocked' || isOpenTo(state, routeId)) return null;
	if (state === 'locked' || state === 'warm') return backTo('/unlock', path);
	return backTo('/set-up', path);
}

function backTo(page: string, path: string): string {
	return path === '/' || path === '/today' ? page : `${page}?to=${encodeURIComponent(path)}`;
}
