import { expect, test } from 'vitest';
import { checkTemplate } from '../checkTemplate.ts';
import { templateDraft } from '../editing/TemplateDraft.ts';
import { brought, linesOf, questionsOf } from './aForm.fixture.ts';

/** Forms made by hand in the shapes of the XLSForm reference and the ODK documentation; the words are ours. */
const yesNo = 'list_name|name|label\nyn|yes|Yes\nyn|no|No';

test('groups become sections, and each type its kind', () => {
	const read = brought({
		survey: `
type | name | label | hint | required
begin_group | visit | The visit | |
date | seen_on | When was the child seen? | The last time | yes
integer | times | How often? | |
decimal | hours | For how long? | In hours |
end_group | | | |
begin group | plan | The plan | |
select_one yn | agreed | Is it agreed? | | true()
select_multiple who | present | Who was there? | |
text | said | What did the child say? | |
end group | | | |`,
		choices: `${yesNo}\nwho|mother|Mother\nwho|father|Father`
	});
	expect(read.draft.title).toBe('A form');
	expect(read.draft.sections.map(({ id, number, title }) => [id, number, title])).toEqual([
		['S1', '1', 'The visit'],
		['S2', '2', 'The plan']
	]);
	expect(questionsOf(read)).toEqual([
		'S1.1 date When was the child seen?',
		'S1.2 num How often?',
		'S1.3 num For how long?',
		'S2.1 pick Is it agreed?',
		'S2.2 multi Who was there?',
		'S2.3 text What did the child say?'
	]);
	const [seen, times] = read.draft.sections[0]?.questions ?? [];
	expect([seen?.optional, times?.optional, seen?.guidance, seen?.number]).toEqual([
		false,
		true,
		'The last time',
		'1.1'
	]);
	expect(linesOf(read)).toEqual([]);
	expect(templateDraft.safeParse(read.draft).success).toBe(true);
	expect(checkTemplate(read.draft)).toEqual([]);
});

test('skip logic, in groups too, becomes conditions', () => {
	const read = brought({
		survey: `
type | name | label | relevant
select_one yn | plan | Is there a plan? |
begin_group | inner | More | \${plan} = 'yes'
integer | age | How old? |
text | why | Why? | \${age} >= 10 and \${age} < 16
end_group | | |`,
		choices: yesNo
	});
	const [, inner] = read.draft.sections;
	expect(inner?.questions.map(({ askWhen }) => askWhen)).toEqual([
		{ answer: 'S1.1', is: ['yes'] },
		{
			all: [
				{ answer: 'S1.1', is: ['yes'] },
				{ number: 'S2.1', atLeast: 10, below: 16 }
			]
		}
	]);
	expect(linesOf(read)).toEqual([]);
});

test('skip logic that is not understood is left out, and said where', () => {
	const read = brought({
		survey: `
type | name | label | relevant
select_one yn | plan | Is there a plan? |
text | a | First words | regex(\${plan}, '^y')
text | b | Second words | \${nothing} = 'x'
text | c | Third words | \${plan} = 'maybe'
image | photo | A photo | 
text | d | Fourth words | \${photo} != ''
begin_group | g | Group | \${plan} = 
text | e | Fifth words |
text | f | Sixth words |
end_group | | |`,
		choices: yesNo
	});
	expect(read.draft.sections.flatMap(({ questions }) => questions.map(({ askWhen }) => askWhen))).toEqual(
		Array(7).fill(undefined).slice(0, 7)
	);
	expect(linesOf(read)).toEqual([
		'survey 6 type.not-kept: image',
		"survey 3 relevant.not-understood: regex(${plan}, '^y')",
		"survey 4 relevant.unknown-reference: ${nothing} = 'x'",
		"survey 5 relevant.no-such-option: ${plan} = 'maybe'",
		"survey 7 relevant.left-out-reference: ${photo} != ''",
		'survey 8 relevant.not-understood: ${plan} ='
	]);
});

test('cascading choices: every choice is shown, and it is said', () => {
	const read = brought({
		survey: `
type | name | label | choice_filter
select_one area | area | Which area? |
select_one team | team | Which team? | area=\${area}`,
		choices: `
list_name | name | label | area
area | north | North |
area | south | South |
team | n1 | North 1 | north
team | s1 | South 1 | south`
	});
	expect(read.draft.sections[0]?.questions[1]?.options).toEqual([
		{ id: 'n1', label: 'North 1' },
		{ id: 's1', label: 'South 1' }
	]);
	expect(linesOf(read)).toEqual(['survey 3 choices.filtered: area=${area}']);
});

