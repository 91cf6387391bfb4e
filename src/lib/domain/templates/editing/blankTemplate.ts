import type { BuiltIn, GradingRule, Section } from '../Template.ts';
import type { TemplateDraft } from './TemplateDraft.ts';

/** How the grade of a new template comes about; each asks for other sections at its end. */
export const gradingWays = ['one-grade', 'by-sections', 'no-grade'] as const;
export type GradingWay = (typeof gradingWays)[number];

/** The words that the judgement's own parts begin with: they are the asker's to give, not ours. */
export type JudgementWords = {
	readonly title: string;
	readonly parts: Readonly<Record<BuiltIn['part'], { readonly text: string; readonly guidance: string }>>;
};

export type NewTemplate = {
	readonly id: string;
	readonly title: string;
	readonly way: GradingWay;
	readonly sectionTitle: string;
	/** The three questions that end every themed set (question-sets.md 2.3). */
	readonly closers: Section;
	readonly judgement: JudgementWords;
};

/** A template with nothing in it but what its way of grading needs, so that what is written next can be published. */
export function blankTemplate({ id, title, way, sectionTitle, closers, judgement }: NewTemplate): TemplateDraft {
	return {
		id,
		version: 1,
		title,
		short: title.slice(0, 40),
		family: 'themed',
		purpose: '',
		auditor: '',
		window: { evidence: 12, judgement: 6 },
		scale: 'ofsted',
		grading: gradingFor(way),
		sections: [
			blankSection('S1', '1', sectionTitle, way === 'by-sections'),
			...(way === 'by-sections' ? [judgementSection(judgement)] : way === 'one-grade' ? [closers] : [])
		]
	};
}

export function blankSection(id: string, number: string, title: string, graded: boolean): Section {
	return { id, number, title, short: title.slice(0, 20), graded, closing: true, questions: [] };
}

function gradingFor(way: GradingWay): GradingRule {
	if (way === 'one-grade') return { overall: true, suggestion: 'single', question: 'X3', caps: [] };
	return { overall: way === 'by-sections', suggestion: 'lower-median', caps: [] };
}

/** Where the auditor gives the overall grade, with the suggestion beside it and the actions under it. */
export function judgementSection({ title, parts }: JudgementWords, number = '2'): Section {
	const builtIn = (['suggested-grade', 'overall-grade', 'actions'] as const).map((part, index): BuiltIn => ({
		id: `J.${index + 1}`,
		number: `${number}.${index + 1}`,
		part,
		...parts[part],
		alerts: part === 'overall-grade' ? [{ level: 'same-day', on: ['inadequate'] }] : []
	}));
	const section = blankSection('J', number, title, false);
	return { ...section, closing: false, judgement: true, builtIn };
}
