import { describe, expect, test } from 'vitest';
import { askedOf, voices } from '#lib/domain/voices/Voice.ts';
import { askedWords, hearingWords, repliedWords, replyWords, saidWords } from './voices.ts';

const today = '2026-03-12';

test('every question that is put to anyone has words', () => {
	for (const voice of voices) for (const about of askedOf[voice]) expect(askedWords[about], about).toBeDefined();
});

describe('how far a voice is', () => {
	test.each([
		[{ state: 'not-tried', tries: 0 }, 'Not tried yet'],
		[{ state: 'heard', tries: 3 }, 'Heard'],
		[{ state: 'ended', tries: 2, because: 'not-obtained' }, 'Not obtained, tried twice'],
		[{ state: 'ended', tries: 1, because: 'declined' }, 'They would rather not, tried once'],
		[
			{ state: 'trying', tries: 3, until: '2026-03-10', isOver: true },
			'Two weeks are over, tried 3 times: write down why it was not obtained'
		]
	] as const)('%j', (hearing, words) => {
		expect(hearingWords(hearing, today)).toBe(words);
	});

	test('while it goes on the last day is said', () => {
		const words = hearingWords({ state: 'trying', tries: 2, until: '2026-03-24', isOver: false }, today);
		expect(words).toMatch(/^Tried twice · until .*24 March/);
	});
});

test('a child’s answer is read in the words of its face, a grown-up’s in theirs', () => {
	expect(saidWords('child', '2')).toBe('Not really');
	expect(saidWords('parent', 'partly')).toBe('Partly');
	expect(saidWords('parent', '2')).toBe('2');
	expect(saidWords('practitioner', 'Forms.')).toBe('Forms.');
});

test('a reply says whether the worker agrees, and nothing where they did not say', () => {
	expect(['agree', 'partly', 'disagree', null, 4].map(repliedWords)).toEqual([
		'Agrees with what was found',
		'Agrees with some of what was found',
		'Sees it differently',
		'',
		''
	]);
});

test('the worker is told until when, and that later words are kept too', () => {
	expect(replyWords({ state: 'open', until: '2026-03-19' }, today)).toMatch(/until .*19 March/);
	expect(replyWords({ state: 'open', until: null }, today)).toMatch(/before it is given/);
	for (const because of ['moderated', 'time'] as const)
		expect(replyWords({ state: 'final', because }, today)).toMatch(/is final.*still kept/);
	expect(replyWords({ state: 'not-yet' }, today)).toMatch(/^Not shown/);
});
