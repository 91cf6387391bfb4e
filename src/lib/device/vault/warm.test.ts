import { describe, expect, test } from 'vitest';
import type { Derivation } from './keyDerivation.ts';
import { judgePin } from './pin.ts';
import { WarmKey, warmTries } from './WarmKey.ts';
import { newRoot } from './wraps.ts';

const quick: Derivation = { alg: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 };
const pin = '407316';

describe('V3: a PIN', () => {
	test('V3: six digits, and not the first that anyone tries', () => {
		const codes = ['407316', '12345', '1234567', '12345a', '123456', '654321', '000000', '121212', '123123'].map(
			(one) => {
				const judged = judgePin(one);
				return judged.ok ? 'ok' : judged.problem.code;
			}
		);
		expect(codes).toEqual([
			...['ok', 'pin.not-six', 'pin.not-six', 'pin.not-six'],
			...['pin.too-plain', 'pin.too-plain', 'pin.too-plain', 'pin.too-plain', 'pin.too-plain']
		]);
	});

	test('V3: the right one opens, as often as it is asked', async () => {
		const root = newRoot();
		const warm = await WarmKey.make(root, pin, 'slot1', quick);
		expect(await warm.open(pin)).toEqual(root);
		expect(await warm.open(pin)).toEqual(root);
	});

	test('V3: five wrong ones, and the right one opens nothing any more', async () => {
		const warm = await WarmKey.make(newRoot(), pin, 'slot1', quick);
		for (let tries = 1; tries <= warmTries; tries += 1) {
			expect(await warm.open('999998')).toBeNull();
			expect(warm.triesLeft).toBe(warmTries - tries);
		}
		expect(await warm.open(pin)).toBeNull();
	});

	test('V3: four wrong and then the right one begins anew', async () => {
		const warm = await WarmKey.make(newRoot(), pin, 'slot1', quick);
		for (let tries = 0; tries < 4; tries += 1) await warm.open('999998');
		expect(await warm.open(pin)).not.toBeNull();
		expect(warm.triesLeft).toBe(warmTries);
	});

	test('V3: many asked at once are no more tries than five', async () => {
		const root = newRoot();
		const warm = await WarmKey.make(root, pin, 'slot1', quick);
		const wrong = Array.from({ length: 9 }, (_, at) => String(800_000 + at));
		const asked = await Promise.all([...wrong, pin].map((one) => warm.open(one)));
		expect(asked.filter((one) => one !== null)).toEqual([]);
		expect(warm.triesLeft).toBe(0);
	});

	test('V3: forgotten, it opens nothing', async () => {
		const warm = await WarmKey.make(newRoot(), pin, 'slot1', quick);
		warm.forget();
		expect(await warm.open(pin)).toBeNull();
		expect(warm.triesLeft).toBe(0);
	});

	test('V3: nothing of it can be read out of the object', async () => {
		const warm = await WarmKey.make(newRoot(), pin, 'slot1', quick);
		expect(JSON.stringify(warm)).toBe('{}');
	});
});
