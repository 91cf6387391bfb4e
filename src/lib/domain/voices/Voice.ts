/**
 * Who is heard in an audit beside its auditor, and what each of them is asked (question-sets.md, CJ10.2 to CJ10.5;
 * practice.md 1.10: always record whether it was tried, how, who declined and why, and their own words).
 */
export const voices = ['child', 'parent', 'practitioner', 'partner'] as const;
export type Voice = (typeof voices)[number];

/** How somebody was tried to be reached. */
export const waysToReach = ['telephone', 'face-to-face', 'message', 'letter', 'through-someone'] as const;
export type WayToReach = (typeof waysToReach)[number];

/** What came of one attempt. The last three end the trying: each with its reason. */
export const attemptOutcomes = ['reached', 'no-answer', 'call-back', 'declined', 'not-safe', 'not-obtained'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];
export const endingOutcomes: ReadonlySet<AttemptOutcome> = new Set(['declined', 'not-safe', 'not-obtained']);

/** In which way their words came. */
export const waysHeard = ['spoken', 'faces', 'form', 'shared-screen', 'own-tablet'] as const;
export type WayHeard = (typeof waysHeard)[number];

/** One answer to one of the questions that are put to a voice. */
export type Said = { readonly about: string; readonly value: string };

/** Five faces from very unhappy to very happy. */
export const faces = ['1', '2', '3', '4', '5'] as const;
export type Face = (typeof faces)[number];

/** The questions put to each, by what they are about. The worker is asked in words of their own instead. */
export const askedOf = {
	child: ['knows-why', 'agrees', 'listened-to', 'safer'],
	parent: ['understood', 'respected', 'knew-what-to-do', 'got-help'],
	partner: ['informed', 'involved', 'plan-works'],
	practitioner: ['in-the-way', 'needs', 'supervision']
} as const satisfies Record<Voice, readonly string[]>;

/** Whether a worker agrees with what was found: kept as the scale of their reply. */
export const agreements = ['agree', 'partly', 'disagree'] as const;
export type Agreement = (typeof agreements)[number];

/** A child's face in the words of the question sets: the two unhappy ones are No, the one between is Partly. */
export function answerOfFace(face: string): 'yes' | 'partly' | 'no' | null {
	if (face === '1' || face === '2') return 'no';
	if (face === '3') return 'partly';
	return face === '4' || face === '5' ? 'yes' : null;
}

/** The child said they do not feel safe: somebody is telephoned the same day (question-sets.md, CJ10.2). */
export function isUnsafe(from: string, said: readonly Said[]): boolean {
	return from === 'child' && said.some(({ about, value }) => about === 'safer' && answerOfFace(value) === 'no');
}
