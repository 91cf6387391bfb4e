import { expect, test } from 'vitest';
import { aContact, aWorkbook, contactHeaders, fileOf } from './aWorkbook.fixture.ts';
import { CaseloadReader } from './CaseloadReader.ts';

const takenOn = '2026-11-01';

test('in a browser the worker reads a workbook and hands over cases and nothing personal', async () => {
	const reader = new CaseloadReader();
	const told: number[] = [];
	const file = aWorkbook({ 'List 1': { rows: [contactHeaders, aContact('9X-1'), aContact('9X-2')] } });
	const read = await reader.read({ files: [file], takenOn }, ({ fraction }) => told.push(fraction));
	expect(read).toMatchObject({
		ok: true,
		value: { counts: { children: 2 }, cases: [{ caseRef: '9X-1', ageBand: '8-11' }, {}] }
	});
	expect(JSON.stringify(read)).not.toMatch(/2015-03-12|Female|WBRI/);
	expect(told.at(-1)).toBe(1);
});

test('in a browser a wrong file is a code, and a CSV is described by its headers', async () => {
	const reader = new CaseloadReader();
	expect(await reader.read({ files: [fileOf('text', 'a.xlsx')], takenOn })).toMatchObject({
		problem: { code: 'caseload.not-a-workbook' }
	});
	expect(await reader.describe(fileOf('Case Number,Team\n9X-1,North', 'a.csv'))).toMatchObject({
		ok: true,
		value: { suggested: { caseRef: 0, team: 1 } }
	});
});

test('in a browser the page goes on drawing while a large workbook is read, and the reading can be cancelled', async () => {
	const rows = Array.from({ length: 20_000 }, (_, at) => aContact(`9X-${at + 1}`));
	const file = aWorkbook({ 'List 1': { rows: [contactHeaders, ...rows] } });
	const reader = new CaseloadReader();
	const longest = watchFrames();
	const from = performance.now();
	const read = await reader.read({ files: [file], takenOn });
	expect(read).toMatchObject({ ok: true, value: { counts: { children: 20_000 } } });
	// Were it read on the page, the page would stand still for nearly all of it.
	expect(longest()).toBeLessThan(Math.max(250, (performance.now() - from) / 2));
	const cancelled = reader.read({ files: [file], takenOn });
	reader.cancel();
	expect(await cancelled).toMatchObject({ problem: { code: 'caseload.cancelled' } });
});

/** The longest the page went without a turn, in milliseconds. */
function watchFrames(): () => number {
	let last = performance.now();
	let longest = 0;
	const timer = setInterval(() => {
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
	}, 5);
	return () => {
		clearInterval(timer);
		return longest;
	};
}
