import type { Gap, GapKind } from '#lib/domain/audits/checkAudit.ts';
import { gapOrder } from '#lib/ui/words/gaps.ts';

export type GapGroup = { readonly kind: GapKind; readonly gaps: readonly Gap[] };

/** Gaps by what they are, what matters most first. */
export function gapGroups(gaps: readonly Gap[]): GapGroup[] {
	return gapOrder
		.map((kind) => ({ kind, gaps: gaps.filter((gap) => gap.kind === kind) }))
		.filter((group) => group.gaps.length > 0);
}

/** What is only to be looked at once more, a name in a note or a contradiction, is nothing missing. */
export function isToLookAt({ kind }: Gap): boolean {
	return kind === 'personal-detail' || kind === 'contradiction';
}

/** All that is missing asks why the audit is submitted as it stands. */
export function isIncomplete(gaps: readonly Gap[]): boolean {
	return gaps.some((gap) => !isToLookAt(gap));
}
