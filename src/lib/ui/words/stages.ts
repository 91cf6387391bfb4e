import type { AuditState } from '#lib/domain/changes/RecordState.ts';
import type { AgeBand, CaseDate, Stage } from '#lib/domain/frames/SamplingFrame.ts';
import { plural } from './numbers.ts';

export const auditStateWords: Record<AuditState, string> = {
	allocated: 'Not started',
	begun: 'Begun',
	submitted: 'Submitted'
};

/** Progress counts what was judged, in plain words: "Completed", "2 of 9 judged", "8 to judge". */
export function judgedWords(
	judged: number,
	all: number,
	verb: { done: string; toDo: string } = { done: 'judged', toDo: 'to judge' }
): string {
	if (all > 0 && judged >= all) return 'Completed';
	return judged === 0 ? `${all} ${verb.toDo}` : `${judged} of ${all} ${verb.done}`;
}

/** "27 of 83 judged". */
export function progressWords(judged: number, all: number): string {
	return `${judged} of ${all} judged`;
}

/** "2 done, 1 begun" under the pebbles of a dip sample. */
export function pebbleWords(done: number, begun: number, all: number): string {
	if (done === all) return `All ${all} done`;
	if (done === 0 && begun === 0) return `${plural(all, 'child', 'children')} to look at`;
	return begun === 0 ? `${done} done` : `${done} done, ${begun} begun`;
}

export const stageWords: Record<Stage, string> = {
	contact: 'Contact',
	'early-help': 'Early help',
	referral: 'Referral',
	assessment: 'Assessment',
	'section-47': 'Section 47 enquiry',
	'child-in-need': 'Child in need',
	'child-protection': 'Child protection',
	'looked-after': 'Looked after',
	'care-leaver': 'Care leaver',
	adoption: 'Adoption'
};

export const ageBandWords: Record<AgeBand, string> = {
	unborn: 'unborn',
	'under-1': 'under 1 year',
	'1-4': '1 to 4 years',
	'5-7': '5 to 7 years',
	'8-11': '8 to 11 years',
	'12-15': '12 to 15 years',
	'16-17': '16 to 17 years',
	'18-plus': '18 or over',
	'not-known': 'age not known'
};

/** The dates of the import, as they stand over a value. */
export const caseDateWords: Record<CaseDate, string> = {
	contactOn: 'Contact',
	earlyHelpStartedOn: 'Early help began',
	earlyHelpCompletedOn: 'Early help assessment done',
	referralOn: 'Referral',
	assessmentStartedOn: 'Assessment began',
	assessmentAuthorisedOn: 'Assessment authorised',
	strategyOn: 'Strategy discussion',
	conferenceOn: 'Conference',
	cinStartedOn: 'Child in need plan began',
	cinSeenOn: 'Child last seen',
	cppStartedOn: 'Child protection plan began',
	cppVisitOn: 'Last statutory visit',
	cppReviewOn: 'Last review conference',
	cppEndedOn: 'Child protection plan ended',
	lacStartedOn: 'Came into care',
	lacReviewOn: 'Last review',
	lacVisitOn: 'Last visit',
	iroVisitOn: 'Last seen by the IRO',
	placementStartedOn: 'Placement began',
	permanencePlanOn: 'Permanence plan',
	legalStatusOn: 'Legal status from',
	pathwayReviewOn: 'Pathway plan reviewed',
	leaverContactOn: 'Last in touch',
	closedOn: 'Closed'
};
