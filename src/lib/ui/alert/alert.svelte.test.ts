import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { acknowledged, aLog, checked, closed, thursday, told, who } from '#lib/domain/alerts/alerts.fixture.ts';
import { pathwayOf } from '#lib/domain/alerts/pathway.ts';
import { expectAccessible } from '../accessible.ts';
import AlertActs from './AlertActs.svelte';
import AlertLogList from './AlertLogList.svelte';
import PathwaySteps from './PathwaySteps.svelte';

const today = '2026-04-02';
const acts = [{ act: 'check' }, { act: 'record', stage: 'moderation' }] as const;

test('the first act stands open; what is missing is said beside its field and at the top, and nothing is kept', async () => {
	const onact = vi.fn(() => Promise.resolve(true));
	const screen = await render(AlertActs, { acts, alertId: 'a', onact });
	expect(screen.container.querySelectorAll('details[open]')).toHaveLength(1);
	await screen.getByRole('button', { name: 'Write down the safety check' }).click();
	await expect.element(screen.getByRole('link', { name: 'Choose what was found' })).toBeVisible();
	await expect.element(screen.getByRole('link', { name: 'Write what was done' })).toBeVisible();
	expect(onact).not.toHaveBeenCalled();
	await expectAccessible(screen.container);
});

test('what was filled in is handed on as an act, and said to be written down', async () => {
	const onact = vi.fn(() => Promise.resolve(true));
	const screen = await render(AlertActs, { acts, alertId: 'a', onact });
	await screen.getByRole('radio', { name: 'Seen', exact: true }).click({ force: true });
	await screen.getByRole('radio', { name: 'Not safe' }).click({ force: true });
	await screen.getByLabelText('What was done').fill('Spoken to at school.');
	await screen.getByLabelText('Why you judge it so').fill('The adult is still there.');
	await screen.getByRole('button', { name: 'Write down the safety check' }).click();
	await expect.element(screen.getByRole('status').getByText('Written down on this tablet.')).toBeVisible();
	expect(onact).toHaveBeenCalledWith({
		ok: true,
		name: 'alert.check',
		args: {
			id: 'a',
			contact: 'seen',
			outcome: 'not-safe',
			note: 'Spoken to at school.',
			why: 'The adult is still there.'
		}
	});
});

test('the stages whose clocks run stand in view, with their words; the later ones are folded away', async () => {
	const pathway = pathwayOf(aLog(told(), acknowledged(thursday)), { submittedAt: null }, thursday);
	const screen = await render(PathwaySteps, { pathway, today });
	await expect.element(screen.getByText('Safety check')).toBeVisible();
	await expect.element(screen.getByText('Re-audit')).not.toBeVisible();
	await expect.element(screen.getByText(/What comes later: 6/)).toBeVisible();
	await expectAccessible(screen.container);
});

test('the log is a list, newest first, that says it cannot be changed', async () => {
	const log = aLog(told(), checked(thursday), closed(thursday));
	const screen = await render(AlertLogList, {
		log,
		nameOf: (id: string) => (id === who.manager ? 'Priya Raman' : ''),
		today
	});
	const lines = [...screen.container.querySelectorAll('li')].map((line) => line.textContent);
	expect(lines).toHaveLength(4);
	expect(lines[0]).toContain('Accepted as resolved');
	expect(lines[1]).toContain('Priya Raman');
	expect(lines[3]).toContain('Raised');
	await expect.element(screen.getByText('This record can be added to, never changed.')).toBeVisible();
	await expectAccessible(screen.container);
});
