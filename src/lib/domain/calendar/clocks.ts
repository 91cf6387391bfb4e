import type { Day } from '../shared/dates.ts';
import type { Clock, ClockUnit } from './Clock.ts';

type Row = readonly [id: string, title: string, value: number, unit: ClockUnit];
type Standard = Pick<Clock, 'source' | 'effectiveFrom' | 'status'>;

function national(source: string, effectiveFrom: Day): Standard {
	return { source, effectiveFrom, status: 'national' };
}

/** Defaults that a council is expected to set for itself (practice.md 1.15). */
function local(source: string, effectiveFrom: Day = '2018-03-01'): Standard {
	return { source, effectiveFrom, status: 'local' };
}

function by(standard: Standard, rows: readonly Row[]): Clock[] {
	return rows.map(([id, title, value, unit]) => ({ id, title, value, unit, asks: 'at-most', ...standard }));
}

const workingTogether = national('Working Together to Safeguard Children', '2013-04-15');
const carePlanning = national('Care Planning, Placement and Case Review Regulations 2010', '2011-04-01');
const visitRegulation = national('Care Planning Regulations 2010 (SI 2010/959), regulation 28', '2011-04-01');
const careLeavers = national('Care Leavers (England) Regulations 2010 and guidance', '2011-04-01');
const plan2018 = 'Improvement plan, March 2018';
const proposed = local('Proposed default, to be set locally', '2026-01-01');

