/** One question of the benchmark, in no one's format: each contender gets the same, in its own. */
export type AskedItem = {
	readonly id: string;
	readonly kind: 'ynp' | 'g4' | 'pick' | 'text';
	readonly text: string;
	readonly guidance: string;
	readonly values: readonly { readonly id: string; readonly label: string }[];
	/** Asked while that question has none of these answers, or none at all; left out: always asked. */
	readonly unless?: { readonly question: string; readonly is: readonly string[] };
	/** Answers that want a note: its box opens under the question. */
	readonly noteOn: readonly string[];
};
export type AskedSection = { readonly id: string; readonly title: string; readonly items: readonly AskedItem[] };

const yes = [
	{ id: 'yes', label: 'Yes' },
	{ id: 'partly', label: 'Partly' },
	{ id: 'no', label: 'No' },
	{ id: 'na', label: 'Not applicable' }
];
const grades = [
	{ id: 'outstanding', label: 'Outstanding' },
	{ id: 'good', label: 'Good' },
	{ id: 'requires-improvement', label: 'Requires improvement' },
	{ id: 'inadequate', label: 'Inadequate' },
	{ id: 'na', label: 'Not applicable' }
];
const picks = [
	{ id: 'achieved', label: 'Achieved, and written so' },
	{ id: 'on-track', label: 'On track' },
	{ id: 'drifting', label: 'Drifting' },
	{ id: 'unknown', label: 'The record does not say' }
];

const kinds: readonly AskedItem['kind'][] = [
	'ynp',
	'ynp',
	'g4',
	'ynp',
	'pick',
	'ynp',
	'ynp',
	'g4',
	'text',
	'ynp',
	'pick',
	'ynp'
];
/** Place in the section → the place it hangs on, and the answers that take it away. */
const hangsOn: Readonly<Record<number, readonly [place: number, is: readonly string[]]>> = {
	5: [4, ['achieved', 'on-track']],
	9: [1, ['yes', 'na']],
	11: [6, ['na']]
};
const perSection = 12;

/** `questions` in sections of twelve: mostly Yes to Not applicable, two grades, two lists, a text, three conditions. */
export function theSections(questions: number): readonly AskedSection[] {
	return Array.from({ length: Math.ceil(questions / perSection) }, (_, at) => {
		const id = `B${at + 1}`;
		const size = Math.min(perSection, questions - at * perSection);
		return {
			id,
			title: `Part ${at + 1} of the record`,
			items: kinds.slice(0, size).map((kind, place) => item(id, kind, place))
		};
	});
}

function item(section: string, kind: AskedItem['kind'], place: number): AskedItem {
	const on = hangsOn[place];
	return {
		id: `${section}.${place + 1}`,
		kind,
		text: `In the last three months, does the record show what was done about matter ${place + 1}, by whom, and what came of it?`,
		guidance:
			'Good is a record that another worker could act on tomorrow: what was seen, what was decided and why, and what is different for the child.',
		values: kind === 'ynp' ? yes : kind === 'g4' ? grades : kind === 'pick' ? picks : [],
		...(on === undefined ? {} : { unless: { question: `${section}.${on[0] + 1}`, is: on[1] } }),
		noteOn: kind === 'ynp' ? ['partly', 'no', 'na'] : kind === 'g4' ? grades.map(({ id }) => id) : []
	};
}

/** What the person of the benchmark taps: questions that are always asked, answers that open and close others. */
export function theTaps(
	sections: readonly AskedSection[]
): readonly { readonly section: string; readonly question: string; readonly value: string }[] {
	const cycles = {
		ynp: ['yes', 'yes', 'partly', 'yes', 'no', 'yes'],
		g4: ['good', 'requires-improvement'],
		pick: ['on-track', 'drifting', 'achieved'],
		text: []
	} as const;
	let tapped = 0;
	return sections.flatMap((section) =>
		section.items
			.filter((one) => one.values.length > 0 && one.unless === undefined)
			.map((one) => {
				const values: readonly string[] = cycles[one.kind];
				return { section: section.id, question: one.id, value: values[tapped++ % values.length] ?? '' };
			})
	);
}
