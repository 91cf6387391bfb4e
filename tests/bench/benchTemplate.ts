import { template as templateShape, type Condition, type Template } from '../../src/lib/domain/templates/Template.ts';
import { theSections, type AskedItem } from './theQuestions.ts';

export function benchTemplate(questions: number): Template {
	return templateShape.parse({
		id: `bench-${questions}`,
		version: 1,
		title: `A benchmark audit of ${questions} questions`,
		short: `Benchmark ${questions}`,
		family: 'themed',
		purpose: 'To measure with.',
		auditor: 'Anyone',
		window: { evidence: 12, judgement: 3 },
		scale: 'ofsted',
		grading: { overall: true, suggestion: 'lower-median', caps: [] },
		sections: theSections(questions).map(({ id, title, items }, at) => ({
			id,
			number: String(at + 1),
			title,
			short: `Part ${at + 1}`,
			graded: true,
			questions: items.map((one) => ({
				id: one.id,
				number: one.id.slice(1),
				text: one.text,
				kind: one.kind,
				guidance: one.guidance,
				...(one.kind === 'pick' ? { options: one.values } : {}),
				...(one.unless === undefined ? {} : { askWhen: askWhen(one.unless) })
			}))
		}))
	});
}

function askWhen({ question, is }: NonNullable<AskedItem['unless']>): Condition {
	return { not: { answer: question, is } };
}
