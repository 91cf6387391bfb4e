import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { aPaper } from './aPaper.fixture.ts';
import type { Paper } from '#lib/domain/papers/Paper.ts';
import { writeDocx } from './writeDocx.ts';

function partsOf(paper: Paper): Record<string, string> {
	return Object.fromEntries(
		Object.entries(unzipSync(writeDocx(paper))).map(([name, bytes]) => [name, strFromU8(bytes)])
	);
}

function part(paper: Paper, name: string): string {
	return must(partsOf(paper)[name], name);
}

function read(xml: string): string {
	let text = '';
	const parser = new SaxesParser({ xmlns: true });
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('text', (piece) => (text += piece));
	parser.write(xml).close();
	return text;
}

test('every part is sound XML, each is declared, and all that one refers to is there', () => {
	const parts = partsOf(aPaper());
	for (const xml of Object.values(parts)) read(xml);
	for (const [, target = ''] of must(parts['word/_rels/document.xml.rels'], 'rels').matchAll(/Target="([^"]+)"/g)) {
		expect(parts[`word/${target}`]).toBeDefined();
		expect(parts['[Content_Types].xml']).toContain(`/word/${target}`);
	}
	const styles = must(parts['word/styles.xml'], 'styles');
	for (const [, id = ''] of must(parts['word/document.xml'], 'document').matchAll(/w:pStyle w:val="([^"]+)"/g))
		expect(styles).toContain(`w:styleId="${id}"`);
});

test('headings, tables and language are named, so that they can be read aloud', () => {
	const xml = part(aPaper(), 'word/document.xml');
	expect(xml).toContain('<w:pStyle w:val="Title"/>');
	expect(xml).toContain('<w:pStyle w:val="Heading2"/>');
	expect(xml).toContain('<w:tblHeader/>');
	expect(xml).toContain('<w:tblCaption w:val="Groups"/>');
	expect(part(aPaper(), 'word/styles.xml')).toContain('<w:lang w:val="en-GB"/>');
	expect(read(part(aPaper(), 'docProps/core.xml'))).toContain('How these cases were chosen');
});

test('each numbered list begins at one', () => {
	expect(part(aPaper(), 'word/document.xml').match(/w:numId w:val="\d"/g)).toEqual(
		[2, 2, 1, 3].map((id) => `w:numId w:val="${id}"`)
	);
	expect(part(aPaper(), 'word/numbering.xml')).toContain('<w:num w:numId="3">');
});

test('the foot says whose it is and which page of how many', () => {
	const foot = part(aPaper(), 'word/footer.xml');
	expect(read(foot)).toContain('Marchbrook · 1f3a');
	expect(foot).toContain(' PAGE ');
	expect(foot).toContain(' NUMPAGES ');
});

test('the same paper has the same bytes', () => {
	expect(writeDocx(aPaper())).toEqual(writeDocx(aPaper()));
});

test('whatever is written, the file can be opened and says it', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const said = read(part(aPaper([{ kind: 'paragraph', text }], { title: text }), 'word/document.xml'));
			const visible = text.replace(/[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu, '');
			expect(said.replace(/\p{Cc}/gu, '')).toBe(visible + visible);
		}),
		{ numRuns: 15 }
	);
});
