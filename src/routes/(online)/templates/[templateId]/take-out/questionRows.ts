import type { Template } from '#lib/domain/templates/Template.ts';
import { choicesOf } from '#lib/ui/words/kinds.ts';

/** Every question in a row, for a spreadsheet. */
export function questionRows({ sections }: Template): string[][] {
	return [
		['Id', 'Number', 'Section', 'Question', 'Kind', 'Answers', 'Guidance', 'May be left out', 'In the dip sample'],
		...sections.flatMap(({ title, questions }) =>
			questions.map((one) => [
				...[one.id, one.number, title, one.text, one.kind],
				choicesOf(one)
					.map(({ label }) => label)
					.join('; '),
				one.guidance,
				one.optional ? 'Yes' : 'No',
				one.dip ? 'Yes' : 'No'
			])
		)
	];
}
