import { describe, expect, test } from 'vitest';
import { checkPassword, hashPassword, isPasswordRight, makePassword } from './passwords.ts';

const about = ['Dana Whitlock', 'dana.whitlock@demo.example', 'Marchbrook'];

function codeOf(password: string): string {
	const checked = checkPassword(password, about);
	return checked.ok ? 'ok' : checked.problem.code;
}

describe('keeping a password', () => {
	test('it is kept as Argon2id with OWASP’s costs, never as it is', async () => {
		const kept = await hashPassword('four quiet river stones');
		expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(kept).not.toContain('river');
	});

	test('the same password is kept differently each time', async () => {
		expect(await hashPassword('four quiet river stones')).not.toBe(await hashPassword('four quiet river stones'));
	});

	test('the right one is known and a wrong one is not', async () => {
		const kept = await hashPassword('four quiet river stones');
		expect(await isPasswordRight(kept, 'four quiet river stones')).toBe(true);
		expect(await isPasswordRight(kept, 'four quiet river stone')).toBe(false);
		expect(await isPasswordRight(kept, '')).toBe(false);
	});

	test('one typed on a keyboard that composes letters otherwise is the same password', async () => {
		const kept = await hashPassword('caf\u00e9 beside the river');
		expect(await isPasswordRight(kept, 'cafe\u0301 beside the river')).toBe(true);
	});

	test('an account without a password lets nobody in, and takes as long', async () => {
		await isPasswordRight(null, 'warm up');
		const kept = await hashPassword('four quiet river stones');
		const timed = async (hash: string | null) => {
			const start = performance.now();
			for (let i = 0; i < 5; i += 1) expect(await isPasswordRight(hash, 'anything at all')).toBe(false);
			return performance.now() - start;
		};
		const [nobody, somebody] = [await timed(null), await timed(kept)];
		expect(nobody).toBeGreaterThan(somebody / 4);
	});
});

describe('choosing a password', () => {
	test.each(['four quiet river stones', 'tide-lamp-oven-42', 'Zk9!vQ2#mW7p', 'ffordd i’r mynydd'])(
		'%s will do',
		(password) => {
			expect(codeOf(password)).toBe('ok');
		}
	);

	test('eleven characters are too few and twelve are not', () => {
		expect(codeOf('kv7-tg2-mx9')).toBe('password.too-short');
		expect(codeOf('kv7-tg2-mx9q')).toBe('ok');
	});

	test('hundreds of characters are too many', () => {
		expect(codeOf('kv7-tg2-mx9q'.repeat(30))).toBe('password.too-long');
	});

	test.each([
		'password1234',
		'Passw0rd2026!!',
		'P@ssword!!!!!',
		'letmein123456',
		'WelcomeWelcome',
		'summer2026!!!!',
		'LiverpoolArsenal1',
		'correct horse battery staple'
	])('%s is common', (password) => expect(codeOf(password)).toBe('password.common'));

	test.each([
		'aaaaaaaaaaaa',
		'abababababab',
		'abcabcabcabc',
		'123456789012',
		'abcdefghijkl',
		'qwertyuiopas',
		'zyxwvutsrqpo',
		'1qaz2wsx3edc'
	])('%s is a pattern', (password) => expect(codeOf(password)).toBe('password.repeats'));

	test.each(['DanaWhitlock1', 'whitlock-dana', 'marchbrook2026', 'dipper-dipper1'])(
		'%s is about the person',
		(password) => {
			expect(codeOf(password)).toBe('password.about-you');
		}
	);

	test('a name inside a long password is no harm', () => {
		expect(codeOf('dana keeps seven lanterns')).toBe('ok');
	});

	test('a password made for someone passes its own rules and is never the same', () => {
		const made = Array.from({ length: 50 }, makePassword);
		expect(new Set(made).size).toBe(50);
		expect(made.every((password) => codeOf(password) === 'ok')).toBe(true);
		expect(made[0]).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/);
	});
});
