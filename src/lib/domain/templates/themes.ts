/**
 * The themes a question shows, so that findings gather under them for the quarterly report. The first row is
 * question-sets.md's own list; the second fills its "…". A council may use others of its own.
 */
export const themes = [
	...['plans', 'drift', 'voice', 'identity', 'domestic-abuse', 'neglect', 'exploitation', 'fathers', 'siblings'],
	...['history', 'contingency', 'oversight', 'recording', 'multi-agency'],
	...['safety', 'visits', 'assessments', 'impact', 'parents', 'threshold', 'feedback'],
	...['permanence', 'placement', 'health', 'education', 'disability', 'learning']
] as const;
