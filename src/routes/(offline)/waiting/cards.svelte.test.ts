import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Tablet } from '#lib/device/session/Tablet.svelte.ts';
import type { ConflictItem } from '#lib/device/sync/SyncStatus.svelte.ts';
import { ok, problem } from '#lib/domain/shared/Result.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import { anAudit, aPerson, aSmallTemplate } from '../../../../tests/fixtures/records.ts';
import WithTablet from './WithTablet.fixture.svelte';

const at = '2026-03-10T16:20:00.000Z';
const me = aPerson([], { id: 'me' });
const names: Record<string, string> = { sam: 'Sam Okafor', me: 'Dana Whitlock' };
const listing = (head: AuditHead) => ({ id: 'a1', head, judged: 1, asked: 9, alerts: 0, conflicts: 1, unsent: 0 });

function aTablet(resolve: Tablet['resolveConflict'] = async () => ok({ n: 1, at })): Partial<Tablet> {
	return {
		currentPerson: me,
		personName: (id) => names[id ?? ''] ?? '',
		listAudits: () => [listing(anAudit().head)],
		listActions: () => [],
		template: async () => aSmallTemplate(),
		resolveConflict: resolve
	};
}

const question = aSmallTemplate().sections.flatMap(({ questions }) => questions)[0];
const note: ConflictItem = {
	record: { kind: 'audit', id: 'a1' },
	caseRef: '9X-098512',
	key: `note/${question?.id}`,
	value: 'None was done by the next session.',
	by: 'sam',
	at,
	other: [{ value: 'Two of five carried over.', by: 'me', at, ver: 3 }]
};
const dueOn: ConflictItem = {
	...note,
	record: { kind: 'action', id: 'x' },
	key: 'dueOn',
	value: '2026-03-20',
	other: [{ value: '2026-03-17', by: 'me', at, ver: 3 }]
};

test('both versions stand in full, one’s own first, with who and when', async () => {
	const screen = await render(WithTablet, { tablet: aTablet(), conflict: note });
	await expect.element(screen.getByRole('heading', { name: /^Sam Okafor changed this on Tue 10 March/ })).toBeVisible();
	await expect.element(screen.getByText(/Two of five carried over\./)).toBeVisible();
	await expect.element(screen.getByText(/None was done by the next session\./)).toBeVisible();
	await expect.element(screen.getByText(question?.text ?? 'no question', { exact: false })).toBeVisible();
	await expectAccessible(screen.container);
});

test('of a note either can be kept, or both', async () => {
	const resolve = vi.fn<Tablet['resolveConflict']>(async () => ok({ n: 1, at }));
	const screen = await render(WithTablet, { tablet: aTablet(resolve), conflict: note });
	for (const name of ['Keep mine', 'Keep Sam’s', 'Keep both']) await screen.getByRole('button', { name }).click();
	expect(resolve.mock.calls.map(([, , keep]) => keep)).toEqual(['other', 'value', 'both']);
});

test('of two dates one is kept; a refusal is said', async () => {
	const screen = await render(WithTablet, { tablet: aTablet(async () => problem('NO_PERMISSION')), conflict: dueOn });
	await expect.element(screen.getByText(/Friday 20 March/)).toBeVisible();
	expect(screen.getByRole('button', { name: 'Keep both' }).query()).toBeNull();
	await screen.getByRole('button', { name: 'Keep Sam’s' }).click();
	await expect.element(screen.getByText(/not yours to do any more/)).toBeVisible();
});

test('what the office could not take says that it is kept, and opens what it belongs to', async () => {
	const parked = {
		id: 'p1',
		code: 'RECORD_LOCKED',
		name: 'note.set',
		record: { kind: 'audit', id: 'a1' },
		caseRef: '9X-097340',
		at,
		mine: true
	} as const;
	const screen = await render(WithTablet, { tablet: aTablet(), parked });
	await expect.element(screen.getByRole('heading', { name: 'One note came too late to go in' })).toBeVisible();
	await expect.element(screen.getByText(/It is kept/)).toBeVisible();
	await expect.element(screen.getByRole('link', { name: 'Open the audit' })).toHaveAttribute('href', '/audits/a1');
	await expectAccessible(screen.container);
});
