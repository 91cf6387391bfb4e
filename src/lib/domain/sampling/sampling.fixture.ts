import type { FrameCase, SamplingFrame } from '../frames/SamplingFrame.ts';
import type { SamplingRule } from './SamplingRule.ts';
import type { CaseStanding } from './eligibleCases.ts';
import type { DrawContext } from './drawSample.ts';

/** Builders for the tests of sampling: a world in a line. */
export function aCase(caseRef: string, more: Partial<FrameCase> = {}): FrameCase {
	return {
		caseRef,
		lists: [6],
		stage: 'child-in-need',
		open: true,
		ageBand: '8-11',
		team: 'North 1',
		worker: null,
		planType: 'cin',
		legalStatus: null,
		uasc: null,
		disability: null,
		seenAlone: null,
		previousPlans: null,
		missingEpisodes: null,
		placements: null,
		dates: {},
		...more
	};
}

export function aFrame(cases: readonly FrameCase[], more: Partial<SamplingFrame> = {}): SamplingFrame {
	return {
		id: 'frame-1',
		takenOn: '2026-03-09',
		importedAt: '2026-03-09T09:00:00.000Z',
		source: 'Annex A',
		cases,
		...more
	};
}

export function casesOf(count: number, more: Partial<FrameCase> = {}, prefix = '9X-'): FrameCase[] {
	return Array.from({ length: count }, (_, index) => aCase(`${prefix}${String(100000 + index)}`, more));
}

export function aRule(more: Partial<SamplingRule> = {}): SamplingRule {
	return {
		filters: [],
		exclusions: [],
		onePerHousehold: false,
		isReaudit: false,
		method: { kind: 'simple-random', size: 5 },
		...more
	};
}

export function aContext(standings: Readonly<Record<string, CaseStanding>> = {}): DrawContext {
	return { standings: new Map(Object.entries(standings)), by: 'ruth', at: '2026-03-12T14:02:00.000Z' };
}
