import { workingDaysBetween } from '../calendar/workingDays.ts';
import type { Day } from '../shared/dates.ts';

/**
 * The steps by which an audit is chased, in working days before or after it is due: a reminder, then up the line.
 * After practice.md 1.4 (Kent: "what happens if the manager fails to complete on time"); the days are proposed ones.
 */
export const chaseSteps = [
	{ step: 'soon', after: -3, to: 'auditor' },
	{ step: 'late', after: 1, to: 'auditor' },
	{ step: 'team', after: 3, to: 'team-manager' },
	{ step: 'service', after: 5, to: 'head-of-service' },
	{ step: 'director', after: 10, to: 'director' }
] as const;
export type ChaseStep = (typeof chaseSteps)[number]['step'];
export type ChasedRole = (typeof chaseSteps)[number]['to'];

export function isChaseStep(text: string): text is ChaseStep {
	return chaseSteps.some(({ step }) => step === text);
}

/** The step an audit has come to; null while it is not due soon. On the days between two steps nothing new is said. */
export function chaseStepOn(dueOn: Day, today: Day): (typeof chaseSteps)[number] | null {
	const { days } = workingDaysBetween(dueOn, today);
	return chaseSteps.findLast(({ after }) => days >= after) ?? null;
}
