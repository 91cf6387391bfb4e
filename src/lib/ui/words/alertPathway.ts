import type { AlertEntry, AskedBecause } from '#lib/domain/alerts/AlertLog.ts';
import type { Pathway, StageView } from '#lib/domain/alerts/pathway.ts';
import type { RecordedStage, Rung, StageId, StageOutcome } from '#lib/domain/alerts/pathwayStages.ts';
import type { AlertAct } from '#lib/domain/alerts/whoMay.ts';
import type { AlertState } from '#lib/domain/alerts/alertState.ts';
import { workingDaysBetween } from '#lib/domain/calendar/workingDays.ts';
import { dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { toldWords } from './alerts.ts';
import { soonFrom, type ClockWords } from './clocks.ts';
import { moment } from './dates.ts';

/** A stage as it is spoken of: the word in bold, and the rest of the line. */
export const stageNames: Readonly<Record<StageId, { readonly lead: string; readonly rest: string }>> = {
	told: { lead: 'Somebody told', rest: ' by phone or face to face' },
	acknowledged: { lead: 'Acknowledged', rest: ' by the team manager' },
	'safety-check': { lead: 'Safety check', rest: ' on the child: seen, spoken to, plan in place' },
	'head-told': { lead: 'Head of service', rest: ' has read it' },
	moderation: { lead: 'Moderation', rest: ' of the grade, by someone outside the line' },
	'reflective-meeting': { lead: 'Reflective meeting', rest: ' with the worker and their manager' },
	'remedial-plan': { lead: 'Plan', rest: ' to put it right, made by the team manager' },
	'actions-done': { lead: 'Actions done', rest: ', with where the record shows it' },
	verified: { lead: 'Verified', rest: ' by someone who did not do them' },
	're-audit': { lead: 'Re-audit', rest: ' of the same child, by another auditor' },
	'still-inadequate': { lead: 'Decision', rest: ' by the director, if it is still Inadequate' },
	sustained: { lead: 'Has it lasted?', rest: ' A light dip sample' }
};

export function stageClock(view: StageView, today: Day): ClockWords {
	if (view.state === 'done') {
		const when = view.entry === null ? '' : ` ${moment(view.entry.at, today)}`;
		return view.wasLate ? { state: 'late', words: `Done late,${when}` } : { state: 'met', words: `Done${when}` };
	}
	if (view.dueAt === null) return { state: 'due', words: view.state === 'not-needed' ? 'Not needed' : 'To come' };
	if (view.state === 'not-needed') return { state: 'due', words: 'Not needed' };
	if (view.stage === 'told') return { state: 'late', words: 'At once' };
	const due = dayInEngland(view.dueAt);
	if (view.state === 'late')
		return { state: 'late', words: `Late: was due ${due === today ? 'at ' : ''}${moment(view.dueAt, today)}` };
	const state = workingDaysBetween(today, due).days <= soonFrom ? 'soon' : 'due';
	return { state, words: due === today ? `Today by ${moment(view.dueAt, today)}` : `By ${moment(view.dueAt, today)}` };
}

/** What has to happen next: the first stage whose clock runs. */
export function nextStep({ stages }: Pathway): StageView | undefined {
	return stages.find(({ state, stage }) => stage !== 'told' && (state === 'due' || state === 'late'));
}

export function nextStepClock(pathway: Pathway, today: Day): ClockWords | null {
	const next = nextStep(pathway);
	if (next === undefined) return null;
	const { state, words } = stageClock(next, today);
	return { state, words: `${stageNames[next.stage].lead}: ${words.charAt(0).toLowerCase()}${words.slice(1)}` };
}

export const alertStateWords: Readonly<Record<AlertState, string>> = {
	'nobody-told': 'Nobody has been told',
	told: 'Told, not acknowledged yet',
	acknowledged: 'Acknowledged, the child not checked yet',
	'not-safe': 'The child was found not safe',
	safe: 'The child was found safe',
	closed: 'Closed'
};

/** What somebody is asked to do. */
const moveWords: Readonly<Record<StageId, string>> = {
	told: 'to tell somebody',
	acknowledged: 'to acknowledge it',
	'safety-check': 'to check on the child',
	'head-told': 'to read it',
	moderation: 'to moderate the grade',
	'reflective-meeting': 'to hold the reflective meeting',
	'remedial-plan': 'to make the plan',
	'actions-done': 'to have the actions done',
	verified: 'to verify what was done',
	're-audit': 'to have the child re-audited',
	'still-inadequate': 'to decide what happens now',
	sustained: 'to look whether it has lasted'
};

const rungWords: Readonly<Record<Rung, string>> = {
	'team-manager': 'team manager',
	'service-manager': 'service manager',
	'head-of-service': 'head of service',
	director: 'director',
	'qa-manager': 'QA manager'
};
const becauseWords: Readonly<Record<AskedBecause, string>> = {
	first: '',
	late: ', because it is late',
	away: ', who stands in',
	vacant: ', because nobody before them could be asked'
};
const contactWords = {
	seen: 'The child was seen.',
	'spoken-to': 'The child was spoken to.',
	'not-reached': 'The child was not reached.'
} as const;
const checkWords = { safe: 'safe', 'plan-in-place': 'safe with a plan in place', 'not-safe': 'not safe' } as const;

/** What came of a stage, as a choice and in the log. */
export const outcomeWords: Readonly<Record<StageOutcome, string>> = {
	agreed: 'The grade stands',
	changed: 'The grade is changed',
	held: 'The meeting was held',
	made: 'The plan is made',
	done: 'The actions are done',
	verified: 'Verified',
	returned: 'Not yet: returned',
	better: 'Better than Inadequate',
	inadequate: 'Still Inadequate',
	decided: 'Decided',
	yes: 'Yes, it has lasted',
	no: 'No, it has not'
};

export type LogLine = { readonly what: string; readonly rest?: string; readonly when: string; readonly at: string };

/** One line of the log, newest or oldest: what, by whom, when, and what they wrote. */
export function logLine(entry: AlertEntry, nameOf: (id: string) => string, today: Day): LogLine {
	const line = { when: moment(entry.at, today), at: entry.at };
	const by = nameOf(entry.by) || 'someone';
	switch (entry.entry) {
		case 'told':
			return { ...line, what: `${toldWords(entry, today)}.`, rest: ` Written by ${by}.` };
		case 'acknowledged':
			return { ...line, what: 'Acknowledged', rest: ` by ${by}.` };
		case 'checked':
			return {
				...line,
				what: `Found ${checkWords[entry.outcome]}`,
				rest: ` by ${by}. ${contactWords[entry.contact]} ${entry.note} Why: ${entry.why}${referenceWords(entry.reference)}`
			};
		case 'read':
			return { ...line, what: 'Read', rest: ` by ${by}, as ${rungWords[entry.as]}.` };
		case 'stage':
			return {
				...line,
				what: `${stageNames[entry.stage].lead}: ${lowerFirst(outcomeWords[entry.outcome])}`,
				rest: `, by ${by}. ${entry.note}${referenceWords(entry.reference)}`
			};
		case 'closed':
			return {
				...line,
				what: entry.outcome === 'resolved' ? 'Accepted as resolved and closed' : 'Closed: raised in error',
				rest: ` by ${by}. ${entry.reason}`
			};
		case 'asked':
			return {
				...line,
				what: `Dipper asked ${nameOf(entry.person) || 'someone'}`,
				rest: ` as ${rungWords[entry.as]}${becauseWords[entry.because]}, ${moveWords[entry.stage]}.`
			};
	}
}

function referenceWords(reference: string | null): string {
	return reference === null || reference === '' ? '' : ` In the record: ${reference}.`;
}

function lowerFirst(words: string): string {
	return words.charAt(0).toLowerCase() + words.slice(1);
}

type ActWords = { readonly heading: string; readonly button: string };
const recordWords: Readonly<Record<RecordedStage, ActWords>> = {
	moderation: { heading: 'Moderate the grade', button: 'Write down the decision' },
	'reflective-meeting': { heading: 'Write down the reflective meeting', button: 'The meeting was held' },
	'remedial-plan': { heading: 'Write down the plan', button: 'The plan is made' },
	'actions-done': { heading: 'Say that the actions are done', button: 'The actions are done' },
	verified: { heading: 'Verify what was done', button: 'Write down the verdict' },
	're-audit': { heading: 'Write down what the re-audit found', button: 'Write down the re-audit' },
	'still-inadequate': { heading: 'Decide what happens now', button: 'Write down the decision' },
	sustained: { heading: 'Say whether it has lasted', button: 'Write down what the dip sample showed' }
};

export function actWords(act: AlertAct): ActWords {
	switch (act.act) {
		case 'acknowledge':
			return { heading: 'Acknowledge this alert', button: 'I know, and I am acting on it' };
		case 'check':
			return { heading: 'Write down the safety check', button: 'Write down the safety check' };
		case 'read':
			return { heading: 'Say that you have read it', button: 'I have read this' };
		case 'close':
			return act.outcome === 'resolved'
				? { heading: 'Accept it as resolved and close the alert', button: 'Close the alert' }
				: { heading: 'It was raised in error', button: 'Close it as raised in error' };
		case 'record':
			return recordWords[act.stage];
	}
}

/** What closing does, said before it is done. */
export const closingWords =
	'The grade is no longer held at Inadequate by this alert. What has to happen after it goes on by its clocks.';
export const inErrorWords = 'Nothing more is asked about it. What was written stays to be read.';
