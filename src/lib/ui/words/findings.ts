import type { FindingState } from '#lib/domain/findings/Finding.ts';

const themeNames: Readonly<Record<string, string>> = {
	plans: 'Plans',
	drift: 'Drift and delay',
	voice: 'The child’s voice',
	identity: 'Identity',
	'domestic-abuse': 'Domestic abuse',
	neglect: 'Neglect',
	exploitation: 'Exploitation',
	fathers: 'Fathers',
	siblings: 'Siblings',
	history: 'History',
	contingency: 'Contingency',
	oversight: 'Management oversight',
	recording: 'Recording',
	'multi-agency': 'Work with other agencies',
	safety: 'Safety',
	visits: 'Visits',
	assessments: 'Assessments',
	impact: 'Impact on the child',
	parents: 'Parents and carers',
	threshold: 'Thresholds',
	feedback: 'Feedback',
	permanence: 'Permanence',
	placement: 'Placement',
	health: 'Health',
	education: 'Education',
	disability: 'Disability',
	learning: 'Learning',
	untagged: 'Without a theme'
};

/** A council's own themes have the name it gave them. */
export function themeName(theme: string): string {
	return Object.hasOwn(themeNames, theme) ? (themeNames[theme] ?? theme) : theme;
}

/** Where a finding stands, for lists and counts. */
export const findingStateWords: Record<FindingState, string> = {
	strength: 'Strength',
	waiting: 'Nobody has taken it up',
	'in-hand': 'In hand',
	verified: 'Verified',
	closed: 'Closed',
	'not-needed': 'Not needed',
	'set-aside': 'Set aside',
	withdrawn: 'Audit taken back'
};
