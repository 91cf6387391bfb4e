import { expect, test } from 'vitest';
import { aList } from './aSheet.fixture.ts';
import { readAnnexA } from './readAnnexA.ts';

/** All of them by `IMPORT_ROWS=200000 npx vitest run hardCases`; a tenth in every run. */
const rows = Number(process.env.IMPORT_ROWS ?? 20_000);

test('two hundred thousand rows are read, merged and counted', { timeout: 120_000 }, () => {
	const rowsEach = rows / 2;
	const sheets = [6, 7].map((list) =>
		aList(
			list,
			Array.from({ length: rowsEach }, (_, at) => ({
				'Child Unique ID': `9X-${at}`,
				'Date of Birth': '2015-03-12',
				'Allocated Team': `Team ${at % 15}`
			}))
		)
	);
	const read = readAnnexA(sheets, '2026-11-01');
	expect(read).toMatchObject({
		ok: true,
		value: {
			cases: { length: rowsEach },
			counts: {
				children: rowsEach,
				lists: [
					{ list: 6, rows: rowsEach, kept: rowsEach },
					{ list: 7, rows: rowsEach, kept: rowsEach }
				]
			}
		}
	});
});
