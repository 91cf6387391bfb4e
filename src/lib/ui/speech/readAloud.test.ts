import { expect, test } from 'vitest';
import { localVoice } from './readAloud.ts';

const voice = (lang: string, localService: boolean) => ({
	lang,
	localService,
	name: `${lang} ${String(localService)}`
});

test('a voice that speaks somewhere else is never used', () => {
	expect(localVoice([voice('en-GB', false), voice('en-US', false)])).toBeNull();
	expect(localVoice([voice('en-GB', false), voice('en-US', true)])?.name).toBe('en-US true');
});

test('British English before other English, and no other language', () => {
	expect(localVoice([voice('en-US', true), voice('en_GB', true)])?.lang).toBe('en_GB');
	expect(localVoice([voice('en', true)])?.lang).toBe('en');
	expect(localVoice([voice('fr-FR', true), voice('enm', true)])).toBeNull();
	expect(localVoice([])).toBeNull();
});
