import type { Gap, GapKind } from '#lib/domain/audits/checkAudit.ts';
import { gapOrder } from '#lib/ui/words/gaps.ts';

export type GapGroup = { readonly kind: GapKind; readonly gaps: readonly Gap[] };

/** Gaps by what they are, what matters most first. */
export function gapGroups(gaps: readonly Gap[]): GapGroup[] {
	return gapOrder
		.map((kind) => ({ kind, gaps: gaps.filter((gap) => gap.kind === kind) }))
		.filter((group) => group.gaps.length > 0);
}

/** A name in a note is a warning, not something missing: all else asks why the audit is submitted as it stands. */
export function isIncomplete(gaps: readonly Gap[]): boolean {
	return gaps.some((gap) => gap.kind !== 'personal-detail');
}
