import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { fileOf, zipOf } from '../aWorkbook.fixture.ts';
import { readLimits } from '../limits.ts';
import { readDirectory } from './readDirectory.ts';
import { streamEntry } from './streamEntry.ts';

async function textOf(file: File, name: string): Promise<string> {
	const entry = must((await readDirectory(file, readLimits)).get(name), name);
	let text = '';
	await streamEntry(file, entry, (piece) => (text += piece));
	return text;
}

test('files are found by name in lower case, whichever way the slashes lean', async () => {
	const entries = await readDirectory(zipOf({ 'XL\\Workbook.xml': 'a', '_rels/.rels': 'b' }), readLimits);
	expect([...entries.keys()]).toEqual(['xl/workbook.xml', '_rels/.rels']);
});

test('what was packed comes out again, packed or merely stored, and letters cut by a piece are whole', async () => {
	const letters = fc.string({ unit: fc.constantFrom('a', 'ë', '’', '\n', '<', '𝄞'), maxLength: 200_000, size: 'max' });
	await fc.assert(
		fc.asyncProperty(letters, fc.constantFrom(0 as const, 6 as const), async (text, level) => {
			const file = fileOf(zipSync({ 'a.xml': strToU8(text) }, { level }), 'a.zip');
			expect(await textOf(file, 'a.xml')).toBe(text);
		}),
		{ numRuns: 25 }
	);
});

test('an empty file inside is empty text', async () => {
	expect(await textOf(zipOf({ 'a.xml': '' }), 'a.xml')).toBe('');
});

test('wide text, as some programs write it, is read', async () => {
	const wide = new Uint8Array([0xff, 0xfe, ...[...'<a/>'].flatMap((letter) => [letter.charCodeAt(0), 0])]);
	expect(await textOf(zipOf({ 'a.xml': wide }), 'a.xml')).toBe('<a/>');
});

test('bytes that are no text are refused', async () => {
	await expect(textOf(zipOf({ 'a.xml': new Uint8Array([0xc3, 0x28]) }), 'a.xml')).rejects.toThrow();
});

test('a comment at the end of the zip does not hide its directory', async () => {
	const bytes = new Uint8Array(await zipOf({ 'a.xml': 'hello' }).arrayBuffer());
	const commented = new Uint8Array(bytes.length + 5);
	commented.set(bytes);
	commented.set(strToU8('hello'), bytes.length);
	new DataView(commented.buffer).setUint16(bytes.length - 2, 5, true);
	expect(await textOf(fileOf(commented, 'a.zip'), 'a.xml')).toBe('hello');
});

test('sizes in the long form of a zip are read', async () => {
	const bytes = new Uint8Array(await zipOf({ 'a.xml': 'hello' }).arrayBuffer());
	const at = bytes.findIndex(
		(_, start) => bytes[start] === 0x50 && bytes[start + 1] === 0x4b && bytes[start + 2] === 1
	);
	const old = new DataView(bytes.buffer);
	const extra = new Uint8Array(20);
	const long = new DataView(extra.buffer);
	long.setUint16(0, 1, true);
	long.setUint16(2, 16, true);
	long.setBigUint64(4, BigInt(old.getUint32(at + 24, true)), true);
	long.setBigUint64(12, BigInt(old.getUint32(at + 20, true)), true);
	const nameEnd = at + 46 + old.getUint16(at + 28, true);
	const made = new Uint8Array(bytes.length + 20);
	made.set(bytes.subarray(0, nameEnd));
	made.set(extra, nameEnd);
	made.set(bytes.subarray(nameEnd), nameEnd + 20);
	const view = new DataView(made.buffer);
	view.setUint32(at + 20, 0xffffffff, true);
	view.setUint32(at + 24, 0xffffffff, true);
	view.setUint16(at + 30, 20, true);
	const end = made.length - 22;
	view.setUint32(end + 12, view.getUint32(end + 12, true) + 20, true);
	expect(await textOf(fileOf(made, 'a.zip'), 'a.xml')).toBe('hello');
});

test('more files inside than the limit are a bomb, whatever their size', async () => {
	const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${at}.xml`, '']));
	await expect(readDirectory(zipOf(many), { ...readLimits, entries: 29 })).rejects.toThrow(
		'caseload.unpacks-too-large'
	);
	expect((await readDirectory(zipOf(many), { ...readLimits, entries: 30 })).size).toBe(30);
});

test('what is told of the bytes read adds up to the packed size', async () => {
	const file = zipOf({ 'a.xml': Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 10_007).join(' ') });
	const entry = must((await readDirectory(file, readLimits)).get('a.xml'), 'a.xml');
	let told = 0;
	await streamEntry(file, entry, () => undefined, { onPacked: (bytes) => (told += bytes) });
	expect(told).toBe(entry.packedBytes);
});
