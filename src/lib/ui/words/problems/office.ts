import type { Relaxed } from '#lib/domain/programme/whatToRelax.ts';
import { plural } from '../numbers.ts';
import type { Facts, ProblemWords } from './ProblemWords.ts';

const count = (fact: string | number | undefined, one: string, many?: string) => plural(Number(fact ?? 0), one, many);

/** What can go wrong on the office's pages: caseloads accepted, names tied, audits allocated, late notes settled. */
export const officeProblems: ProblemWords = {
	'frame.invalid': () => 'The office could not take this caseload. Choose the file and read it again.',
	'frame.source-missing': () => 'Choose the file again: it has no name.',
	'frame.too-large': () =>
		'This caseload is larger than the office can take at once. Import the lists of one council only.',
	'frame.no-signal': () =>
		'The office could not be reached. The caseload is still here: accept it once there is signal.',
	'frame.not-taken': () => 'The office did not take this caseload. It is still here: accept it once more.',
	'frame.duplicate-case': ({ caseRef }) =>
		`${caseRef} stands twice in this caseload. Choose the file and read it again.`,
	'mark.nobody': () => 'Write the case numbers, one on a line.',
	'mark.too-many': ({ limit }) => `Write ${limit} case numbers at most, and the rest after them.`,
	'mark.not-in-caseload': ({ caseRefs }) => `Not in the caseload: ${caseRefs}. Check the numbers; nothing was marked.`,
	'mark.alone': () => 'Write the numbers of two children at least who share a household.',
	'mark.not-there': () => 'That mark was already taken off.',
	'tie.name-missing': () => 'Choose a name.',
	'frame.empty': () => 'There is no child in this caseload. Choose another file.',
	'frame.date-in-future': () => 'The caseload cannot be of a day to come. Write the day it was true.',
	'frame.not-a-day': () => 'Write the day the caseload was true.',
	'tie.target-unknown': () => 'Whoever you chose is no longer there. Choose again.',
	'allocation.due-in-past': () => 'The due date must be today or later.',
	'allocation.no-cases': () => 'Choose an auditor for one case at least.',
	'allocation.no-auditors': () => 'Nobody is there to audit. Choose who takes part.',
	'allocation.duplicate-case': ({ caseRef }) => `${caseRef} was given to two people. Choose one.`,
	'allocation.not-in-sample': ({ caseRef }) => `${caseRef ?? 'A case'} is not in this sample any more.`,
	'allocation.not-a-day': () => 'Write the due date.',
	'allocation.reason-missing': () => 'Write why it goes to someone else.',
	'allocation.own-case': () => 'This is the child’s own worker. Choose someone else.',
	'allocation.supervises-worker': () => 'They supervise the worker. Choose someone else.',
	'allocation.decided-on-case': () => 'They decided on this case. Choose someone else.',
	'allocation.own-team': () => 'They are of the same team. Choose someone else.',
	'allocation.audited-child-before': () => 'They audited this child before. Choose someone else.',
	'allocation.conflict': () => 'The register names a conflict of interest with this case. Choose someone else.',
	'allocation.not-trained': () => 'They are not trained for these questions. Choose someone else.',
	'allocation.cannot-audit': () => 'That person may not audit. Choose someone else.',
	'allocation.worker-not-known': () => 'The worker in the import is tied to nobody, so independence cannot be shown.',
	'allocation.already': ({ caseRef }) => `${caseRef ?? 'A case'} has an auditor already.`,
	'allocation.submitted': () => 'This audit is submitted: it stays with its auditor.',
	'parked.settled': () => 'Someone has settled this already.',
	'parked.reason-missing': () => 'Write why it is put aside.'
};

/** Why an act on a page was not done. Nothing of it is kept, so none of these says that it is. */
const refusals: Readonly<Record<string, string>> = {
	NO_PERMISSION: 'This is not yours to do now. Someone may have changed whose it is.',
	USER_DEACTIVATED: 'Your account was closed, so this was not done.',
	RECORD_LOCKED: 'This could not be done: the loop has moved on since you opened it. It stands here as it is now.',
	RECORD_DELETED: 'This could not be done: it was taken away at the end of its time.',
	SCHEMA_INVALID: 'The office could not read this. Shorten what you wrote and try once more.',
	TOO_LARGE: 'This is longer than can be kept in one piece. Shorten it.',
	TEMPLATE_UNKNOWN: 'The questions this belongs to are not known here, so it was not done.',
	SERVER_ERROR: 'Something went wrong at the office, so this was not done. Try once more.'
};

export function refusalWords(problem: { readonly code: string; readonly facts?: Facts }): string {
	return refusals[problem.code] ?? 'This was not done. Try once more.';
}

/** Why somebody may not, or had better not, audit a case. */
export const independenceWords: Readonly<Record<string, (facts: Facts) => string>> = {
	'allocation.own-case': () => 'the child’s own worker',
	'allocation.supervises-worker': () => 'supervises the worker',
	'allocation.decided-on-case': () => 'decided on the case',
	'allocation.conflict': () => 'has a conflict of interest that the register names',
	'allocation.not-trained': () => 'not trained for these questions',
	'allocation.own-team': () => 'of the same team',
	'allocation.audited-child-before': () => 'audited this child before',
	'allocation.worker-not-known': () => 'the worker in the import is tied to nobody, so independence cannot be shown',
	'allocation.worker-audited-recently': () => 'a case of the same worker was audited lately',
	'allocation.exempt': () => 'excused from auditing',
	'allocation.away': () => 'away until after it is due',
	'allocation.full': ({ load, capacity }) => `has ${load} of ${capacity} already`
};

export function becauseWords(reason: { readonly code: string; readonly facts?: Facts }): string {
	const facts = reason.facts ?? {};
	switch (reason.code) {
		case 'allocation.only-one':
			return 'The only one who may';
		case 'allocation.least-full':
			return `Carries least of ${count(facts.of, 'who may', 'who may')}: ${facts.load} of ${facts.capacity}`;
		case 'allocation.nobody-independent':
			return 'Nobody independent is among those chosen';
		case 'allocation.nobody-available':
			return 'Nobody chosen can take it before it is due';
		case 'allocation.everyone-full':
			return `Everyone who may is full (${facts.of})`;
		default:
			return independenceWords[reason.code]?.(facts) ?? '';
	}
}

/** What would let more cases be given. Worker, supervisor, decision-maker and conflicts of interest are never among it. */
const relaxWords: Readonly<Record<Relaxed['rule'], string>> = {
	capacity: 'let people take more than they can carry in a month',
	leave: 'give them to people on leave, or move the due date past it',
	exemption: 'end exemptions',
	training: 'let people audit who are not trained for these questions',
	'same-auditor-again': 'let an auditor look at a child they audited before',
	'own-team': 'let people audit cases of their own team, with a warning',
	'all-of-them': 'set several rules aside at once: no single one is in the way'
};

export function relaxedWords({ rule, cases }: Relaxed): string {
	return `${plural(cases, 'more case')} could go out if you ${relaxWords[rule]}`;
}
