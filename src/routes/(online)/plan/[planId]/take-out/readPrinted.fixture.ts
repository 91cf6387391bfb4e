import type { TableRow } from '#lib/domain/plan/table/PlanTable.ts';

/**
 * The lines of the plan of 2018 out of the text of its paper: a table there is lines parted by tabs, each cell broken
 * over several of them, with what stood at the page's edge in between. What follows on a line without a reference
 * belongs to the row above, as in the Word file that the paper was printed from.
 */
export function readPrinted(text: string): TableRow[] {
	const rows: { cells: string[]; isTable: boolean }[] = [];
	let number = 0;
	for (const line of planOf(text)) {
		if (/^(R?ECOMMENDATION) \d+:?/.test(line)) {
			number = Number(/\d+/.exec(line)?.[0]);
			rows.push({ cells: [`RECOMMENDATION ${number}:`], isTable: false });
		} else if (!line.includes('\t')) rows.push({ cells: [line], isTable: false });
		else addLine(rows, line, number);
	}
	return rows.map(({ cells, isTable }, at) => ({
		at: { part: isTable ? 'table' : 'paragraphs', name: '1', row: at + 1 },
		cells
	}));
}

function planOf(text: string): string[] {
	const lines = text.split('\n');
	const from = lines.findIndex((line) => line.startsWith('RECOMMENDATION 1:'));
	const to = lines.findIndex((line) => line.startsWith('Closing the Loop on Improvement Actions'));
	return lines.slice(from, to).filter((line) => line.trim() !== '');
}

const header = [
	'Ref',
	'Action',
	'Expected Impact/Outcome',
	'Impact Measure',
	'Lead and Timescale',
	'Progress to date',
	'Progress RAG',
	'Impact RAG'
];

function addLine(rows: { cells: string[]; isTable: boolean }[], line: string, number: number): void {
	const [first = '', ...rest] = line.split('\t').map((cell) => cell.trim());
	if (rest.some((cell) => /^(Actions?|Expected Impact\/Outcome)$/.test(cell))) {
		if (rows.at(-1)?.cells[0] !== 'Ref' && rows.at(-1)?.isTable !== true) rows.push({ cells: header, isTable: true });
		return;
	}
	const isSecondHeading = rest.every((cell) => cell === '' || /^(Measure|Timescale|(t )?RAG)$/i.test(cell));
	if (isSecondHeading && rest.some((cell) => cell !== '')) return;
	// Nobody had given a colour yet: what stands in those two columns are headings from the page's edge.
	const cells = rest.slice(0, 5);
	const begins = rest[0] !== '' && hasRef(first) && /^[A-Z1]/.test(rest[0] ?? '') && rest[3] !== '';
	if (begins) {
		const place = rows.filter(({ cells }) => (cells[0] ?? '').startsWith(`${number}.`)).length + 1;
		rows.push({ cells: [`${number}.${place}`, ...cells], isTable: true });
		return;
	}
	const above = rows.at(-1)?.cells;
	if (above === undefined) return;
	for (const [at, cell] of cells.entries())
		above[at + 1] = [above[at + 1] ?? '', cell].filter((one) => one !== '').join('\n');
}

/** 5.3, or what the paper's edge made of it: "Page_{3.7}", "a g.1". */
function hasRef(text: string): boolean {
	return /\d/.test(text);
}
