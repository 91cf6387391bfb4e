import type { AuditListing } from '#lib/device/session/Tablet.svelte.ts';

/** Those whose case number has what was typed in it, however it is spaced or dashed. */
export function matching(listings: readonly AuditListing[], typed: string): readonly AuditListing[] {
	const wanted = plain(typed);
	return wanted === '' ? listings : listings.filter(({ head }) => plain(head.caseRef).includes(wanted));
}

function plain(text: string): string {
	return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
