import type { LinkKind } from '#lib/domain/plan/Plan.ts';
import type { ItemCell } from '#lib/domain/plan/PlanItem.ts';

/** Times are whole milliseconds since 1970, UTC. JSON is text. */
export type PlanTable = {
	id: string;
	name: string;
	/** The plan before, whose items it carries on. */
	follows: string | null;
	made_by: string;
	made_at: number;
	closed_at: number | null;
};
export type PlanRecommendationTable = {
	id: string;
	plan_id: string;
	place: number;
	number: string;
	words: string;
	summary: string;
};
export type PlanItemTable = {
	id: string;
	plan_id: string;
	recommendation_id: string;
	place: number;
	ref: string;
	/** The domain's ItemCells: JSON. */
	cells: string;
	leader_id: string | null;
	from_id: string | null;
	revision: number;
};
/** What each cell was and became, when and by whose hand: only ever added to. */
export type PlanHistoryTable = {
	id: string;
	item_id: string;
	/** The order within one moment. */
	place: number;
	cell: ItemCell;
	was: string;
	now: string;
	how: 'typed' | 'file' | 'carried';
	by_id: string;
	at: number;
};
export type PlanLinkTable = { item_id: string; kind: LinkKind; target: string; by_id: string; at: number };
export type PlanCommentTable = {
	id: string;
	plan_id: string;
	/** Null where it is about the plan as a whole. */
	item_id: string | null;
	by_id: string;
	/** Said as a member of the board. */
	from_board: 0 | 1;
	says: string;
	at: number;
};
export type PlanRiskTable = {
	id: string;
	plan_id: string;
	/** The domain's PlanRisk: JSON. */
	body: string;
	changed_by: string;
	changed_at: number;
	made_at: number;
};

export type PlanTables = {
	plan: PlanTable;
	plan_recommendation: PlanRecommendationTable;
	plan_item: PlanItemTable;
	plan_history: PlanHistoryTable;
	plan_link: PlanLinkTable;
	plan_comment: PlanCommentTable;
	plan_risk: PlanRiskTable;
};
