import { expect, test } from 'vitest';
import type { LibraryEntry } from '#lib/domain/templates/editing/library.ts';
import { isWanted, readLibraryFilter } from './readLibraryFilter.ts';

const entry: LibraryEntry = {
	id: 't07',
	title: 'Plans that move',
	short: 'Plans',
	family: 'themed',
	purpose: 'Every plan changes something for the child.',
	state: 'in-use',
	version: 1,
	from: null,
	questions: 12,
	hasDraft: false
};
const wanted = (query: string, more: Partial<LibraryEntry> = {}) =>
	isWanted({ ...entry, ...more }, readLibraryFilter(new URLSearchParams(query)));

test('nothing said: all but the retired', () => {
	expect([wanted(''), wanted('', { state: 'draft' }), wanted('', { state: 'retired' })]).toEqual([true, true, false]);
	expect(wanted('state=all', { state: 'retired' })).toBe(true);
	expect(wanted('state=nonsense', { state: 'retired' })).toBe(false);
});

test('words stand in the title, the purpose or the id, in any order and case', () => {
	expect([wanted('q=CHILD plans'), wanted('q=t07'), wanted('q=plans visits')]).toEqual([true, true, false]);
});

test('by family and by state', () => {
	expect([wanted('family=themed'), wanted('family=dip')]).toEqual([true, false]);
	expect([wanted('state=draft'), wanted('state=draft', { hasDraft: true })]).toEqual([false, true]);
	expect([wanted('state=coming'), wanted('state=coming', { from: '2027-01-01' })]).toEqual([false, true]);
	expect([wanted('state=in-use'), wanted('state=retired', { state: 'retired' })]).toEqual([true, true]);
});
