import type { FrameCase } from './SamplingFrame.ts';

/** A case for tests, with nothing known but what the test says. */
export function aCase(caseRef: string, known: Partial<FrameCase> = {}): FrameCase {
	return {
		caseRef,
		lists: [],
		stage: 'child-in-need',
		open: true,
		ageBand: 'not-known',
		team: null,
		worker: null,
		planType: null,
		legalStatus: null,
		placement: null,
		uasc: null,
		disability: null,
		seenAlone: null,
		previousPlans: null,
		missingEpisodes: null,
		placements: null,
		dates: {},
		...known
	};
}
