import type { ExceptionReason, WeighedItem } from '#lib/domain/plan/findExceptions.ts';
import { readLead } from '#lib/domain/plan/readLead.ts';

/** An item as the table and the cards of a plan show it. */
export function drawItem({ item, links, suggested }: WeighedItem, reasons: readonly ExceptionReason[]) {
	const { ref, action, outcome, measure, progress, progressRag, impactRag, lead } = item.cells;
	return {
		...{ id: item.id, leader: item.leader, ref, action, outcome, measure, progress, progressRag, impactRag },
		lead: readLead(lead),
		links,
		suggested: suggested?.rag ?? null,
		isLate: reasons.includes('late'),
		isOff: reasons.length > 0
	};
}

export type DrawnItem = ReturnType<typeof drawItem>;
