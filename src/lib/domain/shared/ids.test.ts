import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUuid, uuid } from './ids.ts';
import { must, ok, problem } from './Result.ts';

test('every UUID in lower case is an id', () => {
	fc.assert(
		fc.property(fc.uuid(), (id) => {
			expect(isUuid(id)).toBe(true);
			expect(uuid.safeParse(id).success).toBe(true);
			expect(isUuid(id.toUpperCase())).toBe(/^[0-9-]+$/.test(id));
		})
	);
});

test.each(['', '1', '00000000-0000-4000-8000-00000000000', '00000000-0000-4000-8000-0000000000000', '{}', '../etc'])(
	'%j is no id',
	(text) => {
		expect(isUuid(text)).toBe(false);
		expect(uuid.safeParse(text).success).toBe(false);
	}
);

test('an id with a line after it is no id', () => {
	expect(isUuid('00000000-0000-4000-8000-000000000001\n')).toBe(false);
	expect(isUuid(' 00000000-0000-4000-8000-000000000001')).toBe(false);
});

test('a problem carries facts only where it has some', () => {
	expect(problem('sampling.reason-needed')).toEqual({ ok: false, problem: { code: 'sampling.reason-needed' } });
	expect(problem('x', { limit: 3 })).toEqual({ ok: false, problem: { code: 'x', facts: { limit: 3 } } });
	expect(ok(0)).toEqual({ ok: true, value: 0 });
});

test('what must be there is given back, empty or nought too; what is not is named', () => {
	for (const value of [0, '', false, []]) expect(must(value, 'it')).toBe(value);
	for (const nothing of [null, undefined]) expect(() => must(nothing, 'list 3')).toThrow('list 3');
});
