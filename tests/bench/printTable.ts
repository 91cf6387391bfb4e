import { median, type Measured } from './Measured.ts';

/** The table of one run: median and range, and how many times Dipper's figure each of the others is. */
export function printTable(measured: readonly Measured[]): void {
	const rows = measured.map(rowOf);
	const head = ['', 'what', 'Dipper', 'floor', '× floor', 'peers', 'Dipper ahead ×'];
	const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
	const line = (row: readonly string[]) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();
	console.log(line(head));
	console.log(widths.map((width) => '-'.repeat(width)).join('  '));
	for (const row of rows) console.log(line(row));
}

/** The same for a page: one row for each thing measured, the reach beside it. */
export function markdownRows(measured: readonly Measured[]): string {
	const head = ['', 'what', 'Dipper', 'floor', '× floor', 'peers', 'Dipper ahead', 'reach'];
	const rows = measured.map((one) => [...rowOf(one), one.reach ?? '']);
	return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function rowOf(one: Measured): string[] {
	const own = median(one.dipper);
	const peers = Object.entries(one.peers);
	return [
		one.bench,
		one.what,
		spread(one.dipper),
		one.floor === undefined ? '–' : spread(one.floor),
		one.floor === undefined ? '–' : times(1 / ahead(one, own, median(one.floor))),
		peers.map(([name, values]) => `${name} ${spread(values)}`).join('; ') || '–',
		peers.map(([name, values]) => `${name} ${times(ahead(one, own, median(values)))}`).join('; ') || '–'
	];
}

/** How many times better than a peer: below one is a loss, and is printed all the same. */
export function ahead(one: Measured, own: number, peer: number): number {
	return one.moreIsBetter === true ? own / peer : peer / own;
}

function spread(values: readonly number[]): string {
	return `${figure(median(values))} (${figure(Math.min(...values))}–${figure(Math.max(...values))}, n ${values.length})`;
}

function figure(value: number): string {
	if (!Number.isFinite(value)) return '?';
	if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
	return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

function times(value: number): string {
	return `${value.toFixed(value >= 10 ? 0 : 2)}×`;
}
