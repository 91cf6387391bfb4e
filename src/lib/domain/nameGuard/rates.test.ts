import { describe, expect, test } from 'vitest';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { findPersonalDetail } from './findPersonalDetail.ts';
import { readGivenNames } from './GivenNames.ts';
import file from './givenNames.json' with { type: 'json' };
import { heldOutClean, heldOutPlanted } from './heldOut.fixture.ts';
import { cleanNote, Dice, plantedNote, type Planted, type PlantedNote } from './notes.fixture.ts';

/** The two figures the guard is held to (issue 6): how much of what was planted it finds, how often it cries for nothing. */
const names = readGivenNames(file);
const notes = 1_000;
/**
 * Shares of notes by another hand, as first measured on 29 November 2026 with a point to spare: 929 of 1,000 found (names
 * 423 of 494, all else whole), and 121 of 1,000 clean notes warned of. That is worse than the guard is held to on its own
 * notes, and it is what stands until the guard is bettered without looking at these.
 */
const heldOutMissed = 0.081;
const heldOutWarned = 0.131;

/** What of a thousand notes was found, by kind, and what was missed. */
function look(make: (dice: Dice) => PlantedNote, seed: number) {
	const dice = new Dice(seed);
	const planted: Planted[] = [];
	const missed: string[] = [];
	for (let at = 0; at < notes; at += 1) {
		const note = make(dice);
		const found = findPersonalDetail(note.text, names);
		for (const one of note.planted) {
			planted.push(one);
			const isFound = found.some(
				({ kind, start, end }) => kind === one.kind && covers(note.text, one.word, start, end)
			);
			if (!isFound) missed.push(`${one.kind} ${one.word}: ${note.text}`);
		}
	}
	const kinds = [...new Set(planted.map(({ kind }) => kind))];
	const of = (kind: string) => {
		const all = planted.filter((one) => one.kind === kind).length;
		const left = missed.filter((one) => one.startsWith(`${kind} `)).length;
		return `${kind} ${String(all - left)} of ${String(all)}`;
	};
	if (process.env.GUARD_LOUD !== undefined) console.log(missed.slice(0, 60).join('\n'));
	const words = `${String(planted.length - missed.length)} of ${String(planted.length)} found (${kinds.map(of).join(', ')})`;
	return { planted, missed, kinds, words };
}

function warnedOf(make: (dice: Dice) => string, seed: number): readonly string[] {
	const dice = new Dice(seed);
	const warned: string[] = [];
	for (let at = 0; at < notes; at += 1) {
		const text = make(dice);
		const found = findPersonalDetail(text, names);
		if (found.length > 0) warned.push(`${found.map(({ word }) => word).join(', ')} | ${text}`);
	}
	if (process.env.GUARD_LOUD !== undefined) console.log(warned.slice(0, 60).join('\n'));
	return warned;
}

test('at least 95 in 100 of what is planted in a thousand notes are found', () => {
	const { planted, missed, kinds, words } = look(plantedNote, 20_260_312);
	console.log(`name guard, planted: ${words}`);
	expect(planted.length).toBeGreaterThan(1_200);
	for (const kind of kinds) expect(planted.filter((one) => one.kind === kind).length).toBeGreaterThan(100);
	expect(missed.length / planted.length).toBeLessThanOrEqual(0.05);
});

test('at most 2 in 100 of a thousand clean notes are warned of', () => {
	const warned = warnedOf(cleanNote, 20_260_313);
	console.log(`name guard, clean: ${String(warned.length)} of ${String(notes)} notes warned of`);
	expect(warned.length / notes).toBeLessThanOrEqual(0.02);
});

/** Held out: nothing was ever changed for these. The bounds keep what was measured first; they are no aim. */
describe('of notes by another hand, which the guard was never fitted to,', () => {
	test('what is planted is found about as often as when it was first looked at', () => {
		const { planted, missed, kinds, words } = look(heldOutPlanted, 20_261_128);
		console.log(`name guard, held out, planted: ${words}`);
		for (const kind of kinds) expect(planted.filter((one) => one.kind === kind).length).toBeGreaterThan(100);
		expect(missed.length / planted.length).toBeLessThanOrEqual(heldOutMissed);
	});

	test('clean ones are warned of about as seldom', () => {
		const warned = warnedOf(heldOutClean, 20_261_129);
		console.log(`name guard, held out, clean: ${String(warned.length)} of ${String(notes)} notes warned of`);
		expect(warned.length / notes).toBeLessThanOrEqual(heldOutWarned);
	});
});

test('the questions and guidance that ship, which nobody wrote for this test, are hardly ever warned of', () => {
	const texts = shippedTemplates().flatMap(({ sections }) =>
		sections.flatMap(({ questions }) => questions.flatMap(({ text, guidance }) => [text, guidance]))
	);
	const distinct = [...new Set(texts)].filter((text) => text !== '');
	const warned = distinct.filter((text) => findPersonalDetail(text, names).length > 0);
	console.log(`name guard, shipped texts: ${String(warned.length)} of ${String(distinct.length)} warned of`);
	if (process.env.GUARD_LOUD !== undefined)
		console.log(
			warned
				.map(
					(text) =>
						`${findPersonalDetail(text, names)
							.map(({ word }) => word)
							.join()} | ${text}`
				)
				.join('\n')
		);
	expect(distinct.length).toBeGreaterThan(800);
	expect(warned.length / distinct.length).toBeLessThanOrEqual(0.02);
});

/** Found is what covers the better part of the word. */
function covers(text: string, word: string, start: number, end: number): boolean {
	const at = text.indexOf(word);
	return Math.min(end, at + word.length) - Math.max(start, at) > word.length / 2;
}
