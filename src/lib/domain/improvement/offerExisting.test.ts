import { expect, test } from 'vitest';
import { anAction, north, south } from '../../../../tests/fixtures/records.ts';
import type { ActionHead } from '../changes/RecordState.ts';
import { offerExisting } from './offerExisting.ts';

const wanted = { caseRef: '9X-104823', ...north, themes: ['oversight', 'plans'], answered: [] };
const listed = (id: string, head: Partial<ActionHead>) => ({ id, head: anAction(head).head });
const themed = (id: string, head: Partial<ActionHead> = {}) => {
	const { caseRef: _, ...rest } = anAction({ level: 'team', theme: 'oversight', ...north, ...head }).head;
	return { id, head: rest };
};
const offered = (actions: readonly ReturnType<typeof listed>[], more: object = {}) =>
	offerExisting(actions, { ...wanted, ...more }).map(({ id }) => id);

test('this child’s come first, then those of the theme, each by its date', () => {
	const actions = [
		themed('theme-late', { dueOn: '2026-05-01' }),
		listed('child-late', { dueOn: '2026-04-30' }),
		themed('theme-soon', { dueOn: '2026-03-01' }),
		listed('child-soon', { dueOn: '2026-04-01' })
	];
	expect(offered(actions)).toEqual(['child-soon', 'child-late', 'theme-soon', 'theme-late']);
});

test('what has ended, or rests, answers nothing that is found now', () => {
	const states = ['verified', 'closed', 'not-needed', 'impact-checked'] as const;
	expect(offered(states.map((state) => listed(state, { state })))).toEqual([]);
	expect(offered([listed('done', { state: 'done' }), listed('returned', { state: 'returned' })])).toHaveLength(2);
});

test('of a theme only those for the child’s own team or service, or for everybody', () => {
	const actions = [
		themed('own'),
		themed('elsewhere', south),
		themed('service', { level: 'service', team: null }),
		themed('other-service', { level: 'service', team: null, service: south.service }),
		themed('council', { level: 'service', team: null, service: null })
	];
	expect(offered(actions).sort()).toEqual(['council', 'own', 'service']);
});

test('another theme, another child and what answers it already are left out', () => {
	const actions = [
		themed('voice', { theme: 'voice' }),
		listed('other-child', { caseRef: '9X-999999' }),
		listed('own', {}),
		themed('second-theme', { theme: 'plans' })
	];
	expect(offered(actions)).toEqual(['own', 'second-theme']);
	expect(offered(actions, { answered: ['own'] })).toEqual(['second-theme']);
	expect(offered(actions, { themes: [] })).toEqual(['own']);
});

test('no more than five are offered', () => {
	expect(offered(Array.from({ length: 9 }, (_, index) => listed(`a${index}`, {})))).toHaveLength(5);
});
