/** B7: audits shared out among a council's auditors, all the rules of the register kept. */
import { allocate } from '../../src/lib/domain/programme/allocate.ts';
import { aRandomCouncil, type CouncilSize } from '../../src/lib/domain/programme/councils.fixture.ts';
import type { Allocate } from '../../src/lib/domain/programme/Allocation.ts';
import type { Bench, Measured } from './Measured.ts';
import { rounds } from './rounds.ts';

const sizes: readonly CouncilSize[] = [
	{ auditors: 15, cases: 50, teams: 4 },
	{ auditors: 50, cases: 150, teams: 10 },
	{ auditors: 150, cases: 500, teams: 24 }
];

export const allocating: Bench = {
	id: 'B7A',
	what: 'audits shared out among auditors, all rules, exact, with reasons and what to relax',
	run: () => Promise.resolve(sizes.map(measure))
};

function measure(size: CouncilSize): Measured {
	const councils = Array.from({ length: rounds + 1 }, (_, seed) => aRandomCouncil(seed, size));
	const times = (work: (council: Allocate) => unknown) =>
		councils.map((council) => timed(() => work(council))).slice(1);
	return {
		bench: 'B7A',
		what: `allocate ${size.cases} audits to ${size.auditors} auditors (ms)`,
		dipper: times(allocate),
		floor: times(takeTheFirst),
		peers: {},
		reach: size.cases === 500 ? '≤ 1,000 ms' : ''
	};
}

/** The least there is to do: each case looks at each auditor until one is not of the team. No rule but that, nothing even. */
function takeTheFirst({ cases, auditors }: Allocate): number {
	return cases.filter(({ team }) => auditors.some(({ teams }) => team === null || !teams.includes(team))).length;
}

function timed(work: () => unknown): number {
	const started = performance.now();
	work();
	return performance.now() - started;
}