/** Every clock that the shipped questions test. A council's own clocks are laid over these by `clockOn`. */
export const shippedClocks: readonly Clock[] = [
	...by(local(`${plan2018}, C1.1`), [
		['contact-review-3', 'Contact still open: first review', 3, 'working-days'],
		['contact-review-5', 'Contact still open: second review, and decision', 5, 'working-days']
	]),
	...by(local('Front-door standard in use elsewhere (Oxfordshire)'), [
		['contact-red', 'Contact rated red: decision', 4, 'hours'],
		['contact-amber', 'Contact rated amber: decision', 1, 'working-days'],
		['contact-green', 'Contact rated green: decision', 3, 'working-days']
	]),
	...by(local(`${plan2018}, C2.3; the length of a shift is local`), [
		['edt-record', 'Out-of-hours record, before the end of the shift', 12, 'hours']
	]),
	...by(workingTogether, [
		['referral-decision', 'Referral: decision on what happens next', 1, 'working-days'],
		['assessment-45', 'Child and family assessment', 45, 'working-days'],
		['strategy-discussion', 'Strategy discussion, the same day or the next', 1, 'working-days'],
		['icpc-15', 'Strategy discussion to initial child protection conference', 15, 'working-days'],
		['core-group-first', 'First core group after the initial conference', 10, 'working-days'],
		['review-conference-first', 'First review conference', 3, 'months'],
		['review-conference', 'Later review conferences', 6, 'months']
	]),
	...by(local(`${plan2018}, C6.7`), [['core-group', 'One core group to the next', 6, 'weeks']]),
	...by(local('Common local visiting standard'), [
		['cp-visits', 'Visits, child protection', 10, 'working-days'],
		['cin-visits', 'Visits, child in need', 20, 'working-days'],
		['cin-review', 'Reviews, child in need', 20, 'working-days'],
		['cin-plan', 'Child in need plan after the assessment', 10, 'working-days']
	]),
	...by(visitRegulation, [
		['cla-visit-first', 'First visit after a placement begins', 1, 'weeks'],
		['cla-visits', 'Visits, looked after', 6, 'weeks'],
		['cla-visits-permanent', 'Visits, placement meant to last to 18, after its first year', 3, 'months'],
		['cla-visits-weekly', 'Visits to the first review, interim order with a parent or temporary approval', 1, 'weeks'],
		[
			'cla-visits-interim',
			'Visits after the first review, interim order with a parent or temporary approval',
			4,
			'weeks'
		],
		['cla-visits-with-parent', 'Visits, full care order, living with a parent', 6, 'weeks']
	]),
	...by(carePlanning, [
		['cla-review-first', 'First review, looked after', 20, 'working-days'],
		['cla-review-second', 'First review to the second, looked after', 3, 'months'],
		['cla-review', 'Later reviews, looked after', 6, 'months'],
		['initial-health', 'Initial health assessment', 20, 'working-days'],
		['connected-carer-approval', 'Temporary approval of a connected carer (regulation 24)', 16, 'weeks']
	]),
	...by(local(`${plan2018}, C7.2: by the second review, 20 working days and then 3 months`), [
		['permanence-plan', 'Permanence plan', 4, 'months']
	]),
	...by(local(`${plan2018}, C8.3: at the second review, 20 working days and then 3 months`), [
		['contact-agreement', 'Agreement on time with family reviewed', 4, 'months']
	]),
	...by(careLeavers, [
		['pathway-plan', 'Needs assessment and pathway plan after the 16th birthday', 3, 'months'],
		['pathway-review', 'Pathway plan reviews', 6, 'months'],
		['leaver-contact', 'In touch with a care leaver', 8, 'weeks']
	]),
	...by(national('Statutory guidance on children who run away or go missing', '2014-01-01'), [
		['return-home', 'Return home interview', 72, 'hours']
	]),
	...by(national('Best practice guidance, Public Law Working Group', '2021-03-01'), [
		['pre-proceedings', 'Pre-proceedings, letter to end', 16, 'weeks']
	]),
	...by(national('Children and Families Act 2014, section 14', '2014-04-22'), [
		['proceedings', 'Care proceedings, issue to final order', 26, 'weeks']
	]),
	...by(national('IRO handbook', '2011-04-01'), [['iro-dispute', 'IRO dispute, all stages', 20, 'working-days']]),
	...by(local('Local protocols: Barnet'), [['iro-dispute-manager', 'IRO dispute, team manager', 5, 'working-days']]),
	...by(local('Local protocols: Nottinghamshire'), [
		['iro-dispute-stage', 'IRO dispute, one stage', 10, 'working-days']
	]),
	...by(national('Private Arrangements for Fostering Regulations 2005 (SI 2005/1533)', '2005-07-01'), [
		['private-fostering-first', 'Private fostering, first visit after notification', 7, 'working-days'],
		['private-fostering-visits', 'Private fostering, visits in the first year', 6, 'weeks'],
		['private-fostering-visits-later', 'Private fostering, visits after the first year', 12, 'weeks']
	]),
	...by(national('Fostering Services: National Minimum Standards 2011, standard 21', '2011-04-01'), [
		['fostering-unannounced', 'Unannounced visit to a foster carer', 12, 'months']
	]),
	...by(national('Fostering Services (England) Regulations 2011, regulation 28', '2011-04-01'), [
		['fostering-review', 'Review of a foster carer’s approval', 12, 'months']
	]),
	...by(national('Adoption scorecards, Department for Education', '2012-05-11'), [
		['adoption-match', 'Adoption, placement order to match', 121, 'calendar-days']
	]),
	...by(local(`${plan2018}, C2.3 and C12.4`), [
		['edt-handover', 'Out-of-hours hand-over acted on, the next working morning', 1, 'working-days']
	]),
	...by(local(`${plan2018}, C2.1`), [
		['triage-next-day', 'Domestic abuse notification at the daily triage', 1, 'working-days']
	]),
	...by(local(`${plan2018}, C3.1`), [['concern-form', 'Concern form authorised by the team', 1, 'working-days']]),
	...by(local('Children’s Homes (England) Regulations 2015, regulation 44; the day is local'), [
		['regulation-44-report', 'Regulation 44 report, after the month of the visit', 1, 'months']
	]),
	...by(proposed, [
		['same-day', 'On the same day', 12, 'hours'],
		['early-help-assessment', 'Early help assessment', 30, 'working-days'],
		['legal-planning', 'Legal planning meeting, once the concern meets the test', 10, 'working-days'],
		['pre-proceedings-meeting', 'First meeting after the letter before proceedings', 15, 'working-days'],
		['pre-proceedings-review', 'Review of pre-proceedings, at the mid-point', 6, 'weeks'],
		['pre-birth-assessment', 'Assessment before birth, begun early in the second trimester', 16, 'weeks'],
		['pre-birth-start', 'Pre-proceedings for an unborn child, begun', 24, 'weeks'],
		['education-plan', 'Personal education plan, once a term', 4, 'months'],
		['supervision-record', 'Record of supervision signed by both', 5, 'working-days'],
		['long-term-match', 'Long-term fostering, decision to match at panel', 6, 'months'],
		['leaver-work-contact', 'In touch with a care leaver about education or work', 4, 'weeks'],
		['homeless-assessment', 'Assessment of a homeless 16- or 17-year-old', 10, 'working-days'],
		['homeless-follow-up', 'Follow-up of a homeless 16- or 17-year-old', 4, 'weeks'],
		['private-fostering-notice', 'Private fostering, recognised', 7, 'calendar-days'],
		['early-help-review', 'Team around the family reviews', 6, 'weeks'],
		['visits', 'Visits, where no plan sets another', 20, 'working-days'],
		['planning-meetings', 'Planning meetings, where no plan sets another', 6, 'weeks'],
		['supervision', 'Supervision of the case', 1, 'months'],
		['plan-update', 'Plan updated after a review or a significant event', 10, 'working-days'],
		['plan-review', 'Plan still current', 6, 'months'],
		['senior-decision', 'Senior, legal or panel decision', 10, 'working-days'],
		['minutes-sent', 'Minutes sent to everyone', 5, 'working-days'],
		['visit-recorded', 'Visit recorded', 2, 'working-days'],
		['case-summary', 'Case summary updated', 3, 'months'],
		['moderation', 'Moderation of an audit', 10, 'working-days']
	]),
	{
		id: 'conference-report',
		title: 'Report shared with the family before the conference',
		value: 3,
		unit: 'working-days',
		asks: 'at-least',
		...proposed
	}
];
