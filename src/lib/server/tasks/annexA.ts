import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dayInEngland, isDay } from '#lib/domain/shared/dates.ts';
import { annexAWorkbook } from '../council/annexAWorkbook.ts';

/** `npm run annex-a -- --children 5000 --out caseload.xlsx`: a workbook of an invented council, for tests, benchmarks and trying out. */
const { values } = parseArgs({
	options: {
		children: { type: 'string', default: '5000' },
		out: { type: 'string' },
		seed: { type: 'string', default: 'dipper' },
		'as-at': { type: 'string' },
		clean: { type: 'boolean', default: false }
	}
});

const children = Number(values.children);
const asAt = values['as-at'] ?? dayInEngland(new Date().toISOString());
if (values.out === undefined || !Number.isInteger(children) || children < 1 || !isDay(asAt)) {
	console.error('npm run annex-a -- --children 5000 --out FILE [--seed S] [--as-at YYYY-MM-DD] [--clean]');
	process.exit(2);
}

const { bytes, tally } = annexAWorkbook({ children, seed: values.seed, asAt, isDirty: !values.clean });
writeFileSync(values.out, bytes);
console.log(`${values.out}: ${children} children as at ${asAt}, ${(bytes.length / 1024 / 1024).toFixed(1)} MB`);
for (const [list, rows] of [...tally.rows].sort(([one], [other]) => one - other))
	console.log(`  list ${list}: ${rows} rows`);
for (const [code, count] of Object.entries(tally.planted())) console.log(`  planted ${code}: ${count}`);
