/** Those who can be asked to make a move, in the order in which they are (practice.md 1.8; product.md 6.6). */
export const rungs = ['team-manager', 'service-manager', 'head-of-service', 'director', 'qa-manager'] as const;
export type Rung = (typeof rungs)[number];

/** Twelve stages, as practice.md 1.8 numbers them: the place in this list is the number. */
export const stageIds = [
	'told',
	'acknowledged',
	'safety-check',
	'head-told',
	'moderation',
	'reflective-meeting',
	'remedial-plan',
	'actions-done',
	'verified',
	're-audit',
	'still-inadequate',
	'sustained'
] as const;
export type StageId = (typeof stageIds)[number];

/** Stages that a person ends by writing down what came of them; the others have an act of their own. */
export const recordedStages = [
	'moderation',
	'reflective-meeting',
	'remedial-plan',
	'actions-done',
	'verified',
	're-audit',
	'still-inadequate',
	'sustained'
] as const satisfies readonly StageId[];
export type RecordedStage = (typeof recordedStages)[number];

/** What can come of a stage that is written down. */
export const stageOutcomes = {
	moderation: ['agreed', 'changed'],
	'reflective-meeting': ['held'],
	'remedial-plan': ['made'],
	'actions-done': ['done'],
	verified: ['verified', 'returned'],
	're-audit': ['better', 'inadequate'],
	'still-inadequate': ['decided'],
	sustained: ['yes', 'no']
} as const satisfies Record<RecordedStage, readonly string[]>;
export const allOutcomes = Object.values(stageOutcomes).flat();
export type StageOutcome = (typeof allOutcomes)[number];

export function isOutcomeOf(stage: RecordedStage, outcome: string): outcome is StageOutcome {
	return (stageOutcomes[stage] as readonly string[]).includes(outcome);
}

type StageRule = {
	/** Whom it falls to first; from there the ladder is climbed. Null: the auditor, at once. */
	readonly mover: Rung | null;
	/** Who may write it down, beside whoever was asked in the place of one of these. */
	readonly byWhom: readonly Rung[];
	/** What has to stand before it can be written down. */
	readonly after: readonly StageId[];
	/** The clock by which the next rung is asked when it is late. */
	readonly askNext: 'ask-next-same-day' | 'ask-next' | 'ask-next-long';
};

const line: readonly Rung[] = ['team-manager', 'service-manager', 'head-of-service', 'director', 'qa-manager'];
const aboveTeam: readonly Rung[] = ['service-manager', 'head-of-service', 'director', 'qa-manager'];
const top: readonly Rung[] = ['head-of-service', 'director', 'qa-manager'];

/** Stage by stage: whose move it is, who may make it, what comes before it (practice.md 1.8, "Who"). */
export const stageRules: Readonly<Record<StageId, StageRule>> = {
	told: { mover: null, byWhom: line, after: [], askNext: 'ask-next-same-day' },
	acknowledged: { mover: 'team-manager', byWhom: line, after: [], askNext: 'ask-next-same-day' },
	'safety-check': { mover: 'team-manager', byWhom: line, after: [], askNext: 'ask-next-same-day' },
	'head-told': { mover: 'head-of-service', byWhom: ['head-of-service', 'director'], after: [], askNext: 'ask-next' },
	moderation: { mover: 'head-of-service', byWhom: top, after: [], askNext: 'ask-next' },
	'reflective-meeting': { mover: 'team-manager', byWhom: line, after: ['safety-check'], askNext: 'ask-next' },
	'remedial-plan': { mover: 'team-manager', byWhom: line, after: ['safety-check'], askNext: 'ask-next' },
	'actions-done': { mover: 'team-manager', byWhom: line, after: ['remedial-plan'], askNext: 'ask-next' },
	verified: { mover: 'service-manager', byWhom: aboveTeam, after: ['actions-done'], askNext: 'ask-next' },
	're-audit': { mover: 'qa-manager', byWhom: top, after: ['verified'], askNext: 'ask-next-long' },
	'still-inadequate': {
		mover: 'director',
		byWhom: ['director', 'qa-manager'],
		after: ['re-audit'],
		askNext: 'ask-next'
	},
	sustained: { mover: 'qa-manager', byWhom: top, after: ['re-audit'], askNext: 'ask-next-long' }
};

export function stageNumber(stage: StageId): number {
	return stageIds.indexOf(stage);
}
