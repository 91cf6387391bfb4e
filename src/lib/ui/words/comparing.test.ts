import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { aQuestion, aTemplate } from '#lib/domain/templates/aTemplate.fixture.ts';
import { compareTemplates } from '#lib/domain/templates/editing/compareTemplates.ts';
import {
	changeQuestion,
	changeSection,
	changeTemplate,
	removeQuestion
} from '#lib/domain/templates/editing/editDraft.ts';
import type { Question, Template } from '#lib/domain/templates/Template.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { clockWords, partText, questionRows, sectionRows, templateRows } from './comparing.ts';
import { capWords } from './comparingGrading.ts';

const on = '2026-03-12';
const before = aTemplate({
	sections: [
		{
			id: 'S1',
			number: '1',
			title: 'Safety now',
			graded: true,
			questions: [aQuestion({ id: 'A1', number: '1.1', text: 'Was the child seen?', kind: 'time' })]
		},
		{ id: 'S2', number: '2', title: 'Plans', graded: true, questions: [{ id: 'B1', number: '2.1' }] }
	]
});

function rowsOf(id: string, after: Template) {
	const changes = compareTemplates(before, after).sections.flatMap(({ questions }) => questions);
	return questionRows(
		must(
			changes.find((one) => one.id === id),
			id
		),
		{ before, after, on }
	);
}

test('every change of a question stands in a row of its own, in words', () => {
	const after = changeQuestion(before, 'A1', {
		guidance: 'Alone, at home.',
		clock: 'cp-visits',
		from: 'cppVisitOn',
		to: 'today',
		fromLabel: 'Last visit',
		byStage: { 'child-in-need': { clock: 'cin-visits', from: 'cinSeenOn' } },
		prefill: 'ageBand',
		optional: true,
		askWhen: { answer: 'B1', is: ['no'] },
		alerts: [{ level: 'priority', on: [], late: { timesClock: 2 } }]
	});
	const rows = Object.fromEntries(rowsOf('A1', after).map(({ part, before: was, after: is }) => [part, [was, is]]));
	expect(rows).toEqual({
		'The question': ['Was the child seen?', 'Was the child seen?'],
		'What good looks like': [partText(aQuestion({ id: 'A1' }), 'guidance', before, on), 'Alone, at home.'],
		Clock: ['none', 'Visits, child protection: 10 working days'],
		'Clock begins with': ['a date the auditor gives', 'Last statutory visit'],
		'Clock ends with': ['a date the auditor gives', 'The day it is answered'],
		'The first date is called': ['', 'Last visit'],
		'Clock by stage': ['none', 'Child in need: Visits, child in need: 20 working days, from Child last seen'],
		'Filled from the import': ['no', 'Age'],
		'May be left out': ['No', 'Yes'],
		Asked: ['always', 'when 2.1 is No'],
		Alerts: ['none', 'Action wanted at two times the clock']
	});
});

test('a question that went is told whole, and so is one that came', () => {
	const gone = rowsOf('A1', removeQuestion(before, 'A1'));
	expect(gone.map(({ part }) => part)).toEqual(['The question', 'Answered with', 'What good looks like']);
	expect(gone.every(({ before: was, after }) => was !== '' && after === null)).toBe(true);
});

test('what changed of a section and of the template stands in rows too', () => {
	const after = changeTemplate(
		changeSection(before, 'S1', { graded: false, intro: 'Read the last visit first.', judged: false }),
		{ title: 'Another title', window: { evidence: 6, judgement: 3 }, suggestedSize: 12 }
	);
	const changes = compareTemplates(before, after);
	const [first] = changes.sections;
	expect(sectionRows(must(first, 'the section'))).toEqual([
		{ part: 'The auditor grades it', before: 'Yes', after: 'No' },
		{ part: 'What the auditor reads first', before: '', after: 'Read the last visit first.' },
		{ part: 'It is judged', before: 'Yes', after: 'No' }
	]);
	expect(templateRows(changes, { before, after, on })).toEqual([
		{ part: 'Title', before: before.title, after: 'Another title' },
		{
			part: 'Months looked at',
			before: 'evidence from the last 12 months, judgement on the last 6',
			after: 'evidence from the last 6 months, judgement on the last 3'
		},
		{ part: 'Suggested sample', before: '', after: '12' }
	]);
});

test('of the grade each rule and each cap that differs has its row', () => {
	const cap = {
		id: 'low',
		sections: ['S1', 'S2'],
		count: 2,
		grade: 'inadequate',
		holdsAt: 'requires-improvement'
	} as const;
	const low = { ...cap, sections: [...cap.sections], because: 'Two at once is a pattern.' };
	const late = { ...low, id: 'late', sections: [], questions: [{ id: 'A1', is: [], late: true }], openAlert: true };
	const after = changeTemplate(before, {
		grading: {
			...before.grading,
			aboveLowest: 1,
			outstandingNeeds: { section: 'S1', noneBelow: 'good', feedback: ['B1'] },
			caps: [low, late]
		}
	});
	expect(
		templateRows(compareTemplates(before, after), { before, after, on }).map((row) => [row.part, row.after])
	).toEqual([
		['How far above the lowest section', 'at most one grade'],
		['What Outstanding needs', '1 Safety now is Outstanding, no section below Good, an answer to 2.1 Is it good?'],
		[
			'Cap',
			'At most Requires improvement when two or more of 1 Safety now and 2 Plans are Inadequate: Two at once is a pattern.'
		],
		['Cap', 'At most Requires improvement when 1.1 is late or a same-day alert is open: Two at once is a pattern.']
	]);
});

test('every part of every template that ships can be read, without an id or a code in it', () => {
	for (const shipped of shippedTemplates()) {
		for (const question of shipped.sections.flatMap(({ questions }) => questions))
			for (const part of Object.keys(question) as (keyof Question)[]) {
				const words = partText(question, part, shipped, on);
				expect(typeof words, `${question.id} ${part}`).toBe('string');
				if (part === 'clock') expect(words).toMatch(/: \d+ \w+|none/);
			}
		for (const cap of shipped.grading.caps) expect(capWords(cap, shipped)).not.toMatch(/CJ\d/);
	}
});

test('a clock is named with its length; one that is not known by its id', () => {
	expect([clockWords('cin-visits', on), clockWords('ours', on), clockWords(undefined, on)]).toEqual([
		'Visits, child in need: 20 working days',
		'ours',
		'none'
	]);
});
