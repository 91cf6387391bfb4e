import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Saved } from '#lib/device/store/recordChange.ts';
import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import { anAction } from '../../../../../tests/fixtures/records.ts';
import Act from './Act.svelte';
import type { ActName } from './offeredActs.ts';

const done: Saved = { ok: true, value: { n: 1, at: '2026-03-12T14:02:00.000Z' } };

async function doing(act: ActName, more: { head?: Partial<ActionHead>; saved?: Saved; drafted?: string } = {}) {
	const perform = vi.fn(async () => more.saved ?? done);
	const drafts = new Map([[act as string, more.drafted ?? '']]);
	const screen = await render(Act, {
		act,
		head: anAction({ dueOn: '2026-03-17', ...more.head }).head,
		main: true,
		today: '2026-03-12',
		ownerName: 'Tom Hallam',
		people: [
			{ id: 'ruth', name: 'Ruth Fenn' },
			{ id: 'joan', name: 'Joan Castell' }
		],
		draft: {
			get: (box: string) => drafts.get(box) ?? '',
			set: (box: string, text: string) => drafts.set(box, text)
		},
		perform
	});
	return { screen, perform, drafts };
}
const given = { text: '', verdict: null, day: null, person: null };

test('accepting takes one press', async () => {
	const { screen, perform } = await doing('accept');
	await screen.getByRole('button', { name: 'Accept this action' }).click();
	expect(perform).toHaveBeenCalledExactlyOnceWith('accept', given);
});

test('the verifier says what they saw, and chooses; nothing is chosen for them', async () => {
	const { screen, perform } = await doing('verify');
	await screen.getByRole('button', { name: 'Verify or return' }).click();
	expect(perform).not.toHaveBeenCalled();
	await expect.element(screen.getByRole('alert')).toHaveFocus();
	await expect.element(screen.getByRole('link', { name: 'Write what you saw, in your own words' })).toBeVisible();
	await expectAccessible(screen.container);
	await screen.getByLabelText('What you saw, in your own words').fill('I rang the mother today.');
	await screen.getByRole('radio', { name: /Not yet, return it/ }).click();
	await screen.getByRole('button', { name: 'Return this action' }).click();
	expect(perform).toHaveBeenCalledExactlyOnceWith('verify', {
		...given,
		text: 'I rang the mother today.',
		difference: '',
		verdict: 'returned'
	});
});

test('to verify, what is different for the child is asked in a box of its own', async () => {
	const { screen, perform, drafts } = await doing('verify', { head: { level: 'child' } });
	await screen.getByLabelText('What you saw, in your own words').fill('The plan names her visits.');
	await screen.getByRole('radio', { name: /Yes, verified/ }).click();
	await screen.getByRole('button', { name: 'Verify this action' }).click();
	expect(perform).not.toHaveBeenCalled();
	await expect.element(screen.getByRole('link', { name: 'Write what is different' })).toBeVisible();
	await screen.getByLabelText('What is different for the child?').fill('She is seen each week.');
	expect(drafts.get('verify-difference')).toBe('She is seen each week.');
	await screen.getByRole('button', { name: 'Verify this action' }).click();
	expect(perform).toHaveBeenCalledExactlyOnceWith('verify', {
		...given,
		text: 'The plan names her visits.',
		difference: 'She is seen each week.',
		verdict: 'verified'
	});
});

test('what is typed is drafted at once, and stands there again', async () => {
	const { screen, drafts } = await doing('complete', { drafted: 'Case note of 9 March' });
	const box = screen.getByLabelText('What is different for the child, and where the record shows it');
	await expect.element(box).toHaveValue('Case note of 9 March');
	await box.fill('Case note of 9 March, plan version 4');
	expect(drafts.get('complete')).toBe('Case note of 9 March, plan version 4');
});

test('a new date has to be later, with its reason', async () => {
	const { screen, perform } = await doing('extend', { head: { extensions: 1 } });
	await expect.element(screen.getByText('It was moved once; this would be the last time.')).toBeVisible();
	await screen.getByLabelText('Day').fill('17');
	await screen.getByLabelText('Month').fill('3');
	await screen.getByLabelText('Year').fill('2026');
	await screen.getByLabelText('Why, and who agreed').fill('half-term');
	await screen.getByRole('button', { name: 'Move the date' }).click();
	expect(perform).not.toHaveBeenCalled();
	await expect.element(screen.getByRole('link', { name: 'The new date must be after Tue 17 March' })).toBeVisible();
	await screen.getByLabelText('Day').fill('24');
	await screen.getByRole('button', { name: 'Move the date' }).click();
	expect(perform).toHaveBeenCalledExactlyOnceWith('extend', { ...given, text: 'half-term', day: '2026-03-24' });
});

test('someone is chosen to take it', async () => {
	const { screen, perform } = await doing('transfer');
	await screen.getByRole('combobox').fill('ruth');
	await screen.getByRole('option', { name: 'Ruth Fenn' }).click();
	await screen.getByLabelText('Why it changes hands').fill('leave');
	await screen.getByRole('button', { name: 'Give it to them' }).click();
	expect(perform).toHaveBeenCalledExactlyOnceWith('transfer', { ...given, text: 'leave', person: 'ruth' });
});

test('an act that came too late says so, and keeps what was written', async () => {
	const { screen } = await doing('progress', { saved: { ok: false, problem: { code: 'RECORD_LOCKED' } } });
	await screen.getByLabelText('What has happened so far').fill('Rang the school.');
	await screen.getByRole('button', { name: 'Add this' }).click();
	await expect.element(screen.getByText(/The loop has moved on/)).toBeVisible();
	await expect.element(screen.getByLabelText('What has happened so far')).toHaveValue('Rang the school.');
});
