import { progressOf } from '#lib/domain/audits/progress.ts';
import type { Audit } from '#lib/domain/audits/readAudit.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import type { AuditListing } from '#lib/device/session/Tablet.svelte.ts';
import type { Question, Template } from '#lib/domain/templates/Template.ts';

/** One child of a dip sample: its place in lists, and its audit once that was read. */
export type Child = { readonly listing: AuditListing; readonly audit: Audit | null };
export type ChildGroup = { readonly route: AuditHead['route']; readonly children: readonly Child[] };

/** How a child was drawn orders the grid: those chosen first, then those drawn at random. */
const routes: readonly AuditHead['route'][] = ['nominated', 're-audit', 'risk-weighted', 'stratified', 'random'];

export function childrenOf(listings: readonly AuditListing[], sample: string, me: string): readonly AuditListing[] {
	return listings
		.filter(({ head }) => head.sample === sample && head.auditor === me)
		.sort(
			(one, other) =>
				routes.indexOf(one.head.route) - routes.indexOf(other.head.route) ||
				(one.head.caseRef < other.head.caseRef ? -1 : 1)
		);
}

export function groupByRoute(children: readonly Child[]): readonly ChildGroup[] {
	return [...Map.groupBy(children, ({ listing }) => listing.head.route)].map(([route, group]) => ({
		route,
		children: group
	}));
}

/** Those with something left to judge or to submit; what is begun comes before what is not. */
export function nextChild(children: readonly Child[]): Child | null {
	const open = children.filter(({ listing }) => listing.head.state !== 'submitted');
	return open.find(({ listing }) => listing.head.state === 'begun') ?? open[0] ?? null;
}

/** Where a child's audit opens: at the first question nobody has judged, or at the check once there is none. */
export function hrefOf({ listing, audit }: Child, template: Template | null): string {
	const home = `/audits/${listing.id}`;
	if (listing.head.state === 'submitted') return home;
	if (audit === null) return `${home}/${template?.sections[0]?.id ?? ''}`;
	const { next } = progressOf(audit, audit.head.auditor);
	if (next === null) return `${home}/check`;
	return `${home}/${next.section}${next.question === '' ? '' : `#${next.question === 'grade' ? `${next.section}.G` : next.question}`}`;
}

/** The columns of the grid: every question but those answered in sentences. */
export function columnsOf(template: Template): readonly Question[] {
	return template.sections.flatMap(({ questions }) => questions).filter(({ kind }) => kind !== 'text');
}
