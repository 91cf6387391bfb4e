import { expect, test } from 'vitest';
import type { ModerationListing } from '#lib/device/session/Tablet.svelte.ts';
import type { ModerationHead } from '#lib/domain/changes/RecordState.ts';
import { inTurn } from './inTurn.ts';

function listing(id: string, head: Partial<ModerationHead>): ModerationListing {
	const whole: ModerationHead = {
		state: 'waiting',
		audit: 'a',
		template: { id: 'cj', ver: 1 },
		caseRef: '9X-1',
		team: null,
		service: null,
		worker: null,
		auditor: 'dana',
		moderator: 'me',
		dueOn: '2026-03-26',
		since: '2026-03-12T10:00:00.000Z',
		...head
	};
	return { id, ver: 1, head: whole };
}

test('what is this person’s to do stands first, what ended last', () => {
	const all = [
		listing('old', { state: 'decided', since: '2026-03-01T10:00:00.000Z' }),
		listing('new', { state: 'decided', since: '2026-03-02T10:00:00.000Z' }),
		listing('with the panel', { state: 'panel' }),
		listing('later', { dueOn: '2026-03-27' }),
		listing('my panel', { state: 'panel', moderator: 'ruth', dueOn: '2026-03-20' }),
		listing('soon', { state: 'graded' })
	];
	expect(inTurn(all, 'me').map(({ id }) => id)).toEqual(['my panel', 'soon', 'later', 'with the panel', 'new', 'old']);
});
