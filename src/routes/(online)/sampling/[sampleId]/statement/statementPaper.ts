import type { Paper, PaperBlock } from '#lib/domain/papers/Paper.ts';
import type { SampleShown } from '#lib/domain/sampling/sampleShows.ts';
import type { SamplingStatement } from '#lib/domain/sampling/samplingStatement.ts';
import { isUneven } from '#lib/domain/sampling/weighBack.ts';
import { dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { dayAndMonth, timeOf } from '#lib/ui/words/dates.ts';
import { number, percent, plural } from '#lib/ui/words/numbers.ts';
import {
	drawSentence,
	exclusionWords,
	filterWords,
	shownWords,
	sparedSentence,
	stratumWords,
	unevenWords
} from '#lib/ui/words/sampling.ts';

export type StatedSample = {
	readonly name: string;
	readonly template: { readonly title: string; readonly version: number };
	readonly council: string | null;
	readonly statement: SamplingStatement;
	readonly shown: SampleShown | null;
	readonly names: Readonly<Record<string, string>>;
};

/** How a sample was chosen, as a paper to hand to an inspector: the same words as on the page, and nothing else. */
export function statementPaper(sample: StatedSample): Paper {
	const { statement, council } = sample;
	return {
		title: 'How these cases were chosen',
		foot: [council, sample.name, `fingerprint ${statement.poolHash.slice(0, 16)}`]
			.filter((one) => one !== null)
			.join(' · '),
		at: statement.replacements.at(-1)?.at ?? statement.drawnAt,
		blocks: [
			...opening(sample),
			...source(statement),
			...leftOut(statement),
			...groups(statement),
			...shows(sample),
			...cases(sample)
		]
	};
}

/** With its year, always: a paper has no "this year". */
const on = (day: Day) => dayAndMonth(day, '');

function opening({ name, template, council, statement: said, names }: StatedSample): PaperBlock[] {
	const { size, drawnFrom, method } = said;
	return [
		{
			kind: 'paragraph',
			text: `${name}. ${template.title}, version ${template.version}.${council === null ? '' : ` ${council}.`}`,
			isStrong: true
		},
		say(
			`${drawSentence({ size, drawnFrom, strata: said.strata.length, method }, on(said.drawnOn))} Seed ${said.seed}.`
		),
		say(
			`Drawn by ${who(names, said.drawnBy)} at ${timeOf(said.drawnAt)}. The seed was set before anyone saw a case: the same caseload, rule and seed draw the same cases, for ever.`
		)
	];
}

function source(said: SamplingStatement): PaperBlock[] {
	const { frame } = said;
	const age = frame.daysOld === 0 ? 'drawn from on the same day' : `${plural(frame.daysOld, 'day')} old when drawn`;
	const filters =
		said.filters.length === 0 ? 'every case' : said.filters.map((filter) => filterWords(filter, '')).join('; ');
	const items = [
		`${number(frame.size)} in the caseload of ${on(frame.takenOn)} (${frame.source}, imported ${on(dayInEngland(frame.importedAt))}), ${age}`,
		`${number(said.matched)} match: ${filters}`,
		`${number(said.leftOut)} left out, for the reasons below${said.isReaudit ? ' (a re-audit)' : ''}`,
		`${number(said.drawnFrom)} to draw from`,
		`${number(said.size)} drawn`
	];
	const stale = `Warning: the caseload was ${plural(frame.daysOld, 'day')} old, more than the usual limit.`;
	return [
		heading('Where they came from'),
		{ kind: 'list', isOrdered: true, items },
		...(said.warnings.length > 0 ? [{ kind: 'paragraph', text: stale, isStrong: true } as const] : [])
	];
}

function leftOut(said: SamplingStatement): PaperBlock[] {
	const rows = said.exclusions.map(({ rule, count }) => [exclusionWords(rule), number(count)]);
	return [
		heading('Who was left out'),
		...(rows.length === 0
			? [say('Nobody: no reason to leave a case out was looked for.')]
			: [
					{
						kind: 'table',
						caption: 'Reasons that were looked for',
						columns: [
							{ heading: 'Reason', share: 4 },
							{ heading: 'Cases', isNumber: true }
						],
						rows
					} as const
				]),
		say(sparedSentence(said))
	];
}

function groups({ method, strata }: SamplingStatement): PaperBlock[] {
	if (method.kind !== 'stratified') return [];
	return [
		heading('Groups'),
		{
			kind: 'table',
			caption: 'What each group gave',
			columns: [
				{ heading: 'Group', share: 3 },
				{ heading: 'To draw from', isNumber: true },
				{ heading: 'Drawn', isNumber: true },
				{ heading: 'Share', isNumber: true }
			],
			rows: strata.map((one) => [
				stratumWords(one.stratum, method.by),
				number(one.available),
				number(one.size),
				percent(one.share)
			])
		}
	];
}

/** A count is never left to be read as the whole where the groups were looked at unevenly. */
function shows({ shown, statement: { method, strata } }: StatedSample): PaperBlock[] {
	const isWeighed = method.kind === 'stratified' && isUneven(strata);
	if (!isWeighed && shown === null) return [];
	return [
		heading('What they show of the whole'),
		...(isWeighed ? [say(unevenWords(strata))] : []),
		...(shown === null ? [] : [say(shownWords(shown))])
	];
}

function cases({ statement: said, names }: StatedSample): PaperBlock[] {
	const replaced = said.replacements.map(
		(one) =>
			`${one.out} was replaced by ${one.in}, the next of its group in the draw, by ${who(names, one.by)} on ${on(dayInEngland(one.at))}: ${one.reason}`
	);
	return [
		heading('The cases, in the order drawn'),
		{ kind: 'list', isOrdered: true, items: said.cases.map(({ caseRef }) => caseRef) },
		...(replaced.length === 0
			? []
			: [heading('Replaced since'), { kind: 'list', isOrdered: false, items: replaced } as const]),
		{
			kind: 'paragraph',
			text: `Method ${said.algorithm}. Fingerprint (SHA-256) of the list drawn from: ${said.poolHash}`,
			isQuiet: true
		}
	];
}

function heading(text: string): PaperBlock {
	return { kind: 'heading', level: 2, text };
}

function say(text: string): PaperBlock {
	return { kind: 'paragraph', text };
}

function who(names: StatedSample['names'], id: string): string {
	return names[id] ?? 'someone who has left';
}
