import { progressOf } from '#lib/domain/audits/progress.ts';
import type { Audit } from '#lib/domain/audits/readAudit.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import type { AuditListing } from '#lib/device/session/Tablet.svelte.ts';
import type { Question, Template } from '#lib/domain/templates/Template.ts';

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

export function groupByRoute<Child extends { readonly head: AuditHead }>(
	children: readonly Child[]
): readonly { readonly route: AuditHead['route']; readonly children: readonly Child[] }[] {
	return [...Map.groupBy(children, ({ head }) => head.route)].map(([route, group]) => ({ route, children: group }));
}

/** Those with something left to judge or to submit; what is begun comes before what is not. */
export function nextChild<Child extends Pick<AuditListing, 'id' | 'head'>>(
	children: readonly Child[],
	but?: string
): Child | null {
	const open = children.filter(({ id, head }) => head.state !== 'submitted' && id !== but);
	return open.find(({ head }) => head.state === 'begun') ?? open[0] ?? null;
}

export function neighbours<Child extends { readonly id: string }>(children: readonly Child[], id: string) {
	const at = children.findIndex((child) => child.id === id);
	return { number: at + 1, before: children[at - 1] ?? null, after: children[at + 1] ?? null };
}

/** Where a child stands open in its sample, at a question of it or at its beginning. */
export function childHref(sample: string, child: string, question?: string): string {
	return `/samples/${sample}?child=${child}${question === undefined ? '' : `#${question}`}`;
}

/** The first question of a child that nobody has judged: where to carry on. */
export function nextQuestion(audit: Audit | null): string | undefined {
	if (audit === null || audit.head.state === 'submitted') return undefined;
	const { next } = progressOf(audit, audit.head.auditor);
	if (next === null || next.question === '') return undefined;
	return next.question === 'grade' ? `${next.section}.G` : next.question;
}

/** The columns of the grid: every question but those answered in sentences. */
export function columnsOf(template: Template): readonly Question[] {
	return template.sections.flatMap(({ questions }) => questions).filter(({ kind }) => kind !== 'text');
}
