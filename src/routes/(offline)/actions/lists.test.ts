import { expect, test } from 'vitest';
import type { ActionState } from '#lib/domain/changes/RecordState.ts';
import { anAction } from '../../../../tests/fixtures/records.ts';
import { closedLoops, readShow } from './lists.ts';

const listing = (id: string, state: ActionState, stateSince: string) => ({
	id,
	head: anAction({ state, stateSince }).head,
	conflicts: 0,
	unsent: 0
});

test('loops that need nobody are closed, the latest first', () => {
	const all = [
		listing('old', 'not-needed', '2026-01-10T09:00:00.000Z'),
		listing('open', 'done', '2026-03-10T09:00:00.000Z'),
		listing('new', 'verified', '2026-03-09T09:00:00.000Z')
	];
	expect(closedLoops(all).map(({ id }) => id)).toEqual(['new', 'old']);
});

test('an address that asks for nothing known shows all that are open', () => {
	expect([readShow(null), readShow('yours'), readShow('closed'), readShow('everything')]).toEqual([
		'all',
		'yours',
		'closed',
		'all'
	]);
});
