import { describe, expect, test } from 'vitest';
import { changeArguments } from '#lib/domain/changes/Change.ts';
import {
	completeAnswer,
	completeRequest,
	evidenceKinds,
	evidenceLimits,
	evidenceName,
	mediaTypes,
	mostParts,
	partCount,
	partLength,
	partsHeader,
	readParts,
	writeParts
} from './evidence.ts';

const sha256 = 'a'.repeat(64);

test('P14: parts are 256 KiB, files at most 25 MiB, of five kinds', () => {
	expect(evidenceLimits).toMatchObject({ partBytes: 262_144, fileBytes: 26_214_400 });
	expect(mostParts).toBe(100);
	expect(evidenceKinds).toEqual(['png', 'jpeg', 'heic', 'pdf', 'docx']);
	expect(partsHeader).toBe('X-Dipper-Parts');
});

test('P14: a change may attach what the endpoint takes, and nothing larger', () => {
	const attach = changeArguments.audit['evidence.attach'];
	const file = { id: crypto.randomUUID(), question: 'CJ2.1', sha256, name: 'x', kind: 'png' };
	for (const kind of evidenceKinds) expect(attach.safeParse({ ...file, kind, bytes: 1 }).success).toBe(true);
	expect(attach.safeParse({ ...file, bytes: evidenceLimits.fileBytes }).success).toBe(true);
	expect(attach.safeParse({ ...file, bytes: evidenceLimits.fileBytes + 1 }).success).toBe(false);
	expect(attach.safeParse({ ...file, bytes: 2 * 1024 ** 3, kind: 'pdf' }).success).toBe(false);
});

test('every kind has one media type', () => {
	expect(new Set(evidenceKinds.map((kind) => mediaTypes[kind])).size).toBe(evidenceKinds.length);
});

describe('parts', () => {
	test.each([
		[1, 1, 1],
		[262_144, 1, 262_144],
		[262_145, 2, 1],
		[26_214_400, 100, 262_144]
	])('P14: a file of %i bytes has %i parts, the last of %i', (bytes, count, last) => {
		expect(partCount(bytes)).toBe(count);
		expect(partLength(bytes, count - 1)).toBe(last);
		const whole = Array.from({ length: count }, (_, index) => partLength(bytes, index));
		expect(whole.reduce((sum, each) => sum + each, 0)).toBe(bytes);
	});

	test('P14: what is there is written and read with commas', () => {
		expect(writeParts([0, 2, 3])).toBe('0,2,3');
		expect(readParts('0,2,3')).toEqual([0, 2, 3]);
		expect(readParts(' 1, 2')).toEqual([1, 2]);
	});

	test.each([null, '', 'x', '-1', '1.5', '9999', 'NaN'])('%j names no part', (header) => {
		expect(readParts(header)).toEqual([]);
	});
});

test.each(['', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}\n`, '../'.repeat(21) + 'a'])(
	'%j is no name of a file',
	(name) => {
		expect(evidenceName.safeParse(name).success).toBe(false);
	}
);

test('P14: complete tells bytes and parts, within what is taken; more members are let by', () => {
	expect(completeRequest.safeParse({ bytes: 10, parts: 1, later: true }).success).toBe(true);
	for (const wrong of [{}, { bytes: 0, parts: 1 }, { bytes: 10, parts: 0 }, { bytes: 10, parts: 101 }, { bytes: '1' }])
		expect(completeRequest.safeParse(wrong).success).toBe(false);
	expect(completeAnswer.safeParse({ sha256, kind: 'png', served: { sha256, bytes: 3 }, more: 1 }).success).toBe(true);
});