test('constraints, defaults and calculated answers are told with what they say', () => {
	const read = brought({
		survey: `
type | name | label | constraint | default | calculation | required
integer | age | How old? | . >= 0 and . < 26 | 7 | |
date | on | On which day? | . <= today() | | today() | \${age} > 3`
	});
	expect(linesOf(read)).toEqual([
		'survey 2 constraint.not-kept: . >= 0 and . < 26',
		'survey 2 default.not-kept: 7',
		'survey 3 required.condition: ${age} > 3',
		'survey 3 constraint.not-kept: . <= today()',
		'survey 3 calculation.not-kept: today()'
	]);
});

test('a repeat is asked once, a group inside a group loses its heading', () => {
	const read = brought({
		survey: `
type | name | label | repeat_count
begin_repeat | child | Each child | 3
text | name_of | What is it called? |
begin_group | inner | Inside |
text | more | What more? |
end_group | | |
end_repeat | | |`
	});
	expect(questionsOf(read)).toEqual(['S1.1 text What is it called?', 'S1.2 text What more?']);
	expect(linesOf(read)).toEqual(['survey 2 group.repeated: child', 'survey 4 group.nested: Inside']);
});

test('of ten languages one is taken, the form’s own unless another is wished', () => {
	const tongues = [
		'English (en)',
		'Français (fr)',
		'Polski (pl)',
		'اردو (ur)',
		'Română (ro)',
		'ਪੰਜਾਬੀ (pa)',
		'Cymraeg (cy)',
		'Shqip (sq)',
		'Soomaali (so)',
		'Kurdî (ku)'
	];
	const form = {
		survey: `type|name|${tongues.map((one) => `label::${one}`).join('|')}\ntext|said|${tongues.map((one) => `Said, ${one}`).join('|')}`,
		settings: 'form_title|default_language\nA form|Cymraeg (cy)'
	};
	const read = brought(form);
	expect(read.languages).toEqual(tongues);
	expect(questionsOf(read)).toEqual(['S1.1 text Said, Cymraeg (cy)']);
	expect(linesOf(read)).toEqual(
		tongues.filter((one) => !one.startsWith('Cymraeg')).map((one) => `survey - language.not-kept: ${one}`)
	);
	expect(questionsOf(brought(form, { language: 'Polski (pl)' }))).toEqual(['S1.1 text Said, Polski (pl)']);
	expect(questionsOf(brought({ ...form, settings: 'form_title\nA form' }))).toEqual(['S1.1 text Said, English (en)']);
});

test('what a language leaves out is said without a language, and else by name', () => {
	const read = brought(
		{ survey: 'type|name|label|label::French\ntext|a|In no language|En français\ntext|b|Only here|\ntext|c||' },
		{ language: 'French' }
	);
	expect(questionsOf(read)).toEqual(['S1.1 text En français', 'S1.2 text Only here', 'S1.3 text c']);
	expect(linesOf(read)).toEqual(['survey 4 label.missing: c']);
});

test('notes are the words over a section', () => {
	const read = brought({
		survey:
			"type|name|label|relevant\nnote|n1|Read this first.|\nnote|n2|Then this.|${q} = 'x'\ntext|q|And the question?|"
	});
	expect(read.draft.sections[0]?.intro).toBe('Read this first.\nThen this.');
	expect(linesOf(read)).toEqual(["survey 3 note.condition: ${q} = 'x'"]);
});

test('a calculation that chooses by a condition is that condition where it is used', () => {
	const read = brought({
		survey: `
type | name | label | calculation | relevant
integer | age | How old? | |
calculate | teen | | if(\${age} >= 13, 'yes', 'no') |
calculate | bmi | | \${age} * 2 |
text | a | Of teenagers | | \${teen} = 'yes'
text | b | Of the others | | \${teen} != 'yes'
text | c | Of the reckoned | | \${bmi} > 3`
	});
	expect(read.draft.sections[0]?.questions.map(({ askWhen }) => askWhen)).toEqual([
		undefined,
		{ number: 'S1.1', atLeast: 13 },
		{ not: { number: 'S1.1', atLeast: 13 } },
		undefined
	]);
	expect(linesOf(read)).toEqual([
		'survey 7 relevant.left-out-reference: ${bmi} > 3',
		"survey 3 calculation.used: if(${age} >= 13, 'yes', 'no')",
		'survey 4 calculation.not-kept: ${age} * 2'
	]);
});
