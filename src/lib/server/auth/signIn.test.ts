import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { addTestPerson } from '../people/testPeople.ts';
import { Refusal } from '../Refusal.ts';
import { waitAfter } from './backOff.ts';
import { hashPassword } from './passwords.ts';
import { openSessions } from './sessions.ts';
import { signIn } from './signIn.ts';

const minute = 60_000;
const right = 'four quiet river stones';
const address = '192.0.2.7';
const limits = { sessionIdleMs: 60 * minute, sessionAbsoluteMs: 600 * minute };

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 2, 9) });
});
afterEach(() => {
	vi.useRealTimers();
});

async function aDoor(database: Database) {
	const passwordHash = await hashPassword(right);
	for (const name of ['dana', 'ruth', 'priya', 'sam', 'ola', 'jo', 'kit']) {
		await addTestPerson(database, { username: `${name}@demo.example`, name, passwordHash });
	}
	const sessions = openSessions(database, limits);
	const attempt = (name: string, password: string, from = address, oldToken: string | null = null) =>
		signIn({
			database,
			sessions,
			now: Date.now(),
			username: `${name}@demo.example`,
			password,
			place: { userAgent: '', address: from },
			oldToken
		});
	const outcome = async (name: string, password: string, from = address) => {
		try {
			await attempt(name, password, from);
			return 'in';
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return error.status === 429 ? Number(error.headers['Retry-After']) : error.code;
		}
	};
	const tries = async (times: number, name: string, password = 'wrong') => {
		const outcomes = [];
		for (let i = 0; i < times; i += 1) outcomes.push(await outcome(name, password));
		return outcomes;
	};
	return { sessions, attempt, outcome, tries };
}

function later(ms: number) {
	vi.setSystemTime(Date.now() + ms);
}

test('a wait doubles from half a minute to a quarter of an hour', () => {
	expect([4, 5, 6, 7, 8, 9, 10, 500].map((wrong) => waitAfter(wrong) / 1000)).toEqual([
		0, 30, 60, 120, 240, 480, 900, 900
	]);
});

forEachDatabase((open) => {
	test('the right password lets its person in, however the name is typed', async () => {
		const { sessions, attempt } = await aDoor(await open());
		const { token, person } = await attempt(' DANA', right);
		expect(person.name).toBe('dana');
		expect((await sessions.find(token))?.person.id).toBe(person.id);
	});

	test('a token the browser came with ends at sign-in', async () => {
		const { sessions, attempt } = await aDoor(await open());
		const first = await attempt('dana', right);
		const second = await attempt('dana', right, address, first.token);
		expect(second.token).not.toBe(first.token);
		expect(await sessions.find(first.token)).toBeNull();
	});

	test('a wrong name, a wrong password and someone who has left get the same answer', async () => {
		const database = await open();
		const { outcome } = await aDoor(database);
		await addTestPerson(database, {
			username: 'gone@demo.example',
			status: 'deactivated',
			passwordHash: await hashPassword(right)
		});
		await addTestPerson(database, {
			username: 'guest@demo.example',
			until: '2026-11-01',
			passwordHash: await hashPassword(right)
		});
		const outcomes = [
			await outcome('nobody', right),
			await outcome('dana', 'wrong'),
			await outcome('gone', right),
			await outcome('guest', right)
		];
		expect(new Set(outcomes)).toEqual(new Set(['WRONG_CREDENTIALS']));
	});

	test('from the sixth wrong password an account has to wait, the right one too, and then may try again', async () => {
		const { tries, outcome } = await aDoor(await open());
		expect(await tries(5, 'dana')).toEqual(Array(5).fill('WRONG_CREDENTIALS'));
		expect(await outcome('dana', 'wrong')).toBe(30);
		expect(await outcome('dana', right)).toBe(30);
		later(30_000);
		expect(await outcome('dana', right)).toBe('in');
		expect(await tries(5, 'dana')).toEqual(Array(5).fill('WRONG_CREDENTIALS'));
	});

	test('knocking while waiting does not lengthen the wait', async () => {
		const { tries, outcome } = await aDoor(await open());
		await tries(40, 'dana');
		later(29_000);
		expect(await outcome('dana', right)).toBe(1);
		later(1000);
		expect(await outcome('dana', right)).toBe('in');
	});

	test('each wrong one after a wait doubles the next, to a quarter of an hour and no more', async () => {
		const { tries, outcome } = await aDoor(await open());
		await tries(5, 'dana');
		const waits = [];
		for (let wait = 30; waits.length < 7;) {
			later(wait * 1000);
			wait = Number(await outcome('dana', 'wrong'));
			waits.push(wait);
		}
		expect(waits).toEqual([60, 120, 240, 480, 900, 900, 900]);
		later(15 * minute);
		expect(await outcome('dana', right)).toBe('in');
	});

	test('an account that waits keeps no other account of its office waiting', async () => {
		const { tries, outcome } = await aDoor(await open());
		await tries(6, 'dana');
		expect(await outcome('ruth', right)).toBe('in');
	});

	test('an account waits wherever the tries came from', async () => {
		const { outcome } = await aDoor(await open());
		for (let i = 0; i < 5; i += 1) await outcome('dana', 'wrong', `198.51.100.${i}`);
		expect(await outcome('dana', right, '203.0.113.1')).toBe(30);
	});

	test('an address that tries six accounts has to wait, and no other address does', async () => {
		const { outcome } = await aDoor(await open());
		for (const name of ['dana', 'ruth', 'priya', 'sam', 'nobody']) {
			expect(await outcome(name, 'wrong')).toBe('WRONG_CREDENTIALS');
		}
		expect(await outcome('jo', right)).toBe(30);
		expect(await outcome('kit', right, '203.0.113.1')).toBe('in');
		expect(await outcome('dana', right, '203.0.113.1')).toBe('in');
	});

	test('someone who mistypes and then comes in does not count against their office', async () => {
		const { outcome } = await aDoor(await open());
		for (const name of ['dana', 'ruth', 'priya', 'sam', 'ola', 'jo']) {
			expect(await outcome(name, 'wrong')).toBe('WRONG_CREDENTIALS');
			expect(await outcome(name, right)).toBe('in');
		}
	});

	test('after a quiet hour the count begins again', async () => {
		const { tries } = await aDoor(await open());
		await tries(5, 'dana');
		later(61 * minute);
		expect(await tries(5, 'dana')).toEqual(Array(5).fill('WRONG_CREDENTIALS'));
	});

	test('twenty tries at once are no more than twenty in turn', async () => {
		const { outcome } = await aDoor(await open());
		const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome('dana', 'wrong')));
		expect(outcomes.filter((told) => told === 'WRONG_CREDENTIALS')).toHaveLength(5);
	});

	test('a whole office may sign in at once', async () => {
		const { outcome } = await aDoor(await open());
		const names = ['dana', 'ruth', 'priya', 'sam', 'ola', 'jo', 'kit'];
		expect(await Promise.all(names.map((name) => outcome(name, right)))).toEqual(names.map(() => 'in'));
	});
});
