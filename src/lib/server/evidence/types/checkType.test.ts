import { describe, expect, test } from 'vitest';
import {
	aDocx,
	aHeic,
	aJpeg,
	aJpegWithNotes,
	aPdf,
	aPng,
	aPngWithNotes,
	aZip,
	bytesOf,
	contains,
	exifSegment,
	jpegSegment,
	join,
	planted,
	pngChunk
} from '../../../../../tests/fixtures/evidenceFiles.ts';
import { checkType } from './checkType.ts';

describe('what is taken', () => {
	test.each([
		['png', aPng()],
		['jpeg', aJpeg()],
		['heic', aHeic()],
		['heic', aHeic({ brand: 'heix' })],
		['pdf', aPdf()],
		['docx', aDocx()]
	] as const)('P14: a %s is known by its bytes', (kind, bytes) => {
		expect(checkType(bytes)?.kind).toBe(kind);
	});

	test('P14: documents are served as they came', () => {
		expect(checkType(aPdf())?.served).toEqual(aPdf());
		expect(checkType(aDocx())?.served).toEqual(aDocx());
	});
});

describe('what is taken out of pictures', () => {
	test.each([
		['png', aPngWithNotes()],
		['jpeg', aJpegWithNotes()],
		['heic', aHeic()]
	] as const)('P14: where, when and by whom a %s was taken', (_, bytes) => {
		expect(contains(bytes, planted)).toBe(true);
		const served = checkType(bytes)?.served ?? bytes;
		expect(contains(served, planted)).toBe(false);
		expect(contains(served, 'xmpmeta')).toBe(false);
	});

	test('P14: what is left of a PNG and a JPEG is the plain picture, and is taken again as it is', () => {
		expect(checkType(aPngWithNotes())?.served).toEqual(aPng());
		expect(checkType(aPng())?.served).toEqual(aPng());
		expect(checkType(aJpeg())?.served).toEqual(aJpeg());
	});

	test('P14: a HEIC keeps its length and its picture, so that every offset in it holds', () => {
		const served = checkType(aHeic())?.served ?? new Uint8Array();
		expect(served).toHaveLength(aHeic().length);
		expect(contains(served, 'PICTUREPICTURE')).toBe(true);
		expect(checkType(served)?.served).toEqual(served);
	});

	test.each([1, 3, 6, 8])('a JPEG turned as %i still says so, and nothing else', (orientation) => {
		const served = checkType(aJpeg(exifSegment(orientation)))?.served ?? new Uint8Array();
		expect(contains(served, 'Exif')).toBe(orientation !== 1);
		if (orientation !== 1)
			expect(contains(served, `\u0001\u0012\0\u0003\0\0\0\u0001\0${String.fromCharCode(orientation)}`)).toBe(true);
	});

	test('what a telephone hangs behind its photo is cut off', () => {
		const trailer = bytesOf(`MotionPhoto_Data ${planted}`);
		expect(checkType(join(aJpeg(), trailer))?.served).toEqual(aJpeg());
		expect(checkType(join(aPng(), trailer))?.served).toEqual(aPng());
	});

	test('a preview in the first segment and a profile go; how colours are meant stays', () => {
		const preview = jpegSegment(0xe0, bytesOf(`JFXX\0\u0010${planted}`));
		const adobe = jpegSegment(0xee, bytesOf('Adobe\0d\0\0\0\0\u0001'));
		const served = checkType(aJpeg(preview, adobe))?.served ?? new Uint8Array();
		expect([contains(served, 'JFXX'), contains(served, 'Adobe')]).toEqual([false, true]);
	});
});

describe('what is refused', () => {
	const script = '<script>alert(1)</script>';
	test.each([
		['nothing', bytesOf('')],
		['a page', bytesOf('<!DOCTYPE html><html></html>')],
		['a drawing that can run scripts', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
		['a script', bytesOf('alert(1)')],
		['a script behind the first bytes of a PNG', join(aPng().subarray(0, 8), bytesOf(script))],
		['a GIF', bytesOf('GIF89a/*')],
		['a PNG with a script in a note', aPng({ more: [pngChunk('tEXt', bytesOf(`Comment\0${script}`))] })],
		['a PNG with a script behind it', join(aPng(), bytesOf(script))],
		['a PNG that is an archive too', join(aPng(), aDocx())],
		['a JPEG with a script in a comment', aJpeg(jpegSegment(0xfe, bytesOf(script)))],
		['a JPEG with PHP in a comment', aJpeg(jpegSegment(0xfe, bytesOf('<?php system(1)')))],
		['a JPEG that is a PDF too', join(aJpeg(), aPdf())],
		['a HEIC with a page in it', aHeic({ picture: 'x<!doctype html>' })],
		['a film', aHeic({ extra: [join(new Uint8Array([0, 0, 0, 8]), bytesOf('moov'))] })],
		['a PDF with a page before it', join(bytesOf('<html>'), aPdf())],
		['a PDF with an archive behind it', join(aPdf(), aDocx())],
		[
			'a spreadsheet',
			aZip([
				{ name: '[Content_Types].xml', text: 'spreadsheetml.sheet.main+xml' },
				{ name: 'xl/workbook.xml', text: '' }
			])
		],
		['an archive', aZip([{ name: 'a.txt', text: 'a' }])],
		['a Word document with macros', aDocx([{ name: 'word/vbaProject.bin', text: 'x' }])],
		['a Word document with something behind it', join(aDocx(), bytesOf(script))],
		[
			'a zip bomb for a list of types',
			aZip([
				{ name: '[Content_Types].xml', text: 'x'.repeat(3_000_000) },
				{ name: 'word/document.xml', text: '' }
			])
		]
	])('%s', (_, bytes) => {
		expect(checkType(bytes)).toBeNull();
	});

	test.each([
		['png', aPngWithNotes()],
		['jpeg', aJpegWithNotes()],
		['pdf', aPdf()],
		['docx', aDocx()]
	] as const)('a %s cut short anywhere', (_, bytes) => {
		for (let length = 0; length < bytes.length - 2; length += 7) expect(checkType(bytes.slice(0, length))).toBeNull();
	});

	test('a HEIC cut short before its picture ends', () => {
		const whole = aHeic();
		for (let length = 0; length < whole.length - 60; length += 5) expect(checkType(whole.slice(0, length))).toBeNull();
	});

	test('a PNG with one byte altered', () => {
		const whole = aPng();
		for (let at = 0; at < whole.length; at += 1) {
			const altered = whole.slice();
			altered[at] = (altered[at] ?? 0) ^ 1;
			expect(checkType(altered), `byte ${at}`).toBeNull();
		}
	});

	test('any bytes are judged without an error', () => {
		for (const whole of [aHeic(), aJpegWithNotes(), aDocx()])
			for (let at = 0; at < whole.length; at += 1) {
				const altered = whole.slice();
				altered[at] = 0xff - (altered[at] ?? 0);
				expect(() => checkType(altered)).not.toThrow();
			}
	});
});
