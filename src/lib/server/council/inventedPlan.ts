import type { Rag, TableItem } from '#lib/domain/plan/PlanItem.ts';
import type { PlanTable } from '#lib/domain/plan/table/PlanTable.ts';
import { addDays, type Day } from '#lib/domain/shared/dates.ts';

/** Marchbrook's plan after its last inspection, in the shape of the plans councils publish; its people are invented. */
export function inventedPlan(today: Day): PlanTable {
	const by = (days: number) => addDays(today, days).split('-').reverse().join('/');
	return {
		title: 'Children’s services improvement plan',
		recommendations: [
			{
				number: '1',
				words: 'Ensure that every plan for a child has clear objectives, and actions with a date.',
				summary:
					'What inspectors found:\n• Most plans follow from the assessment and are reviewed on time.\n• Some are long, and say “ongoing” where a family needs to know by when.',
				items: [
					item('1.1', {
						action: 'Workshop on outcome-focused planning for team managers, reviewing officers and conference chairs.',
						outcome: 'Plans are short, name what will be different for the child, and have a date for each action.',
						measure: 'Audit',
						lead: `Rowan Hale/Ida Marsh\n${by(-120)}`,
						progress: 'Four workshops held; 61 of 66 managers and chairs came.',
						rags: ['green', 'amber']
					}),
					item('1.2', {
						action: 'Themed audit of 25 plans twice a year across all teams.',
						outcome: 'The quality of plans is known, and each worker is told what was good in theirs.',
						measure: 'Audit\nService-user feedback',
						lead: `Ida Marsh\n${by(45)}`,
						progress: 'First round drawn and audited; the second is in the programme.',
						rags: ['green', 'green']
					}),
					item('1.3', {
						action: 'Guide to writing a plan with a family: do’s, don’ts, and two worked examples.',
						outcome: 'Parents and young people can say what is expected of them.',
						measure: 'Service-user feedback',
						lead: `Perry Lock\n${by(-14)}`,
						progress: 'Drafted. Waits for the young people’s group to read it.',
						rags: ['amber', null]
					})
				]
			},
			{
				number: '2',
				words: 'Ensure that supervision and management oversight move children’s plans on.',
				summary:
					'• Supervision is regular, and reflection is recorded.\n• In some teams it does not follow up what was agreed the month before, so actions drift.',
				items: [
					item('2.1', {
						action: 'Monthly audit of supervision folders.',
						outcome: 'What was agreed is followed up in the next supervision.',
						measure: 'Audit',
						lead: `Rowan Hale\n${by(-60)}`,
						progress: 'Two months missed while the post was vacant.',
						rags: ['red', 'red']
					}),
					item('2.2', {
						action: 'Action learning sets on decision-making for team managers.',
						outcome: 'A manager’s decision and the reason for it are on every file.',
						measure: 'Audit, performance information',
						lead: `Sage Whitlow\n${by(90)}`,
						progress: 'Two of six sets held.',
						rags: ['amber', 'amber']
					}),
					item('2.3', {
						action: 'Revised supervision policy, with observation of supervision twice a year.',
						outcome: 'Quality of supervision improves, as quarterly reports show.',
						measure: 'Review',
						lead: 'Sage Whitlow\nTo commence when the post is filled',
						progress: '',
						rags: [null, null]
					})
				]
			},
			{
				number: '3',
				words: 'Ensure that children take part in their conferences, and that what they say is gathered and used.',
				summary: '',
				items: [
					item('3.1', {
						action: 'Monthly figures of who took part, by team, with the reasons why not.',
						outcome: 'More children take part, and barriers are known.',
						measure: 'Performance information\nAudit',
						lead: `Ida Marsh\n${by(-30)}`,
						progress: 'In the monthly report since spring.',
						rags: ['green', 'green']
					}),
					item('3.2', {
						action: 'Talk with every child about an advocate before the conference, and record it.',
						outcome: 'More children have an advocate; where they do not want one, the reason is on the file.',
						measure: 'Performance information\nService-user feedback',
						lead: `Perry Lock/Ida Marsh\n${by(20)}`,
						progress: 'Leaflet revised with young people.',
						rags: ['amber', null]
					})
				]
			}
		]
	};
}

type Told = Readonly<Record<'action' | 'outcome' | 'measure' | 'lead' | 'progress', string>> & {
	readonly rags: readonly [Rag | null, Rag | null];
};

function item(ref: string, { rags: [progressRag, impactRag], ...told }: Told): TableItem {
	return { ref, ...told, progressRag, impactRag };
}
