import type { AuditHead, AuditRecord, CaseFacts } from '#lib/domain/changes/RecordState.ts';
import type { FrameCase } from '#lib/domain/frames/SamplingFrame.ts';
import type { SamplingRule } from '#lib/domain/sampling/SamplingRule.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { TemplateRef } from '#lib/domain/templates/Template.ts';
import type { NameTies } from '../frames/nameTies.ts';
import type { KeptSample } from '../samples/samples.repository.ts';

/** An audit of one drawn case, as it is handed to its auditor: nothing in it is judged yet. */
export function newAudit(
	id: string,
	kept: KeptSample,
	one: FrameCase,
	ties: NameTies,
	given: { readonly auditor: string; readonly dueOn: Day; readonly template: TemplateRef }
): AuditRecord {
	const { team, service } = ties.place(one.team);
	const worker = ties.worker(one.worker).target;
	const head: AuditHead = {
		state: 'allocated',
		template: given.template,
		caseRef: one.caseRef,
		team,
		service,
		worker,
		workerName: worker === null ? one.worker : null,
		auditor: given.auditor,
		dueOn: given.dueOn,
		sample: kept.id,
		sampleName: kept.name,
		route: routeOf(kept.sample.rule),
		case: factsOf(one, kept.sample.frame.takenOn),
		openAlerts: 0
	};
	return { record: { kind: 'audit', id }, ver: 1, head, fields: new Map() };
}

/** How a case came to be looked at decides what its grade may be counted in: only chance speaks for the whole. */
function routeOf({ isReaudit, method }: SamplingRule): AuditHead['route'] {
	if (isReaudit) return 're-audit';
	switch (method.kind) {
		case 'stratified':
		case 'nominated':
		case 'risk-weighted':
			return method.kind;
		// Where everyone is taken nobody is chosen, so a whole cohort speaks for itself as a random draw does.
		case 'simple-random':
		case 'systematic':
		case 'whole-cohort':
			return 'random';
	}
}

function factsOf(
	{ stage, ageBand, planType, legalStatus, uasc, disability, dates }: FrameCase,
	importedOn: Day
): CaseFacts {
	return { stage, ageBand, planType, legalStatus, uasc, disability, dates, importedOn };
}
