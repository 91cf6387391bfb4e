import type { CodeKind } from './annexACodes.ts';
import type { CaseDate } from './SamplingFrame.ts';

/** Dates that decide whether a row is still open; they are not kept by themselves. */
export type ClosingDate = 'lacCeasedOn' | 'adoptedOn' | 'noLongerForAdoptionOn' | 'adoptionDecidedOn';
export type ListDate = CaseDate | ClosingDate;

/** What a column becomes. 'drop' is Ofsted's, but nothing Dipper keeps: it is only looked at for blanks and codes. */
export type ColumnUse =
	| { readonly kind: 'caseRef' | 'born' | 'age' | 'team' | 'worker' | 'adviser' | 'postcode' | 'drop' }
	| { readonly kind: 'date'; readonly field: ListDate | null }
	| { readonly kind: 'count'; readonly field: 'previousPlans' | 'missingEpisodes' | 'placements' | null }
	| { readonly kind: 'code'; readonly code: CodeKind; readonly field: CodeField | null };

export type CodeField =
	| 'uasc'
	| 'disability'
	| 'seenAlone'
	| 'caseStatus'
	| 'legalStatus'
	| 'placement'
	| 'referralClosed'
	| 'conferenceUnnecessary'
	| 'inTouch';

export type AnnexAColumn = {
	/** Ofsted's wording. */
	readonly header: string;
	readonly required: boolean;
	/** Wordings met in files beside Ofsted's own, matched whole against the normalised header. */
	readonly pattern: RegExp | null;
	readonly use: ColumnUse;
};

export type AnnexAList = { readonly number: number; readonly title: string; readonly columns: readonly AnnexAColumn[] };

const of = (header: string, required: boolean, use: ColumnUse, pattern: RegExp | null = null): AnnexAColumn => ({
	header,
	required,
	pattern,
	use
});
const drop = (header: string, required = false) => of(header, required, { kind: 'drop' });
const date = (header: string, field: ListDate | null, required = false, pattern?: RegExp) =>
	of(header, required, { kind: 'date', field }, pattern);
const code = (header: string, kind: CodeKind, field: CodeField | null, required = false, pattern?: RegExp) =>
	of(header, required, { kind: 'code', code: kind, field }, pattern);
const count = (header: string, field: 'previousPlans' | 'missingEpisodes' | 'placements' | null, pattern?: RegExp) =>
	of(header, true, { kind: 'count', field }, pattern);

const caseRef = of(
	'Child Unique ID',
	true,
	{ kind: 'caseRef' },
	/^(child|childs|person) (unique )?(id|identifier)( number)?$/
);
const gender = code('Gender', 'gender', null, true, /^(gender|sex)$/);
const ethnicity = code('Ethnicity', 'ethnicity', null, true, /^ethnic(ity| origin| code)$/);
const born = of('Date of Birth', false, { kind: 'born' }, /^((childs )?date of birth|d ?o ?b)$/);
const age = of('Age of Child (Years)', false, { kind: 'age' }, /^age( of child)?( in)?( years)?$/);
const disability = code(
	'Does the Child have a Disability',
	'yesNo',
	'disability',
	true,
	/^(disability|disabled|does the child have a disability)$/
);
const team = of('Allocated Team', true, { kind: 'team' }, /^(allocated |current )?team( name)?$/);
const worker = of('Allocated Worker', true, { kind: 'worker' }, /^(allocated |current )?(social )?worker( name)?$/);
const child = [caseRef, gender, ethnicity, born, age];
const childWithDisability = [...child, disability];

