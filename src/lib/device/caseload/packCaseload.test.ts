import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { aCase } from '#lib/domain/frames/aCase.fixture.ts';
import { packCaseload } from './packCaseload.ts';

const caseload = (size: number) => ({
	takenOn: '2026-03-09',
	source: 'Annex A, “March”.xlsx',
	cases: Array.from({ length: size }, (_, at) => aCase(`9X-${at}`, { team: 'Øst "1"', worker: null }))
});

async function unpacked(size: number) {
	const packed = Buffer.from(await (await packCaseload(caseload(size))).arrayBuffer());
	return { packed: packed.length, text: gunzipSync(packed).toString('utf8') };
}

test.each([0, 1, 999, 1000, 1001, 2500])('%i children come out as they went in', async (size) => {
	expect((await unpacked(size)).text).toBe(JSON.stringify(caseload(size)));
});

test('it takes a tenth of the room', async () => {
	const { packed, text } = await unpacked(5000);
	expect(packed).toBeLessThan(text.length / 10);
});

test('other work goes on while a large one is written', async () => {
	let turns = 0;
	const counting = setInterval(() => (turns += 1), 0);
	await packCaseload(caseload(20_000));
	clearInterval(counting);
	expect(turns).toBeGreaterThan(5);
});
