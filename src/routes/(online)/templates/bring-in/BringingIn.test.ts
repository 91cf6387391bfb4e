import { expect, test } from 'vitest';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { aWorkbook } from '#lib/device/caseload/aWorkbook.fixture.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { BringingIn } from './BringingIn.svelte.ts';

const form = aWorkbook({
	survey: {
		rows: [
			['type', 'name', 'label::English', 'label::Polski'],
			['text', 'a', 'What was said?', 'Co powiedziano?']
		]
	}
});

const wordsOf = (bringing: BringingIn) =>
	bringing.imported?.draft.sections.flatMap(({ questions }) => questions[0]?.text);

test('a form is read, and read again in the language chosen', async () => {
	const bringing = new BringingIn('Questions');
	await bringing.choose(form);
	expect(wordsOf(bringing)).toEqual(['What was said?']);
	expect(bringing.imported?.draft.sections[0]?.title).toBe('Questions');
	expect(bringing.imported?.report.map(({ code }) => code)).toEqual(['language.not-kept', 'settings.missing']);
	bringing.speak('Polski');
	expect(wordsOf(bringing)).toEqual(['Co powiedziano?']);
	expect(bringing.isReading).toBe(false);
});

test('Dipper’s own file is taken as it is', async () => {
	const bringing = new BringingIn('Questions');
	const template = must(shippedTemplates()[0], 'a template');
	await bringing.choose(new File([canonicalJson(template)], 'a.json'));
	expect(bringing.imported).toMatchObject({ draft: template, report: [] });
});

test('what cannot be read is said, and the next file is looked at anew', async () => {
	const bringing = new BringingIn('Questions');
	await bringing.choose(new File(['a,b'], 'a.csv'));
	expect([bringing.problem?.code, bringing.imported]).toEqual(['template-file.neither', null]);
	await bringing.choose(aWorkbook({ Sheet1: { rows: [['x']] } }));
	expect(bringing.problem?.code).toBe('xlsform.no-survey');
	await bringing.choose(form);
	expect(bringing.problem).toBeNull();
});
