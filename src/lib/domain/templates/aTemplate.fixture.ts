import { question, section, template, type Question, type Section, type Template } from './Template.ts';

type QuestionWords = Partial<Question> & { readonly id: string };
type SectionWords = Partial<Omit<Section, 'questions'>> & { readonly id: string; readonly questions?: QuestionWords[] };
type TemplateWords = Partial<Omit<Template, 'sections'>> & { readonly sections?: SectionWords[] };

/** Tests say only what matters to them; the rest is a plain themed set with one graded section. */
export function aTemplate({ sections = [{ id: 'T' }], ...rest }: TemplateWords = {}): Template {
	return template.parse({
		id: 't00',
		version: 1,
		title: 'Themed set for tests',
		short: 'Tests',
		family: 'themed',
		purpose: 'Tests.',
		auditor: 'Anyone',
		window: { evidence: 12, judgement: 6 },
		scale: 'ofsted',
		grading: { overall: false, suggestion: 'lower-median' },
		...rest,
		sections: sections.map(aSection)
	});
}

export function aSection({ questions = [{ id: 'Q1' }], ...rest }: SectionWords): Section {
	return section.parse({
		number: rest.id,
		title: 'A section',
		short: 'Section',
		graded: true,
		...rest,
		questions: questions.map(aQuestion)
	});
}

export function aQuestion(words: QuestionWords): Question {
	return question.parse({ number: words.id, text: 'Is it good?', kind: 'ynp', guidance: 'It is good.', ...words });
}
