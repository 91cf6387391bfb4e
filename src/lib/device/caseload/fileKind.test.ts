import { expect, test } from 'vitest';
import { fileOf } from './aWorkbook.fixture.ts';
import { fileKind } from './fileKind.ts';

const zip = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0]);
const compound = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

test('a file is what its first bytes say, whatever its name', async () => {
	expect(await fileKind(fileOf(zip, 'a.csv'))).toEqual({ kind: 'workbook' });
	expect(await fileKind(fileOf(zip, 'a'))).toEqual({ kind: 'workbook' });
	expect(await fileKind(fileOf(compound, 'a.csv'))).toEqual({ kind: 'refused', code: 'caseload.encrypted' });
});

test('text has no mark, so its name is believed', async () => {
	expect(await fileKind(fileOf('a,b', 'a.CSV'))).toEqual({ kind: 'csv' });
	expect(await fileKind(fileOf('a\tb', 'a.tsv'))).toEqual({ kind: 'csv' });
	expect(await fileKind(fileOf('a,b', 'a.xlsm'))).toEqual({ kind: 'refused', code: 'caseload.not-a-workbook' });
	expect(await fileKind(fileOf('a,b', 'a'))).toEqual({ kind: 'refused', code: 'caseload.not-a-workbook' });
});

test('an empty file is empty, whatever its name', async () => {
	expect(await fileKind(fileOf('', 'a.csv'))).toEqual({ kind: 'refused', code: 'caseload.empty-file' });
});