/** Lists 1 to 11 of Ofsted's ILACS Annex A, from the MIT-licensed LIIA schema; all headers, so that a strange one shows. */
export const annexALists: readonly AnnexAList[] = [
	{
		number: 1,
		title: 'Contacts',
		columns: [...child, date('Date of Contact', 'contactOn', true), drop('Contact Source', true)]
	},
	{
		number: 2,
		title: 'Early help assessments',
		columns: [
			...child,
			date('Assessment start date', 'earlyHelpStartedOn', true),
			date('Assessment completion date', 'earlyHelpCompletedOn'),
			of('Organisation completing assessment', true, { kind: 'team' })
		]
	},
	{
		number: 3,
		title: 'Referrals',
		columns: [
			...child,
			date('Date of referral', 'referralOn', true),
			drop('Referral Source', true),
			code('Referral NFA?', 'yesNo', 'referralClosed', true),
			count('Number of Referrals in Last 12 Months', null),
			team,
			worker
		]
	},
	{
		number: 4,
		title: 'Assessments',
		columns: [
			...childWithDisability,
			date('Continuous Assessment Start Date', 'assessmentStartedOn', true),
			code('Child Seen During Continuous Assessment', 'yesNo', null, true),
			date('Continuous Assessment Date of Authorisation', 'assessmentAuthorisedOn'),
			code(
				"Was the child assessed as requiring LA children's social care support?",
				'yesNo',
				null,
				false,
				/^was the child assessed .*social care support$/
			),
			team,
			worker
		]
	},
	{
		number: 5,
		title: 'Section 47 enquiries and initial child protection conferences',
		columns: [
			...childWithDisability,
			date(
				'Strategy discussion initiating Section 47 Enquiry Start Date',
				'strategyOn',
				true,
				/^strategy discussion .*section 47.*$/
			),
			code('Was an Initial Child Protection Conference deemed unnecessary?', 'yesNo', 'conferenceUnnecessary'),
			date('Date of Initial Child Protection Conference', 'conferenceOn'),
			code('Did the Initial Child Protection Conference Result in a Child Protection Plan', 'yesNo', null),
			count('Number of Section 47 Enquiries in the last 12 months', null),
			count('Number of ICPCs in the last 12 months', null),
			team,
			worker
		]
	},
	{
		number: 6,
		title: 'Children in need',
		columns: [
			...childWithDisability,
			date('CIN Start Date', 'cinStartedOn'),
			code('Primary Need Code', 'need', null, true),
			date('Date Child Was Last Seen', 'cinSeenOn'),
			date('CIN Closure Date', 'closedOn'),
			drop('Reason for Closure'),
			code('Case Status', 'caseStatus', 'caseStatus', true),
			team,
			worker
		]
	},
	{
		number: 7,
		title: 'Child protection',
		columns: [
			...childWithDisability,
			date('Child Protection Plan Start Date', 'cppStartedOn', true),
			code('Initial Category of Abuse', 'abuse', null, true),
			code('Latest Category of Abuse', 'abuse', null, true),
			date('Date of the Last Statutory Visit', 'cppVisitOn'),
			code('Was the Child Seen Alone?', 'yesNo', 'seenAlone'),
			date('Date of latest review conference', 'cppReviewOn'),
			date('Child Protection Plan End Date', 'cppEndedOn'),
			code(
				'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)',
				'yesNo',
				null,
				true,
				/^subject to emergency protection order.*$/
			),
			count('Number of Previous Child Protection Plans', 'previousPlans'),
			team,
			worker
		]
	},
	{
		number: 8,
		title: 'Children in care',
		columns: [
			...child,
			code(
				'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)',
				'yesNo',
				'uasc',
				true,
				/^(unaccompanied asylum seeking child.*|uasc)$/
			),
			disability,
			date('Date Started to be Looked After', 'lacStartedOn', true),
			code("Child's Category of Need", 'need', null, true),
			code(
				'Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)',
				'yesNo',
				null,
				true,
				/^is this a second or subsequent .*looked after child.*$/
			),
			date('Start date of current legal status', 'legalStatusOn', true),
			code("Child's Legal Status", 'legalStatus', 'legalStatus', true, /^(child )?legal status$/),
			date('Date of Latest Statutory Review', 'lacReviewOn'),
			date('Date of Last Social Work Visit', 'lacVisitOn'),
			drop('What is the permanence plan for this child?'),
			date('Date of Last IRO Visit / Contact to the Child', 'iroVisitOn', false, /^date of last iro visit.*$/),
			date('Date of Last Health Assessment', null),
			date('Date of Last Dental Check', null),
			count('Number of Placements in the Last 12 months', 'placements'),
			date('Date Ceased to be Looked After', 'lacCeasedOn'),
			drop('Reason Ceased to be Looked After'),
			date('Start Date of Most Recent Placement', 'placementStartedOn', true),
			code('Placement Type', 'placementType', 'placement', true),
			drop('Placement Provider', true),
			of('Placement postcode', true, { kind: 'postcode' }),
			drop('URN of Placement'),
			drop('Placement Location', true),
			drop('LA of Placement', true),
			count(
				"Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
				'missingEpisodes',
				/^number of episodes the child has been missing .*$/
			),
			count(
				"Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
				null,
				/^number of episodes the child has been absent .*$/
			),
			code('Was the child offered a Return Interview after their last missing episode (Y/N)?', 'yesNo', null),
			code('Did the child accept a Return Interview after their last missing episode (Y/N)?', 'yesNo', null),
			team,
			worker
		]
	},
	{
		number: 9,
		title: 'Care leavers',
		columns: [
			...child,
			code(
				'Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)',
				'yesNo',
				'uasc',
				true,
				/^(unaccompanied asylum seeking child.*|uasc)$/
			),
			disability,
			team,
			worker,
			of('Allocated Personal Advisor', true, { kind: 'adviser' }, /^(allocated )?personal advis[eo]r( name)?$/),
			code('Eligibility Category', 'eligibility', null, true),
			date('Latest Pathway Plan Review Date', 'pathwayReviewOn'),
			code('LA in Touch', 'inTouch', 'inTouch', true),
			date('Latest Date of Contact', 'leaverContactOn'),
			drop('Type of Accommodation'),
			drop('Suitability of Accommodation'),
			drop('Activity Status')
		]
	},
	{
		number: 10,
		title: 'Adoption',
		columns: [
			caseRef,
			drop('Family identifier'),
			gender,
			ethnicity,
			born,
			age,
			disability,
			date('Date the Child Entered Care', null, true),
			date('Date of Decision that Child Should be Placed for Adoption', 'adoptionDecidedOn', true),
			date('Date of Placement Order', null),
			date('Date of Matching Child and Prospective Adopters', null),
			date('Date Placed for Adoption', null),
			date('Date of Adoption Order', 'adoptedOn'),
			date('Date of Decision that Child Should No Longer be Placed for Adoption', 'noLongerForAdoptionOn'),
			drop('Reason Why Child No Longer Placed for Adoption'),
			date('Date the child was placed for fostering in FFA or concurrent planning placement', null)
		]
	},
	{
		number: 11,
		title: '(Prospective) adopters',
		columns: [
			of('Individual adopter identifier', true, { kind: 'caseRef' }, /^(individual )?adopter (id|identifier)$/),
			drop('Family identifier'),
			gender,
			ethnicity,
			code('Disability', 'yesNo', null, true),
			code('Is the (prospective) adopter fostering for adoption?', 'yesNo', null, true),
			date('Date enquiry received', null, true),
			date('Date Stage 1 started', null),
			date('Date Stage 1 ended', null),
			date('Date Stage 2 started', null),
			date('Date Stage 2 ended', null),
			date('Date application submitted', null),
			date('Date application approved', null),
			date('Date adopter matched with child(ren)', null),
			date('Date child/children placed with adopter(s)', null),
			drop('No. of children placed'),
			date('Date of Adoption Order', null),
			date('Date of leaving adoption process', null),
			drop('Reason for leaving adoption process')
		]
	}
];

/** Adopters are adults and no part of a caseload of children: counted, then left out. */
export const adoptersList = 11;

export function annexAList(number: number): AnnexAList | null {
	return annexALists.find((list) => list.number === number) ?? null;
}

/** "List 8", "LIST_08", "Annex A - List 8 (CiC)", "L8": list 8. Null for a sheet that is none of the lists. */
export function listOfSheet(name: string): number | null {
	const match = /(?:(?:^|[^a-z]|a)list|(?:^|[^a-z])l)[\s_.-]*0*(\d{1,2})(?!\d)/i.exec(name);
	const number = Number(match?.[1] ?? 0);
	return number >= 1 && number <= 11 ? number : null;
}
