/** Why a file that should hold a plan cannot be read at all. */
export type PlanFileProblem =
	| 'plan-file.empty'
	| 'plan-file.too-large'
	| 'plan-file.neither'
	| 'plan-file.old-format'
	| 'plan-file.encrypted'
	| 'plan-file.damaged';
