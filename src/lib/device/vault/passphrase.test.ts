import { describe, expect, test } from 'vitest';
import { judgePassphrase, suggestPassphrase } from './passphrase.ts';
import { afterWrongTry, mayTry, noTries, secondsToWait, triesBeforeNetwork } from './tries.ts';
import { words } from './words.ts';

function codeOf(text: string): string {
	const judged = judgePassphrase(text);
	return judged.ok ? 'ok' : judged.problem.code;
}

describe('a passphrase', () => {
	test.each(['heron otter willow brook', 'a bee sat up', 'Kx7-pp_Lw2!q', 'river-stone-42'])('%s will do', (text) => {
		expect(codeOf(text)).toBe('ok');
	});
	test.each(['', 'short', 'elevenchars', '  padded   '])('"%s" is too short', (text) => {
		expect(codeOf(text)).toBe('passphrase.too-short');
	});
	test.each(['aaaaaaaaaaaaaa', '123456789012', 'abcdefghijklmn', 'tap tap tap tap', 'abab abab abab'])(
		'"%s" is too plain',
		(text) => {
			expect(codeOf(text)).toBe('passphrase.too-plain');
		}
	);
	test('four words are suggested, all from our list, never the same twice', () => {
		const suggestions = Array.from({ length: 50 }, suggestPassphrase);
		expect(new Set(suggestions).size).toBe(50);
		for (const suggestion of suggestions) {
			const parts = suggestion.split(' ');
			expect(parts).toHaveLength(4);
			expect(parts.every((part) => words.includes(part))).toBe(true);
		}
	});
	test('the list holds 1024 different words of three to six letters', () => {
		expect(new Set(words).size).toBe(1024);
		expect(words).toHaveLength(1024);
		expect(words.every((word) => /^[a-z]{3,6}$/.test(word))).toBe(true);
	});
});

describe('V3: wrong tries', () => {
	test('three are free, then each waits twice as long, to five minutes', () => {
		let tries = noTries;
		const waits: number[] = [];
		for (let index = 0; index < triesBeforeNetwork; index += 1) {
			tries = afterWrongTry(tries, 0);
			waits.push(secondsToWait(tries, 0));
		}
		expect(waits).toEqual([0, 0, 0, 5, 10, 20, 40, 80, 160, 300]);
	});
	test('while it waits no try is taken; after ten the network is needed', () => {
		let tries = noTries;
		for (let index = 0; index < triesBeforeNetwork; index += 1) tries = afterWrongTry(tries, 1_000_000);
		expect(mayTry(tries, 1_000_000)).toBe('wait');
		expect(mayTry(tries, 1_000_000 + 301_000)).toBe('needs-network');
		expect(mayTry(noTries, 0)).toBe('yes');
	});
	test('a clock set back years does not lock a person out', () => {
		const tries = { failed: 4, notBefore: 10_000_000_000 };
		expect(mayTry(tries, 1000)).toBe('yes');
	});
});
