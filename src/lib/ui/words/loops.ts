import type { ActionState } from '#lib/domain/changes/RecordState.ts';
import { loopStage, type LoopStage } from '#lib/domain/improvement/actionLife.ts';
import { plural } from './numbers.ts';

/** The five stones. The finding is behind us once there is an action. */
export const stoneNames = ['Finding', 'Action', 'Evidence', 'Verification', 'Impact check'] as const;

const stones: Record<LoopStage, number> = { action: 1, evidence: 2, verification: 3, 'impact-check': 4, ended: 5 };

/** Which stone an action stands on, 0 to 4; 5 once the loop is closed. */
export function stoneOf(state: ActionState): number {
	return stones[loopStage(state)];
}

export const stageWords: Record<LoopStage, string> = {
	action: 'Action',
	evidence: 'Evidence',
	verification: 'Verification',
	'impact-check': 'Impact check',
	ended: 'Closed'
};

/** What an action waits for, for lists. */
export const stateWords: Record<ActionState, string> = {
	draft: 'Not sent yet',
	issued: 'To be accepted',
	accepted: 'Accepted',
	'in-progress': 'Under way',
	done: 'Done, to be verified',
	verified: 'Verified',
	returned: 'Returned, evidence wanted',
	'not-needed': 'Not needed',
	'impact-checked': 'Impact checked',
	closed: 'Closed'
};

/** "Your move", "Priya Raman’s move". */
export function moveWords(name: string | null): string {
	return name === null ? 'Your move' : `${possessive(name)} move`;
}

export function possessive(name: string): string {
	return `${name}’s`;
}

/** What a screen reader hears for the five dots. */
export function stoneSentence(at: number): string {
	return at >= stoneNames.length
		? 'Loop closed'
		: `Stage ${at + 1} of ${stoneNames.length}, ${stoneNames[at]?.toLowerCase()}`;
}

/** Why the server gave an action on by itself, in place of a person's own words. */
const serverReasons: Readonly<Record<string, string>> = {
	'owner-left': 'whoever had it has left',
	'case-moved': 'the child’s case moved team'
};

/** What was said with an act; the server's own reasons are codes until they are read. */
export function saidWords(note: string): string {
	return Object.hasOwn(serverReasons, note) ? (serverReasons[note] ?? note) : note;
}

/** At which step somebody was reminded of a loop that stands still. */
const chaseWords: Readonly<Record<string, string>> = {
	soon: 'due soon',
	late: 'late',
	verify: 'waits to be verified',
	team: 'late, to the team’s manager',
	service: 'late, to the service manager',
	head: 'late, to the head of service',
	director: 'late, to the director',
	asked: 'reminded'
};
export function loopChaseWords(step: string): string {
	return Object.hasOwn(chaseWords, step) ? (chaseWords[step] ?? step) : step;
}

/** What was done with several loops at once, as a heading over what was not. */
export function movedWords(act: 'transfer' | 'extend' | 'remind', done: number, of: number): string {
	if (done === 0) return of === 1 ? 'It stayed as it was' : 'All of them stayed as they were';
	const loops = done === of ? plural(done, 'loop') : `${done} of ${plural(of, 'loop')}`;
	const was = done === 1 ? 'was' : 'were';
	return {
		transfer: `${loops} ${was} given on`,
		extend: `${loops} ${was} given a later date`,
		remind: `Somebody was reminded of ${loops}`
	}[act];
}
