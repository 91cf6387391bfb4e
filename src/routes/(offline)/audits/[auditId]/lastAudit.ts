import type { AuditListing } from '#lib/device/session/Tablet.svelte.ts';

/**
 * What an audit is compared with, of what is on this tablet: the last one submitted of the same child, else this
 * auditor's last by the same questions.
 */
export function lastAudit(
	listings: readonly AuditListing[],
	current: AuditListing
): { readonly listing: AuditListing; readonly of: 'child' | 'theme' } | null {
	const before = listings
		.filter(
			({ id, head }) => id !== current.id && head.submittedAt !== undefined && isBefore(head.submittedAt, current)
		)
		.sort((one, other) => ((one.head.submittedAt ?? '') < (other.head.submittedAt ?? '') ? 1 : -1));
	const ofChild = before.find(({ head }) => head.caseRef === current.head.caseRef);
	if (ofChild !== undefined) return { listing: ofChild, of: 'child' };
	const ofTheme = before.find(
		({ head }) => head.template.id === current.head.template.id && head.auditor === current.head.auditor
	);
	return ofTheme === undefined ? null : { listing: ofTheme, of: 'theme' };
}

function isBefore(at: string, { head }: AuditListing): boolean {
	return head.submittedAt === undefined || at < head.submittedAt;
}
