import type { Day, Instant } from '#lib/domain/shared/dates.ts';
import { dayInEngland, daysBetween } from '#lib/domain/shared/dates.ts';
import { moment, shortWeekday, timeOf } from './dates.ts';
import { list, plural } from './numbers.ts';
import { parkedProblems } from './problems/parked.ts';

/** A change as it is spoken of, one and many. */
const names: Readonly<Record<string, readonly [one: string, many: string]>> = {
	'answer.set': ['answer', 'answers'],
	'answer.clear': ['cleared answer', 'cleared answers'],
	'note.set': ['note', 'notes'],
	'grade.set': ['grade', 'grades'],
	'feedback.add': ['piece of feedback', 'pieces of feedback'],
	'feedback.attempt': ['try to reach someone', 'tries to reach someone'],
	'reply.ask': ['question to the worker', 'questions to the worker'],
	'evidence.attach': ['file', 'files'],
	'evidence.detach': ['removed file', 'removed files'],
	'alert.raise': ['same-day alert', 'same-day alerts'],
	'alert.tell': ['line of who was told', 'lines of who was told'],
	'alert.acknowledge': ['acknowledgement', 'acknowledgements'],
	'alert.check': ['safety check', 'safety checks'],
	'alert.read': ['“I have read this”', '“I have read this”'],
	'alert.record': ['step after an alert', 'steps after an alert'],
	'alert.close': ['closed alert', 'closed alerts'],
	'action.raise': ['action raised', 'actions raised'],
	'action.rely': ['action relied on', 'actions relied on'],
	'audit.submit': ['submission', 'submissions'],
	'audit.withdraw': ['submission taken back', 'submissions taken back'],
	'action.accept': ['acceptance', 'acceptances'],
	'action.progress': ['progress note', 'progress notes'],
	'action.complete': ['“it is done”', '“it is done”'],
	'action.verify': ['verdict', 'verdicts'],
	'action.extend': ['new date', 'new dates'],
	'action.notNeeded': ['“not needed”', '“not needed”'],
	'action.transfer': ['new owner', 'new owners'],
	'action.impact': ['impact check', 'impact checks'],
	'moderation.grade': ['second grade', 'second grades'],
	'moderation.decide': ['moderation decision', 'moderation decisions'],
	'conflict.resolve': ['choice between two versions', 'choices between two versions']
};

export function changeName(name: string): string {
	return names[name]?.[0] ?? 'change';
}

