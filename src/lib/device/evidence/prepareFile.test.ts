import { describe, expect, test } from 'vitest';
import {
	aDocx,
	aHeic,
	aJpegWithNotes,
	aPdf,
	aPng,
	bytesOf,
	contains,
	planted,
	sha256Of
} from '../../../../tests/fixtures/evidenceFiles.ts';
import { kindOf } from './kindOf.ts';
import { fitted, type Shrink } from './pictures.ts';
import { prepareFile } from './prepareFile.ts';

const fileOf = (bytes: Uint8Array<ArrayBuffer>, name: string) => new File([bytes], name);
const small = new Uint8Array([0xff, 0xd8, 0xff, 1]);
const draws: Shrink = async (_, { edge }) => (edge > 1000 ? small : small.slice(0, 3));
const cannot: Shrink = async () => null;

describe('what is attached', () => {
	test('a photo goes as it was drawn anew, with nothing of what the camera wrote', async () => {
		const prepared = await prepareFile(fileOf(aJpegWithNotes(), 'IMG_0001.JPEG'), draws);
		expect(prepared).toEqual({
			ok: true,
			value: { name: 'IMG_0001.jpg', kind: 'jpeg', bytes: small, sha256: sha256Of(small), thumb: small.slice(0, 3) }
		});
	});

	test('a screenshot becomes a JPEG too', async () => {
		expect(await prepareFile(fileOf(aPng(), 'Screen.png'), draws)).toMatchObject({
			ok: true,
			value: { name: 'Screen.jpg', kind: 'jpeg' }
		});
	});

	test('a HEIC that this browser cannot draw goes as it is, for the server to clean', async () => {
		const prepared = await prepareFile(fileOf(aHeic(), 'IMG.HEIC'), cannot);
		expect(prepared).toMatchObject({ ok: true, value: { name: 'IMG.HEIC', kind: 'heic', thumb: null } });
		expect(prepared.ok && contains(prepared.value.bytes, planted)).toBe(true);
	});

	test.each([
		['pdf', aPdf()],
		['docx', aDocx()]
	] as const)('a %s goes as it is, under the hash of its bytes', async (kind, bytes) => {
		const prepared = await prepareFile(fileOf(bytes, `Plan.${kind}`), draws);
		expect(prepared).toMatchObject({ ok: true, value: { kind, sha256: sha256Of(bytes), thumb: null } });
	});

	test('a name is cleaned and no longer than is taken; the end of it says what it is', async () => {
		const prepared = await prepareFile(fileOf(aPdf(), `${'x'.repeat(300)}\u0000.pdf`), draws);
		expect(prepared.ok && prepared.value.name).toMatch(/^x{196}\.pdf$/);
	});
});

describe('what is not', () => {
	test.each([
		['a page', bytesOf('<html>'), 'page.png', 'evidence.wrong-kind'],
		['a drawing', bytesOf('<svg xmlns'), 'drawing.jpg', 'evidence.wrong-kind'],
		['nothing', bytesOf(''), 'empty.pdf', 'evidence.empty'],
		['a picture that cannot be drawn', aPng().slice(0, 20), 'broken.png', 'evidence.unreadable']
	])('%s', async (_, bytes, name, code) => {
		expect(await prepareFile(fileOf(bytes, name), cannot)).toMatchObject({ ok: false, problem: { code } });
	});

	test('P14: a PDF of 2 GB is refused without being read', async () => {
		const read: number[] = [];
		const huge = {
			name: 'huge.pdf',
			size: 2 * 1024 ** 3,
			slice: (from: number, to: number) => {
				read.push(to - from);
				return new Blob([aPdf().slice(from, to)]);
			}
		} as unknown as File;
		expect(await prepareFile(huge, draws)).toMatchObject({ ok: false, problem: { code: 'evidence.too-large' } });
		expect(read).toEqual([12]);
	});
});

test('pictures are shrunk by their longer edge, never made larger', () => {
	expect(fitted(4032, 3024, 2000)).toEqual({ width: 2000, height: 1500 });
	expect(fitted(3024, 4032, 2000)).toEqual({ width: 1500, height: 2000 });
	expect(fitted(800, 600, 2000)).toEqual({ width: 800, height: 600 });
	expect(fitted(10_000, 1, 100)).toEqual({ width: 100, height: 1 });
});

test('kinds are told by their first bytes', () => {
	expect([aPng(), aJpegWithNotes(), aHeic(), aPdf(), aDocx(), bytesOf('GIF89a')].map(kindOf)).toEqual([
		'png',
		'jpeg',
		'heic',
		'pdf',
		'docx',
		null
	]);
});
