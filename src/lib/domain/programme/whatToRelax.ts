import type { Allocate, IndependencePolicy } from './Allocation.ts';

/** The rules that a council may set aside, in the order in which they cost least. Worker, supervisor and decision-maker never are. */
export const relaxations = ['capacity', 'leave', 'exemption', 'training', 'same-auditor-again', 'own-team'] as const;
export type Relaxation = (typeof relaxations)[number];

/** What would let more cases be given, and how many more. */
export type Relaxed = { readonly rule: Relaxation | 'all-of-them'; readonly cases: number };

type Relax = (given: Allocate) => Allocate;

const ways: Readonly<Record<Relaxation, Relax>> = {
	capacity: withAuditors((auditor, cases) => ({
		...auditor,
		capacity: Math.max(auditor.capacity, auditor.load + cases)
	})),
	leave: withAuditors(({ leave: _, ...auditor }) => auditor),
	exemption: withAuditors(({ exempt: _, ...auditor }) => auditor),
	training: withPolicy({ untrained: 'warned' }),
	'same-auditor-again': withPolicy({ sameAuditorAgain: 'warned' }),
	'own-team': withPolicy({ ownTeam: 'warned' })
};

/**
 * Which rule stands in the way of the cases that were left: each is set aside alone, and it is counted how many more
 * could then be given; where none helps alone, all of them together. Nothing found means that only more people help.
 */
export function whatToRelax(given: Allocate, allocated: number, countGiven: (given: Allocate) => number): Relaxed[] {
	const alone = relaxations
		.map((rule) => ({ rule, cases: countGiven(ways[rule](given)) - allocated }))
		.filter(({ cases }) => cases > 0)
		.sort((one, other) => other.cases - one.cases);
	if (alone.length > 0) return alone;
	const all = relaxations.reduce((so, rule) => ways[rule](so), given);
	const cases = countGiven(all) - allocated;
	return cases > 0 ? [{ rule: 'all-of-them', cases }] : [];
}

function withAuditors(
	change: (auditor: Allocate['auditors'][number], cases: number) => Allocate['auditors'][number]
): Relax {
	return (given) => ({ ...given, auditors: given.auditors.map((auditor) => change(auditor, given.cases.length)) });
}

function withPolicy(change: Partial<IndependencePolicy>): Relax {
	return (given) => ({ ...given, policy: { ...given.policy, ...change } });
}
