import { unzlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { aLongTable, aPaper } from './aPaper.fixture.ts';
import type { Paper } from '#lib/domain/papers/Paper.ts';
import { writePdf } from './writePdf.ts';

const latin1 = new TextDecoder('latin1');

async function textOf(paper: Paper): Promise<string> {
	return latin1.decode(await writePdf(paper));
}

/** What is drawn on the pages, unpacked. */
function drawnIn(bytes: Uint8Array): string {
	const file = latin1.decode(bytes);
	return [...file.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n/g)]
		.map(({ index, 0: { length } }) => {
			const from = index + length;
			const packed = bytes.subarray(from, file.indexOf('\nendstream', from));
			return latin1.decode(unzlibSync(packed));
		})
		.filter((text) => text.includes('BDC'))
		.join('\n');
}

test('title, language and every kind of part are told to who cannot see the page', async () => {
	const file = await textOf(aPaper());
	expect(file.startsWith('%PDF-1.7')).toBe(true);
	expect(file).toContain('/Lang (en-GB)');
	expect(file).toContain('/DisplayDocTitle true');
	expect(file).toContain('/Marked true');
	for (const type of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'Caption', 'TR', 'TH', 'TD'])
		expect(file).toContain(`/S /${type}\n`);
});

test('all that is drawn is either in the tree or marked as decoration', async () => {
	const drawn = drawnIn(await writePdf(aPaper()));
	let depth = 0;
	for (const [mark] of drawn.matchAll(/BDC|EMC|\bBT\b|\bS\n/g)) {
		if (mark === 'BDC') depth += 1;
		else if (mark === 'EMC') depth -= 1;
		else expect(depth).toBe(1);
	}
	expect(depth).toBe(0);
	expect(drawn).toContain('/Artifact');
});

test('a table goes on over the pages, and each row is one row of it', async () => {
	const file = await textOf(aPaper([aLongTable(120)]));
	expect(file.match(/\/Type \/Page\n/g)?.length).toBe(4);
	expect(file.match(/\/S \/TR\n/g)).toHaveLength(121);
});

test('letters beyond the west of Europe have a shape in the file', async () => {
	expect(await textOf(aPaper())).toMatch(/\/FontName \/[A-Z]+\+NotoSans/);
});

test('the same paper has the same bytes', async () => {
	expect(await writePdf(aPaper())).toEqual(await writePdf(aPaper()));
});

test('what no letter can show does not stop it', async () => {
	const odd = 'a\u0000\ud800\t\u0007😀\u202e = b';
	expect(
		(await textOf(aPaper([{ kind: 'paragraph', text: odd }], { title: odd, foot: odd }))).endsWith('%%EOF\n')
	).toBe(true);
});
