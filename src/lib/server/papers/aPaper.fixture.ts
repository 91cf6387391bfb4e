import type { Paper, PaperBlock } from '#lib/domain/papers/Paper.ts';

export function aPaper(blocks: readonly PaperBlock[] = everyBlock, given: Partial<Paper> = {}): Paper {
	return {
		title: 'How these cases were chosen',
		foot: 'Marchbrook · 1f3a',
		at: '2026-03-12T09:30:00.000Z',
		...given,
		blocks
	};
}

export const everyBlock: readonly PaperBlock[] = [
	{ kind: 'heading', level: 2, text: 'Where they came from' },
	{ kind: 'paragraph', text: 'From a caseload <of> 204 & more. Łukasz, Zoë, Ђорђе.' },
	{ kind: 'paragraph', text: 'Quiet', isQuiet: true },
	{ kind: 'paragraph', text: 'Strong', isStrong: true },
	{ kind: 'heading', level: 3, text: 'Steps' },
	{ kind: 'list', isOrdered: true, items: ['First', 'Second'] },
	{ kind: 'list', isOrdered: false, items: ['One point'] },
	{ kind: 'list', isOrdered: true, items: ['First again'] },
	{
		kind: 'table',
		caption: 'Groups',
		columns: [
			{ heading: 'Group', share: 3 },
			{ heading: 'Cases', isNumber: true }
		],
		rows: [
			['North', '12'],
			['South', '4']
		]
	},
	{ kind: 'lines', count: 2 }
];

export function aLongTable(rows: number): PaperBlock {
	return {
		kind: 'table',
		caption: 'Many',
		columns: [{ heading: 'Case' }, { heading: 'Why' }],
		rows: Array.from({ length: rows }, (_, at) => [`Case ${at + 1}`, 'As it was drawn'])
	};
}
