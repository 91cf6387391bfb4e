import { expect, test } from 'vitest';
import { isAboutPassphrase, keptWords, progressWords } from './setUp.ts';

test('setting up says what it is at', () => {
	expect(progressWords({ step: 'key', records: 0 })).toBe('Making your key');
	expect(progressWords({ step: 'records', records: 0 })).toBe('Fetching your work');
	expect(progressWords({ step: 'records', records: 1 })).toBe('Fetching your work: 1 record so far');
	expect(progressWords({ step: 'records', records: 124 })).toBe('Fetching your work: 124 records so far');
});

test('whether the browser keeps what is here is never said better than it is', () => {
	expect(keptWords(true)).toContain('has promised');
	expect(keptWords(false)).toContain('has not promised');
	expect(keptWords(null)).toContain('not been asked');
});

test('problems of the passphrase stand beside it', () => {
	expect(isAboutPassphrase('passphrase.too-short')).toBe(true);
	expect(isAboutPassphrase('no-signal')).toBe(false);
});
