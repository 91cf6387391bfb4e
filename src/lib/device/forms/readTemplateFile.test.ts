import { expect, test } from 'vitest';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import { aWorkbook, fileOf, workbookFiles, zipOf } from '../caseload/aWorkbook.fixture.ts';
import { readTemplateFile } from './readTemplateFile.ts';

const text = (words: string, name = 'a.json') => new File([words], name);
const survey = {
	survey: {
		rows: [
			['type', 'name', 'label'],
			['text', 'a', 'A question?']
		]
	}
};

async function codeOf(file: File): Promise<unknown> {
	const read = await readTemplateFile(file);
	return read.ok ? read.value.kind : read.problem.code;
}

test('a form’s sheets are read whole, whatever they are called', async () => {
	expect(await readTemplateFile(aWorkbook({ ...survey, Notes: { rows: [['x']] } }))).toMatchObject({
		value: {
			kind: 'form',
			sheets: [{ name: 'survey', rows: [{ row: 1 }, { cells: ['text', 'a', 'A question?'] }] }, { name: 'Notes' }]
		}
	});
});

test('every template comes back from its own file exactly', async () => {
	for (const template of shippedTemplates()) {
		const read = await readTemplateFile(text(canonicalJson(template)));
		if (!read.ok || read.value.kind !== 'template') throw new Error(template.id);
		expect(canonicalJson(read.value.draft)).toBe(canonicalJson(template));
	}
});

test('macros in a workbook are passed over, and it is said that there were some', async () => {
	const files = { ...workbookFiles(survey), 'xl/vbaProject.bin': 'Sub Auto_Open()' };
	expect(await readTemplateFile(zipOf(files))).toMatchObject({ value: { kind: 'form', hasMacros: true } });
	expect(await readTemplateFile(aWorkbook(survey))).toMatchObject({ value: { kind: 'form', hasMacros: false } });
});

test('what cannot be read is told apart', async () => {
	const wide = (words: string) => new Uint8Array([...words].flatMap((letter) => [letter.charCodeAt(0), 0]));
	const compound = (words: string) =>
		fileOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...wide(words)]), 'a.xlsx');
	expect(await codeOf(text(''))).toBe('template-file.empty');
	expect(await codeOf(text('type,name\ntext,a', 'a.csv'))).toBe('template-file.neither');
	expect(await codeOf(text('%PDF-1.7', 'a.pdf'))).toBe('template-file.neither');
	expect(await codeOf(text('{"id": '))).toBe('template-file.not-a-template');
	expect(await readTemplateFile(text('{"id":"a"}'))).toMatchObject({
		problem: { code: 'template-file.not-a-template', facts: { at: 'version' } }
	});
	expect(await codeOf(compound('EncryptedPackage'))).toBe('template-file.encrypted');
	expect(await codeOf(compound('Workbook'))).toBe('template-file.old-format');
	expect(await codeOf(fileOf(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'a.xlsx'))).toBe('template-file.damaged');
	expect(await codeOf(new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'a.xlsx'))).toBe('template-file.too-large');
});
