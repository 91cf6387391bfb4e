import { expect, test } from 'vitest';
import { templateDraft } from '../editing/TemplateDraft.ts';
import { aForm, aSheet, brought, linesOf, questionsOf } from './aForm.fixture.ts';
import { importXlsForm } from './importXlsForm.ts';

const yesNo = 'list_name|name|label\nyn|yes|Yes\nyn|no|No';
const wishes = { title: 'From a file', sectionTitle: 'Questions' };

test('external choices become words, other kinds of media are left out, unknown types are named', () => {
	const read = brought({
		survey: `
type | name | label
select_one_from_file wards.csv | ward | Which ward?
select_one_external towns | town | Which town?
csv-external | lookups |
start | started |
geopoint | place | Where?
audio | voice | A recording
telepathy | mind | What does it think?
range | score | How much?
rank who | order | In which order?
acknowledge | ok | Please confirm
time | at | What time?
dateTime | when | When?`,
		choices: 'list_name|name|label\nwho|a|Ann\nwho|b|Ben'
	});
	expect(questionsOf(read)).toEqual([
		'S1.1 text Which ward?',
		'S1.2 text Which town?',
		'S1.3 num How much?',
		'S1.4 multi In which order?',
		'S1.5 pick Please confirm',
		'S1.6 text What time?',
		'S1.7 date When?'
	]);
	expect(linesOf(read)).toEqual([
		'survey 2 type.external-choices: select_one_from_file wards.csv',
		'survey 3 type.external-choices: select_one_external towns',
		'survey 4 type.external-choices: csv-external',
		'survey 5 type.set-by-device: start',
		'survey 6 type.not-kept: geopoint',
		'survey 7 type.not-kept: audio',
		'survey 8 type.unknown: telepathy',
		'survey 9 type.changed: range',
		'survey 10 type.changed: rank who',
		'survey 11 type.changed: acknowledge',
		'survey 12 type.changed: time',
		'survey 13 type.changed: dateTime'
	]);
});

test('broken lists and names: what can be asked is, and the rest is told', () => {
	const read = brought({
		survey: `
type | name | label
select_one gone | a | Which one?
select_one yn or_other | b | Is it so?
text | b | Again the same name
text | | Without a name
end_group | |
begin_group | open | Left open
text | c | Shows \${a}`,
		choices: `${yesNo}\nyn|yes|Yes again\nyn||No name\nyn|x|`
	});
	expect(questionsOf(read)).toEqual([
		'S1.1 text Which one?',
		'S1.2 pick Is it so?',
		'S1.3 text Again the same name',
		'S1.4 text Without a name',
		'S2.1 text Shows ${a}'
	]);
	expect(read.draft.sections[0]?.questions[1]?.options?.map(({ id }) => id)).toEqual(['yes', 'no', 'x', 'other']);
	expect(linesOf(read)).toEqual([
		'choices 4 choices.same-name: yn: yes',
		'choices 5 name.missing: yn',
		'choices 6 label.missing: yn: x',
		'survey 2 choices.list-missing: select_one gone',
		'survey 3 choices.other-added: select_one yn or_other',
		'survey 4 name.same: b',
		'survey 5 name.missing: text',
		'survey 6 group.ended-twice: end_group',
		'survey 8 label.shows-answer: Shows ${a}',
		'survey 7 group.not-ended: open'
	]);
});

test('no settings sheet: it is called as its file is; other sheets and columns are told', () => {
	const read = brought([
		aSheet('Survey', 'type|name|label|media::image\ntext|a|A question?|a.png'),
		aSheet('Notes', 'x\ny')
	]);
	expect(read.draft.title).toBe('From a file');
	expect(linesOf(read)).toEqual([
		'Notes - sheet.not-kept: Notes',
		'settings - settings.missing: ',
		'Survey - column.not-kept: media::image'
	]);
});

test('what is no form is refused with what is missing', () => {
	const refused = (sheets: Parameters<typeof importXlsForm>[0]) => importXlsForm(sheets, wishes);
	expect(refused([aSheet('Sheet1', 'a\nb')])).toMatchObject({
		problem: { code: 'xlsform.no-survey', facts: { sheets: 'Sheet1' } }
	});
	expect(refused([aSheet('survey', 'kind|name\ntext|a')])).toMatchObject({
		problem: { code: 'xlsform.no-type-column' }
	});
	expect(refused(aForm({ survey: 'type|name|label\nnote|n|Only words' }))).toMatchObject({
		problem: { code: 'xlsform.no-questions' }
	});
	expect(refused([{ name: 'survey', rows: [] }])).toMatchObject({ problem: { code: 'xlsform.no-type-column' } });
});

test('script and emoji are words like others, and words without end are cut', () => {
	const script = '<script>alert(1)</script> 😀';
	const read = brought({ survey: `type|name|label\ntext|😀|${script}\ntext|b|${'x'.repeat(6000)}` });
	expect(read.draft.sections[0]?.questions[0]).toMatchObject({ id: 'S1.1', text: script });
	expect(read.draft.sections[0]?.questions[1]?.text).toHaveLength(5000);
	expect(linesOf(read)).toEqual([`survey 3 words.cut: ${'x'.repeat(80)}…`]);
	expect(templateDraft.safeParse(read.draft).success).toBe(true);
});
