import type { Audit } from '#lib/domain/audits/readAudit.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';

/** A child of the sample as the grid draws it. */
export type DipChild = {
	readonly id: string;
	readonly head: AuditHead;
	/** Null until it was read. */
	readonly audit: Audit | null;
	/** Where the child is opened. */
	readonly href: string;
};
export type DipGroup = { readonly route: AuditHead['route']; readonly children: readonly DipChild[] };
