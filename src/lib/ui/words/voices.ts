import type { RightOfReply } from '#lib/domain/voices/rightOfReply.ts';
import type { Hearing } from '#lib/domain/voices/Attempt.ts';
import type { Agreement, AttemptOutcome, Face, Voice, WayHeard, WayToReach } from '#lib/domain/voices/Voice.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { wholeDay } from './dates.ts';
import { plural } from './numbers.ts';

export const voiceWords: Record<Voice, string> = {
	child: 'The child',
	parent: 'A parent or carer',
	practitioner: 'The worker',
	partner: 'A partner agency'
};

export const wayToReachWords: Record<WayToReach, string> = {
	telephone: 'By telephone',
	'face-to-face': 'Face to face',
	message: 'By message',
	letter: 'By letter',
	'through-someone': 'Through someone they trust'
};

export const outcomeWords: Record<AttemptOutcome, string> = {
	reached: 'Reached',
	'no-answer': 'No answer',
	'call-back': 'Asked to be called another time',
	declined: 'They would rather not',
	'not-safe': 'Not safe to ask them now',
	'not-obtained': 'Not obtained: stop trying'
};

export const wayHeardWords: Record<WayHeard, string> = {
	spoken: 'in conversation',
	faces: 'with faces, on this tablet',
	form: 'by a one-time form',
	'shared-screen': 'on a shared screen',
	'own-tablet': 'on their own tablet'
};

/** The questions in the words of whoever is asked; a child's are sentences to feel one's way to. */
export const askedWords: Readonly<Record<string, string>> = {
	'knows-why': 'I know why people are helping my family',
	agrees: 'I agree with the plan',
	'listened-to': 'People listen to me',
	safer: 'I feel safe',
	understood: 'Did people tell you clearly what they were worried about?',
	respected: 'Were you treated with respect?',
	'knew-what-to-do': 'Did you know what you needed to do?',
	'got-help': 'Did you get help that made a difference?',
	informed: 'Are you told what you need to know?',
	involved: 'Are you part of the plan?',
	'plan-works': 'Is the plan working?',
	'in-the-way': 'What got in the way?',
	needs: 'What do you need?',
	supervision: 'What will you take to supervision?'
};

export const faceWords: Record<Face, string> = {
	'1': 'No, not at all',
	'2': 'Not really',
	'3': 'Sometimes',
	'4': 'Mostly',
	'5': 'Yes, a lot'
};

export const agreementWords: Record<Agreement, string> = {
	agree: 'I agree with it',
	partly: 'I agree with some of it',
	disagree: 'I see it differently'
};

const answerWords: Readonly<Record<string, string>> = { yes: 'Yes', partly: 'Partly', no: 'No' };

/** One answer as it is read: a face of a child, yes or no of a grown-up, or words. */
export function saidWords(from: string, value: string): string {
	if (from === 'child' && Object.hasOwn(faceWords, value)) return faceWords[value as Face];
	return answerWords[value] ?? value;
}

/** What a reply's agreement says, of someone else. */
export function repliedWords(scale: string | number | null): string {
	if (scale === 'agree') return 'Agrees with what was found';
	if (scale === 'partly') return 'Agrees with some of what was found';
	return scale === 'disagree' ? 'Sees it differently' : '';
}

/** "Heard", "Tried twice, until 24 March", "Not tried yet". */
export function hearingWords(hearing: Hearing, today: Day): string {
	const tries = `tried ${hearing.tries === 1 ? 'once' : hearing.tries === 2 ? 'twice' : plural(hearing.tries, 'time')}`;
	switch (hearing.state) {
		case 'heard':
			return 'Heard';
		case 'not-tried':
			return 'Not tried yet';
		case 'ended':
			return `${outcomeWords[hearing.because].split(':')[0] ?? ''}, ${tries}`;
		case 'trying':
			return hearing.isOver
				? `Two weeks are over, ${tries}: write down why it was not obtained`
				: `${tries.charAt(0).toUpperCase()}${tries.slice(1)} · until ${wholeDay(hearing.until, today)}`;
	}
}

/** Where the worker's right of reply stands, to the worker. */
export function replyWords(right: RightOfReply, today: Day): string {
	switch (right.state) {
		case 'not-yet':
			return 'Not shown to the worker yet';
		case 'open':
			return right.until === null
				? 'The grade is not final: say what you see before it is given'
				: `The grade is not final. You can reply until ${wholeDay(right.until, today)}`;
		case 'final':
			return right.because === 'moderated'
				? 'The grade is final: it was moderated. What you write is still kept with it'
				: 'The grade is final. What you write is still kept with it';
	}
}

/** Said to somebody who is telephoned, in the caller's own voice. */
export const callScripts: Record<'parent' | 'partner', readonly string[]> = {
	parent: [
		'“Hello, my name is …, I work for the council. Is this a good time, and can you talk freely?” If not, ask when.',
		'“I am not your family’s social worker. I look at how well we help families, and I would like to hear from you.”',
		'“You do not have to. It takes about ten minutes, and it changes nothing about the help that you get.”',
		'“I write down what you say, without names. Your worker may read it.”',
		'Ask the questions below, one at a time. Wait. Write their words, not yours.',
		'If it is a complaint, say how to make one, and that you will pass it on today.',
		'If you hear that a child is not safe, say that you have to tell someone, and raise a same-day alert.',
		'“Thank you. What will you do with the rest of your day?” Leave them with something other than this.'
	],
	partner: [
		'“Hello, I audit practice for children’s services. I am calling about a child you know; is this line private?”',
		'Say the child’s name only once you know to whom you speak. Do not write it here.',
		'“I have three short questions about how we work with you.”',
		'If they are worried about a child now, ask what they have done about it, and raise a same-day alert.'
	]
};

/** Always there, whatever a child answers. The number is the NSPCC's (childline.org.uk). */
export const childlineWords =
	'If you do not feel safe now, tell the grown-up who is with you. You can also call Childline free on 0800 1111.';

/** What became of a link for one use. */
export const linkStateWords = {
	open: 'Can be used',
	used: 'Used',
	'called-back': 'Called back',
	over: 'Its day is over'
} as const;
