import { expect, test } from 'vitest';
import { aTemplate } from '#lib/domain/templates/aTemplate.fixture.ts';
import { formPaper } from './formPaper.ts';
import { questionRows } from './questionRows.ts';

const template = aTemplate({
	title: 'Visits',
	sections: [
		{
			id: 'T',
			title: 'The visit',
			intro: 'Look at the last one.',
			questions: [
				{ id: 'Q1', number: '1.1', text: 'Is it so?', dip: true },
				{ id: 'Q2', number: '1.2', text: 'When?', kind: 'time', fromLabel: 'Asked', optional: true, guidance: '' },
				{
					id: 'Q3',
					number: '1.3',
					text: 'Which?',
					kind: 'pick',
					options: [{ id: 'a', label: 'Home' }],
					askWhen: { answer: 'Q1', is: ['yes'] }
				},
				{ id: 'Q4', number: '1.4', text: 'How many?', kind: 'num', unit: 'visits' },
				{ id: 'Q5', number: '1.5', text: 'Say more', kind: 'text' },
				{ id: 'Q6', number: '1.6', text: 'On which day?', kind: 'date' }
			]
		}
	]
});
const paper = formPaper(template, 'Marchbrook', '2026-03-12T00:00:00.000Z');
const words = paper.blocks.flatMap((block) => ('text' in block ? [block.text] : []));

test('every question stands on the form with its guidance and room for its kind of answer', () => {
	for (const said of [
		'Look at the last one.',
		'1.1  Is it so?',
		'It is good.',
		'[  ] Yes     [  ] Partly     [  ] No     [  ] Not applicable',
		'Asked: ____________     To: ____________',
		'[  ] Home',
		'Only where 1.1 is Yes.',
		'____________ visits',
		'Date: ____________'
	])
		expect(words).toContain(said);
	expect(words.filter((text) => text.startsWith('Only where'))).toHaveLength(1);
	expect(paper.blocks.filter((block) => block.kind === 'lines').map(({ count }) => count)).toEqual([1, 1, 3]);
	expect(paper.foot).toBe('Marchbrook · Visits, version 1');
});

test('the list of questions has a row for each', () => {
	const rows = questionRows(template);
	expect(rows).toHaveLength(7);
	expect(rows[1]).toEqual([
		'Q1',
		'1.1',
		'The visit',
		'Is it so?',
		'ynp',
		'Yes; Partly; No; Not applicable',
		'It is good.',
		'No',
		'Yes'
	]);
	expect(rows[2]?.slice(6)).toEqual(['', 'Yes', 'No']);
});
