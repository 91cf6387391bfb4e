import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aSection } from '../aTemplate.fixture.ts';
import { checkTemplate } from '../checkTemplate.ts';
import { section, template } from '../Template.ts';
import { blankTemplate, gradingWays, type GradingWay } from './blankTemplate.ts';
import { idsIn, nameQuestion, nameSection, nameTemplate } from './names.ts';
import { countQuestions, templateDraft } from './TemplateDraft.ts';

const closers = section.parse({
	...aSection({ id: 'X', graded: false }),
	questions: [{ id: 'X3', number: 'X3', text: 'Your grade?', kind: 'g4', guidance: '' }]
});
const part = { text: 'A part', guidance: '' };
const judgement = {
	title: 'Judgement',
	parts: { 'suggested-grade': part, 'overall-grade': part, actions: part }
};
const blank = (way: GradingWay) =>
	blankTemplate({ id: 'own-new', title: 'New', way, sectionTitle: 'First', closers, judgement });

test.each(gradingWays)('a new template graded %s is a draft, and sound once it has a question', (way) => {
	const made = blank(way);
	expect(templateDraft.parse(made)).toEqual(made);
	const [first, ...rest] = made.sections;
	const asked = { id: 'S1.1', number: '1.1', text: 'Is it so?', kind: 'ynp' as const, guidance: '' };
	const filled = template.parse({
		...made,
		sections: [{ ...first, questions: [asked] }, ...rest]
	});
	expect(checkTemplate(filled)).toEqual([]);
	expect(countQuestions(filled)).toBe(countQuestions(made) + 1);
});

test('a draft may have an unfinished condition, a published version may not', () => {
	const question = {
		id: 'S1.1',
		number: '1',
		text: '',
		kind: 'ynp',
		guidance: '',
		askWhen: { all: [{ answer: '', is: [] }] }
	};
	const made = blank('no-grade');
	const unfinished = { ...made, title: '', sections: [{ ...made.sections[0], questions: [question] }] };
	expect(templateDraft.safeParse(unfinished).success).toBe(true);
	expect(template.safeParse(unfinished).success).toBe(false);
});

test('a template is named after its title, plainly', () => {
	const named = (title: string, ...taken: string[]) => nameTemplate(title, new Set(taken));
	expect(named('Visits & voice: Año 1')).toBe('own-visits-voice-an-o-1');
	expect(named('🙂')).toBe('own-set');
	expect(named('Visits', 'own-visits', 'own-visits-2')).toBe('own-visits-3');
});

test('a name is always free and always one that a template may have', () => {
	fc.assert(
		fc.property(fc.string(), fc.array(fc.string()), (title, titles) => {
			const taken = new Set<string>();
			for (const one of [...titles, title]) {
				const name = nameTemplate(one, taken);
				expect(name).toMatch(/^[a-z0-9-]+$/);
				expect(taken.has(name)).toBe(false);
				taken.add(name);
			}
		})
	);
});

test('a question’s id is never used again, though it was taken out', () => {
	expect(nameQuestion({ id: 'T07' }, new Set(['T07', 'T07.1', 'T07.12a', 'T071.40']))).toBe('T07.13');
	expect(nameSection(new Set(['S1', 'S2', 'X']))).toBe('S3');
	expect(idsIn(blank('by-sections'))).toEqual(['S1', 'J', 'J.1', 'J.2', 'J.3']);
});
