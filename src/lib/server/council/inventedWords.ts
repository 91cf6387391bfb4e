import type { ScaleGrade } from '#lib/domain/grading/grades.ts';

/** What invented auditors write. No names, no places, no dates of birth: as the real ones should. */
export const evidenceNotes = {
	strong: [
		'Visit record of last month: seen alone, own words written down, and followed up within the week.',
		'The plan has six actions, each with an owner and a date; two are done and dated.',
		'Chronology runs to last month and says what each event meant for the child.',
		'Supervision notes for three sessions in a row, each with the plan open and progress tested.',
		'Core group minutes name who will do what; the school’s action was chased and done.',
		'The assessment draws on health, school and the police and weighs them against each other.',
		'Direct work over four sessions, with drawings kept on the record and what they told us.',
		'The father was asked, though he lives elsewhere; his view changed the contact plan.'
	],
	weak: [
		'Minutes of the last two core groups: the same actions, carried forward without a reason.',
		'Two visits in the window were not alone with the child, and the record does not say why.',
		'Supervision lists tasks. Nothing says what else could be true, or what the child feels.',
		'The contingency says “return to conference”; nobody knows when, or who decides.',
		'The plan says “ongoing” four times and has no date after the summer.',
		'Analysis repeats the referral; history since the first concern is not drawn together.',
		'The record stops at a telephone call five weeks ago. The next contact is not written up.',
		'Family said they had not been sent the plan. No date of sending is recorded.'
	]
} as const;

export const notApplicableReasons = [
	'The plan began after the window; nothing could be due yet.',
	'There is no brother or sister in the household.',
	'No significant change since the assessment was authorised.',
	'Decided by the court before the window opened.'
] as const;

export const synopses = [
	'School raised worry about neglect and missed meals. A plan has been in place since the spring; mother works with it, father lives elsewhere. The child says home is calmer.',
	'Exposure to domestic abuse over two years. Parents have separated; the older brother’s worry is heard, the baby’s day is less clear.',
	'Came into care after a placement with family broke down. Settled, doing well at school, waiting for life-story work.',
	'Concern about older friends and being out late. Mapping was done once and not updated since.',
	'A disabled child with a change of worker in the autumn. Short breaks are in place; communication method is known and used.',
	'Worry about parental mental health. Support from health is regular; contingency for a bad week is not written.'
] as const;

export const workedNotes = [
	'One worker for the whole time, and the child knows what is written about them.',
	'Visits have a purpose, and the next one follows from the last.',
	'The chair’s mid-point note changed what the team did.',
	'School and health tell us before we ask.',
	'The plan fits on one page and the family can say what is in it.'
] as const;

export const needsNotes = [
	'Write the contingency with the family: what happens, by when, if change does not come.',
	'Bring the plan to supervision and close what is done.',
	'See the child alone at the next visit and record their words.',
	'Update the chronology from the earliest concern.',
	'Ask the father, and write down what he says or why he could not be asked.'
] as const;

export const gradeReasons: Record<ScaleGrade, readonly string[]> = {
	outstanding: [
		'The child is safer, says so, and can say why. Everyone works from one short plan. What was learnt here has already changed how the team begins its visits.'
	],
	good: [
		'The child is seen on time and heard, and the plan follows from the assessment. Drift in the winter was noticed and dealt with. Small gaps in the record did not reach the child.',
		'Risk is understood and acted on. The family knows what is expected of it. Supervision could test the plan harder, yet progress is plain.'
	],
	'requires-improvement': [
		'The child is safe and visited, but the plan could not keep them so if things got worse. Actions are carried forward. Good practice is being carried by one worker, not by the plan.',
		'Minimum standards are met. Analysis is thin and the child’s own view does not shape what is done. Oversight is regular and has not noticed the drift.'
	],
	inadequate: [
		'Nobody can say from this record that the child is safe. Visits lapsed for longer than twice the standard and no manager asked. The plan ended and was not replaced.'
	]
};

/** Findings, what is to be done, and the difference it should make, by the part of the audit they come from. */
export const inventedActions: Record<
	string,
	readonly (readonly [finding: string, what: string, difference: string])[]
> = {
	CJ1: [
		[
			'The record does not show who acts on the risk at night.',
			'Write the safety plan for evenings and weekends with the family',
			'The child knows whom to ring, and someone comes.'
		],
		[
			'A sibling’s safety was not considered.',
			'See and record every child in the household',
			'No child in the home is unseen.'
		]
	],
	CJ2: [
		[
			'The contingency plan says only “return to conference”.',
			'Write a contingency plan with dates and names',
			'If things get worse, everyone knows what happens next.'
		],
		[
			'Five of eight actions have no date.',
			'Rewrite the plan: owner, date and measure for each action',
			'The family can see what has changed and what has not.'
		]
	],
	CJ3: [
		[
			'Supervision lapsed for nine weeks.',
			'Put supervision of this case back on its cycle',
			'Drift is noticed within a month.'
		],
		[
			'A key decision has no reason on the file.',
			'Record the decision and its reasons',
			'The child can read one day why it was decided.'
		]
	],
	CJ4: [
		[
			'History was not drawn together.',
			'Update the assessment with a chronology of concerns',
			'Cumulative harm is seen, not only the last event.'
		],
		[
			'The father was not included.',
			'Meet the father and add his view to the assessment',
			'Both sides of the family count in the plan.'
		]
	],
	CJ5: [
		[
			'The school sent no report to two core groups.',
			'Agree with the school who reports and when',
			'The core group knows how the child’s days go.'
		]
	],
	CJ6: [
		[
			'Two visits were late and not explained.',
			'See the child alone this week and set the next dates',
			'The child is seen when it was promised.'
		],
		[
			'Visits have no stated purpose.',
			'Plan the next three visits with a purpose each',
			'Every visit moves something on.'
		]
	],
	CJ7: [
		[
			'The child’s wish was recorded and not answered.',
			'Tell the child what was done about their wish, and write it down',
			'The child knows they were heard.'
		]
	],
	CJ8: [
		[
			'There has been drift since the spring.',
			'Decide with the manager what ends the drift, by when',
			'The child’s life moves again.'
		]
	],
	CJ9: [
		[
			'The chronology ends in the summer.',
			'Bring the chronology up to date',
			'A stranger could make a safe decision tonight.'
		]
	],
	any: [
		[
			'The plan was not updated after the review.',
			'Update the plan and send it to the family',
			'Everyone works from the same page.'
		]
	]
};

export const progressNotes = [
	'Booked with the family for next week.',
	'Draft done, waiting for the health visitor’s part.',
	'Talked through in supervision; half of it is on the record.'
] as const;
export const completionNotes = [
	'Done and on the record, visit note of this week.',
	'Plan rewritten with the family and sent to all; see documents.',
	'Chronology brought up to date and checked by a second person.'
] as const;
export const verifiedNotes = [
	'Read in the record: it is there, dated, and the family has it.',
	'Checked with the worker and in the record.'
] as const;
export const differenceNotes = [
	'The child was seen alone twice since and says the new plan makes sense.',
	'The family could say what happens if things get worse.',
	'Two core groups in time, and the school was there.'
] as const;
export const returnedNotes = [
	'The note says it was sent, but nothing in the record shows it.',
	'Half is done: there is still no date for the contingency.'
] as const;
