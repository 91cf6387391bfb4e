import type { Paper, PaperBlock } from '#lib/domain/papers/Paper.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import type { Question, Section, Template } from '#lib/domain/templates/Template.ts';
import { choicesOf } from '#lib/ui/words/kinds.ts';
import { conditionWords } from '#lib/ui/words/templates.ts';

/** A template to print and fill in by hand, where there is no tablet: every question with its guidance and room to answer. */
export function formPaper(template: Template, council: string | null, at: Instant): Paper {
	const name = `${template.title}, version ${template.version}`;
	return {
		title: template.title,
		foot: [council, name].filter((one) => one !== null).join(' · '),
		at,
		blocks: [
			...(template.purpose === '' ? [] : [say(template.purpose)]),
			say('Case number: ______________     Audited by: ______________     On: ______________'),
			...template.sections.flatMap((section) => sectionBlocks(section, template))
		]
	};
}

function sectionBlocks({ number, title, intro, questions, builtIn = [] }: Section, template: Template): PaperBlock[] {
	return [
		{ kind: 'heading', level: 2, text: `${number}. ${title}` },
		...(intro === undefined ? [] : [say(intro)]),
		...questions.flatMap((question) => questionBlocks(question, template)),
		...builtIn.flatMap((one): PaperBlock[] => [
			{ kind: 'paragraph', text: `${one.number}  ${one.text}`, isStrong: true },
			{ kind: 'lines', count: 2 }
		])
	];
}

function questionBlocks(question: Question, template: Template): PaperBlock[] {
	const { number, text, guidance, askWhen } = question;
	return [
		{ kind: 'paragraph', text: `${number}  ${text}`, isStrong: true },
		...(guidance === '' ? [] : [{ kind: 'paragraph', text: guidance, isQuiet: true } as const]),
		...(askWhen === undefined
			? []
			: [
					{
						kind: 'paragraph',
						text: `Only where ${conditionWords(askWhen, template)}.`,
						isQuiet: true
					} as const
				]),
		...room(question)
	];
}

/** Boxes to tick, or a line to write on; then a line for the note. */
function room(question: Question): PaperBlock[] {
	const choices = choicesOf(question).map(({ label }) => `[  ] ${label}`);
	switch (question.kind) {
		case 'time':
			return [say(`${question.fromLabel ?? 'From'}: ____________     ${question.toLabel ?? 'To'}: ____________`)];
		case 'date':
			return [say('Date: ____________')];
		case 'num':
			return [say(`____________ ${question.unit ?? ''}`.trim())];
		case 'text':
			return [{ kind: 'lines', count: 3 }];
		default:
			return [say(choices.join('     ')), { kind: 'lines', count: 1 }];
	}
}

function say(text: string): PaperBlock {
	return { kind: 'paragraph', text };
}