/** "2 answers, 1 note and 1 grade": what waits on one record. */
export function changesWords(changes: readonly { readonly name: string }[]): string {
	const counts = new Map<string, number>();
	for (const { name } of changes) {
		const key = Object.hasOwn(names, name) ? name : '';
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return list([...counts].map(([name, count]) => plural(count, ...(names[name] ?? (['change', 'changes'] as const)))));
}

/** "14:02", "yesterday 16:20", "Tue 10 March": when it was made, by the tablet's own clock. */
export function madeWords(at: Instant, today: Day): string {
	const day = dayInEngland(at);
	const ago = daysBetween(day, today);
	if (ago === 0) return timeOf(at);
	return ago === 1 ? `yesterday ${timeOf(at)}` : shortWeekday(day, today);
}

/** "Sam Okafor changed this at 14:02", "… on Tue 10 March, 16:20". */
export function changedWords(name: string, at: Instant, today: Day): string {
	const when = moment(at, today);
	return `${name} changed this ${when.includes(',') ? 'on' : 'at'} ${when}`;
}

/** "One note came too late to go in"; the rest of what can keep a change out. */
export function parkedHeading(code: string, name: string, whose: 'yours' | 'theirs' = 'yours'): string {
	const what = changeName(name);
	const one = `One ${what}`;
	if (code === 'RECORD_LOCKED') return `${one} came too late to go in`;
	if (code === 'NO_PERMISSION' || code === 'USER_DEACTIVATED') return `${one} is no longer ${whose} to make`;
	return code === 'TOO_LARGE' ? `${one} was too long to go in` : `${one} could not go in`;
}

/** Why, that it is kept, and who can see it. */
export function parkedWords(code: string): string {
	return parkedProblems[code]?.({}) ?? 'The office could not take this. It is kept in full for the QA manager.';
}

/** Under the heading: what the person need do. */
export function waitingIntro(needs: number, waiting: number): string {
	if (needs === 0 && waiting === 0) return '';
	const safe = waiting === 0 ? 'Everything else is sent.' : 'Everything is saved. Dipper sends it by itself';
	if (waiting === 0) return `${safe} ${needs === 1 ? 'One thing below needs' : `${needs} things below need`} you.`;
	if (needs === 0) return `${safe}; you need do nothing.`;
	return `${safe}; you need do nothing but the ${needs === 1 ? 'one' : needs} below.`;
}

/** What the office says of this tablet as a whole. */
export const troubleWords = {
	revoked: {
		heading: 'This tablet was removed',
		words:
			'The office has removed it from the list of its tablets, so nothing is sent. What you did stays sealed here; none is lost. Speak to your Dipper administrator.'
	},
	upgrade: {
		heading: 'A newer Dipper is needed to send',
		words:
			'Everything stays saved here. Close Dipper and open it again with signal: it brings the new version and sends what waits.'
	},
	refused: {
		heading: 'The office does not take what this tablet sends',
		words: 'Everything stays saved here and is tried again. If it goes on, speak to your Dipper administrator.'
	}
} as const;

export type WaitingFor =
	'sending' | 'no-signal' | 'busy' | 'signed-out' | 'revoked' | 'upgrade' | 'refused' | 'stuck' | 'soon' | 'withdrawn';

/** Why one thing still waits, and what happens next. `when` is the moment that belongs to it, in words. */
export function waitWords(reason: WaitingFor, when = ''): string {
	return `${whyWords(reason, when)} ${nextWords[reason]}`;
}

function whyWords(reason: WaitingFor, when: string): string {
	if (reason === 'no-signal') return when === '' ? 'No signal.' : `No signal since ${when}.`;
	if (reason === 'busy') return when === '' ? 'The office is busy.' : `The office is busy until about ${when}.`;
	return plainWhy[reason];
}

const plainWhy = {
	sending: 'Being sent now.',
	'signed-out': 'You are signed out at the office.',
	revoked: 'This tablet was taken off the office’s list.',
	upgrade: 'The office needs a newer Dipper.',
	refused: 'The office does not take what this tablet sends.',
	stuck: 'Sending had stopped and has begun again.',
	soon: 'It has not been its turn yet.',
	withdrawn: 'This is no longer yours.'
} as const;

const nextWords: Readonly<Record<WaitingFor, string>> = {
	sending: 'Leave Dipper open for a moment.',
	'no-signal': 'It goes by itself when there is signal.',
	busy: 'It is tried again by itself.',
	'signed-out': 'Sign in, and it goes.',
	revoked: 'Speak to your Dipper administrator; it stays sealed here.',
	upgrade: 'Close Dipper and open it again with signal.',
	refused: 'It is tried again; if it goes on, speak to your Dipper administrator.',
	stuck: 'If it stays here, close Dipper and open it again.',
	soon: 'It goes by itself within a minute.',
	withdrawn: 'It is still sent, and the QA manager decides about it.'
};

/** The sealed copy that is offered where the tablet is full (S6). What could not be saved is not in it, and that is said. */
export const rescueFileWords = {
	offer: 'Keep a sealed copy: save a rescue file',
	why: 'What is saved here and not at the office yet can be copied into a file that only the office can open. What you did last is not saved, so it is not in it: keep this page open.',
	saved:
		'The rescue file is made. Keep it somewhere other than this tablet, and give it to your Dipper administrator if anything happens to the tablet.',
	part: 'The rescue file is made. Some photos or papers were too large for it and are on this tablet alone: keep the tablet. Give the file to your Dipper administrator if anything happens to it.',
	none: 'There is nothing saved here that the office lacks, or the office cannot open such a file from this tablet yet. Keep this page open and make room.',
	failed: 'There was no room to make the file. Delete photos or apps you do not need, and try again.'
} as const;
