import type { Auditor, CaseToAllocate } from './Allocation.ts';

/** Builders for the tests of allocation: a world in a line. */
export function anAuditor(id: string, more: Partial<Auditor> = {}): Auditor {
	return { id, teams: [], capacity: 4, load: 0, ...more };
}

export function aCase(caseRef: string, more: Partial<CaseToAllocate> = {}): CaseToAllocate {
	return { caseRef, team: 'north', worker: 'wyn', supervisor: 'sue', decisionMakers: [], ...more };
}
