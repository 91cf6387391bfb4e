import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { changeHash } from '#lib/protocol/hashes.ts';
import { limits } from '#lib/protocol/version.ts';
import type { Change } from '#lib/domain/changes/Change.ts';
import { usualTabletRules } from '#lib/domain/tablets/TabletRules.ts';
import { id } from '../../../../tests/fixtures/records.ts';
import { leaseUnder } from '../settings/tabletRules.ts';
import { readArrived } from './arrivedChange.ts';
import { isTransient } from '../db/isTransient.ts';
import { parseEnvelope } from './parseEnvelope.ts';

const shape = z.object({ proto: z.union([z.literal(1), z.array(z.number())]), name: z.string() });

describe('W8: an envelope', () => {
	test.each([
		[{ proto: 2 }, 426],
		[{ proto: 0, name: 'a' }, 426],
		[{ proto: [2, 3], name: 'a' }, 426],
		[{ proto: [] }, 426],
		[{ proto: 'one', name: 'a' }, 422],
		[{ proto: 1.5, name: 'a' }, 422],
		[{ proto: null, name: 'a' }, 422],
		[{ proto: ['1'], name: 'a' }, 422],
		[{ name: 'a' }, 422],
		[{ proto: 1 }, 422],
		[null, 422],
		['text', 422],
		[[], 422]
	])('%j is refused with %i', (body, status) => {
		expect(() => parseEnvelope(shape, body)).toThrow(expect.objectContaining({ status }));
	});

	test.each([[{ proto: 1, name: 'a' }], [{ proto: [1, 2], name: 'a' }], [{ proto: 1, name: 'a', more: true }]])(
		'%j is taken',
		(body) => {
			expect(parseEnvelope(shape, body)).toMatchObject({ name: 'a' });
		}
	);

	test('P1: nothing that arrives is anything but taken, 422 or 426', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (body) => {
				try {
					parseEnvelope(shape, body);
				} catch (refused) {
					expect([422, 426]).toContain((refused as { status: number }).status);
				}
			})
		);
		expect(parseEnvelope(shape, { proto: 1, name: '' }).name).toBe('');
	});
});

describe('P1: a change as it arrived', () => {
	const plain = {
		n: 1,
		id: id(1),
		at: '2026-03-12T12:00:00.000Z',
		name: 'answer.set',
		record: { kind: 'audit', id: id(2) },
		args: { question: 'CJ2.1', value: 'yes' }
	};
	const arrive = async (more: object = {}, hash?: string) => {
		const { h: _, ...raw } = { ...plain, ...more } as Record<string, unknown>;
		const whole = { ...raw, h: hash ?? (await changeHash(raw)) };
		return readArrived(whole as unknown as Change, whole);
	};

	test('well made has no problem, and its own hash for a fingerprint', async () => {
		const arrived = await arrive();
		expect(arrived).toMatchObject({ problem: null, changeId: id(1) });
		expect(arrived.fingerprint).toBe(arrived.change.h);
	});

	test.each([
		['a wrong hash', {}, 'a'.repeat(64), 'SCHEMA_INVALID'],
		['a NUL in a text', { args: { text: 'a\u0000b' } }, undefined, 'SCHEMA_INVALID'],
		['half of a character', { args: { text: '\ud800' } }, undefined, 'SCHEMA_INVALID'],
		['a NUL in a member’s name', { args: { 'a\u0000': 1 } }, undefined, 'SCHEMA_INVALID'],
		['an id that no key can be', { id: 'x'.repeat(101) }, undefined, 'SCHEMA_INVALID'],
		['an empty id', { id: '' }, undefined, 'SCHEMA_INVALID'],
		['an instant that is none', { at: 'noon' }, undefined, 'SCHEMA_INVALID'],
		['more than 64 KiB', { args: { text: 'a'.repeat(limits.changeBytes) } }, undefined, 'TOO_LARGE']
	] as const)('with %s is told so and kept', async (_, more, hash, problem) => {
		const arrived = await arrive(more, hash);
		expect(arrived.problem).toBe(problem);
		expect(arrived.raw).toMatchObject(more);
	});

	test('at 64 KiB exactly is not too large', async () => {
		const size = async (length: number) => (await arrive({ args: { text: 'a'.repeat(length) } })).problem;
		const { h: _, ...rest } = (await arrive({ args: { text: '' } })).raw as Record<string, unknown>;
		const overhead = Buffer.byteLength(JSON.stringify({ ...rest, h: 'a'.repeat(64) }));
		expect(await size(limits.changeBytes - overhead)).toBe(null);
		expect(await size(limits.changeBytes - overhead + 1)).toBe('TOO_LARGE');
	});

	test('nested 200 deep is read, deeper is kept by its outer members', async () => {
		const nest = (depth: number): unknown => (depth === 0 ? 1 : { in: nest(depth - 1) });
		expect((await arrive({ args: nest(150) })).problem).toBe(null);
		const deep = await arrive({ args: nest(400) }, 'b'.repeat(64));
		expect(deep).toMatchObject({ problem: 'SCHEMA_INVALID', changeId: id(1), raw: { n: 1, nestedDeeperThan: 200 } });
		expect(deep.raw).not.toHaveProperty('args');
	});

	test('P2: means the same under another number, time or base, and something else with another value', async () => {
		const { meaning } = await arrive();
		for (const more of [{ n: 9 }, { at: '2026-03-13T12:00:00.000Z' }, { base: 4 }, { id: id(3) }])
			expect((await arrive(more)).meaning).toBe(meaning);
		for (const more of [
			{ args: { question: 'CJ2.1', value: 'no' } },
			{ name: 'note.set' },
			{ record: { kind: 'audit', id: id(9) } }
		])
			expect((await arrive(more)).meaning).not.toBe(meaning);
	});

	test('has another fingerprint whatever of it differs, its hash alone too', async () => {
		const all = [
			await arrive(),
			await arrive({ n: 2 }),
			await arrive({ at: '2026-03-12T12:00:00.001Z' }),
			await arrive({ extra: 1 }),
			await arrive({}, 'c'.repeat(64)),
			await arrive({}, 'd'.repeat(64))
		];
		expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
	});
});

describe('an error of the database', () => {
	test.each(['40001', '40P01', '57P01', '08006', 'ECONNRESET', 'EPIPE', 'ECONNREFUSED'])('%s passes', (code) => {
		expect(isTransient(Object.assign(new Error('x'), { code }))).toBe(true);
	});

	test.each(['23505', '23503', '22P02', '42P01', 'ERR_SQLITE_ERROR', ''])('%s does not', (code) => {
		expect(isTransient(Object.assign(new Error('x'), { code }))).toBe(false);
	});

	test.each([
		[5, true],
		[6, true],
		[261, true],
		[517, true],
		[19, false],
		[11, false],
		[1299, false]
	])('SQLite’s %i passes: %s', (errcode, passes) => {
		expect(isTransient(Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode }))).toBe(passes);
	});

	test('what is no error says nothing', () => {
		for (const thrown of [null, undefined, '40001', { code: '40001' }, 5]) expect(isTransient(thrown)).toBe(false);
	});
});

test('V6: a lease is fourteen days, over the change of the clocks too', () => {
	const now = Date.parse('2026-10-20T12:00:00.000Z');
	expect(leaseUnder(usualTabletRules, now)).toEqual({ offlineUntil: '2026-11-03T12:00:00.000Z' });
});
