import { addDays } from '../shared/dates.ts';
import type { Allocate, Auditor, CaseToAllocate, IndependencePolicy } from './Allocation.ts';

const families = ['child-journey', 'themed', 'dip'] as const;

/** Numbers from a seed, the same on every machine (mulberry32, Tommy Ettinger, 2017). */
export function chanceFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export type CouncilSize = { readonly auditors: number; readonly cases: number; readonly teams: number };

/** A council that nobody thought of: every rule of the register is broken by somebody somewhere. */
export function aRandomCouncil(seed: number, { auditors, cases, teams }: CouncilSize): Allocate {
	const chance = chanceFrom(seed);
	const below = (limit: number) => Math.floor(chance() * limit);
	const often = (share: number) => chance() < share;
	const person = () => `p${below(auditors + 3)}`;
	const team = () => `t${below(teams)}`;
	const ref = () => `9X-${1000 + below(cases)}`;
	const today = '2026-12-14';
	const dueOn = addDays(today, below(20));
	const anAuditor = (index: number): Auditor => ({
		id: `p${index}`,
		teams: often(0.7) ? [team()] : [],
		capacity: below(7),
		load: below(3),
		...(often(0.15) ? { leave: [{ from: addDays(today, -below(3)), to: addDays(today, below(30)) }] } : {}),
		...(often(0.1) ? { exempt: { until: addDays(today, below(9) - 4), approvedBy: 'director', reason: 'New' } } : {}),
		...(often(0.2) ? { trainedFor: families.filter(() => often(0.6)) } : {}),
		...(often(0.2)
			? {
					conflicts: [
						{ kind: 'case' as const, of: ref().toLowerCase() },
						{ kind: 'worker' as const, of: person() },
						{ kind: 'team' as const, of: team() }
					].filter(() => often(0.5))
				}
			: {})
	});
	const aCase = (index: number): CaseToAllocate => ({
		caseRef: `9X-${1000 + index}`,
		team: often(0.9) ? team() : null,
		worker: often(0.8) ? person() : null,
		supervisor: often(0.8) ? person() : null,
		decisionMakers: often(0.3) ? [person(), person()] : [],
		auditedBefore: often(0.2) ? [person()] : [],
		...(often(0.7) ? { family: families[below(3)] ?? 'dip' } : {})
	});
	const policy: IndependencePolicy = {
		ownTeam: often(0.7) ? 'barred' : 'warned',
		sameAuditorAgain: often(0.5) ? 'warned' : 'barred',
		untrained: often(0.8) ? 'barred' : 'warned',
		sameWorkerMonths: 3
	};
	return {
		auditors: Array.from({ length: auditors }, (_, index) => anAuditor(index)),
		cases: Array.from({ length: cases }, (_, index) => aCase(index)),
		policy,
		today,
		dueOn,
		seed: `${seed}-heron`
	};
}
