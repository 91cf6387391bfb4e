import { expect, test } from 'vitest';
import { aWorkbook, fileOf, workbookFiles, zipOf, type FixtureCell } from '#lib/device/caseload/aWorkbook.fixture.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { placeWords, reportWords } from '#lib/ui/words/xlsform.ts';
import { BringingIn } from './BringingIn.svelte.ts';

/** The bad forms of issue 4, each as the bytes of a workbook, to the words on the page: what is wrong, where, what to do. */
type Rows = readonly (readonly FixtureCell[])[];
const header = ['type', 'name', 'label'];
const asked = ['text', 'a', 'What was said?'];

async function bring(file: File) {
	const bringing = new BringingIn('Questions');
	await bringing.choose(file);
	const lines = bringing.imported?.report.map((line) => {
		const { did, next } = reportWords(line);
		expect(next, line.code).not.toBe('');
		return `${placeWords(line)}: ${did}`;
	});
	return { bringing, lines: lines ?? [] };
}
const form = (survey: Rows, more: Readonly<Record<string, { readonly rows: Rows }>> = {}) =>
	aWorkbook({ survey: { rows: survey }, settings: { rows: [['form_title'], ['A form']] }, ...more });

test('unknown types: named by their row, and the rest is asked', async () => {
	const { bringing, lines } = await bring(form([header, ['telepathy', 'm', 'What does it think?'], asked]));
	expect(lines).toEqual(['survey, row 2: Left it out: this kind of question is not known']);
	expect(bringing.imported?.draft.sections[0]?.questions).toHaveLength(1);
});

test('broken references: the question is asked always, and it is said which name is not there', async () => {
	const broken = [...asked, "${gone} = 'x'"];
	const { bringing, lines } = await bring(form([[...header, 'relevant'], broken]));
	expect(lines).toEqual(['survey, row 2: The question is asked always: there is nothing called “gone”']);
	expect(bringing.imported?.draft.sections[0]?.questions[0]).not.toHaveProperty('askWhen');
});

test('external choices: asked in words, and it is said that the choices are elsewhere', async () => {
	const { bringing, lines } = await bring(form([header, ['select_one_from_file wards.csv', 'w', 'Which ward?']]));
	expect(lines).toEqual([
		'survey, row 2: The choices are in another file, so it asks for words, or is left out where nothing is asked'
	]);
	expect(bringing.imported?.draft.sections[0]?.questions[0]?.kind).toBe('text');
});

test('macros: the form is read, no macro is run, and that is said', async () => {
	const files = workbookFiles({ survey: { rows: [header, asked] }, settings: { rows: [['form_title'], ['A form']] } });
	const { bringing, lines } = await bring(zipOf({ ...files, 'xl/vbaProject.bin': 'Sub Auto_Open()' }, 'a.xlsm'));
	expect(lines).toEqual(['workbook: Left the macros out, and ran none of them']);
	expect(bringing.imported?.draft.title).toBe('A form');
});

test('a password: nothing is brought in, and what to do is said', async () => {
	const wide = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);
	const locked = fileOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...wide]), 'a.xlsx');
	const { bringing } = await bring(locked);
	expect(bringing.imported).toBeNull();
	expect(problemWords(must(bringing.problem, 'a problem'))).toBe(
		'This workbook has a password. Save a copy without one and choose that'
	);
});

test('ten languages: one is taken, the others are offered, and it is said which', async () => {
	const languages = [
		'English',
		'Polski',
		'Cymraeg',
		'Română',
		'বাংলা',
		'اردو',
		'ਪੰਜਾਬੀ',
		'Soomaali',
		'Türkçe',
		'Tigrinya'
	];
	const columns = languages.map((language) => `label::${language}`);
	const words = languages.map((language) => `Words in ${language}`);
	const { bringing, lines } = await bring(
		form([
			['type', 'name', ...columns],
			['text', 'a', ...words]
		])
	);
	expect(bringing.imported?.languages).toEqual(languages);
	expect(new Set(lines)).toEqual(new Set(['survey: Took the words in English']));
	expect(bringing.imported?.report.map(({ says }) => says)).toEqual(languages.slice(1));
	for (const language of languages) {
		bringing.speak(language);
		expect(bringing.imported?.draft.sections[0]?.questions[0]?.text).toBe(`Words in ${language}`);
	}
});

test('no settings sheet: it is called as its file is, and that is said', async () => {
	const { bringing, lines } = await bring(aWorkbook({ survey: { rows: [header, asked] } }));
	expect(bringing.imported?.draft.title).toBe('caseload');
	expect(lines).toEqual(['settings: It is called as its file is']);
});
