import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { AuditSession } from '#lib/device/session/AuditSession.svelte.ts';
import { aSetUpTablet, type TestTablet } from '#lib/device/session/testTablet.ts';
import { ada, auditId, smallTemplate } from '#lib/device/testWorld.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { question as shape } from '#lib/domain/templates/Template.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import { CurrentDay } from '../../../CurrentDay.svelte.ts';
import { AuditView } from '../AuditView.svelte.ts';
import { Preferences } from './Preferences.svelte.ts';
import SectionGrade from './SectionGrade.svelte';
import SectionQuestion from './SectionQuestion.svelte';

/** The page's parts over a real session on a tablet in memory: what is tapped is what is saved. */
const open: TestTablet[] = [];
afterEach(() => {
	for (const { tablet } of open.splice(0)) tablet.stop();
	localStorage.clear();
});

const section = must(smallTemplate.sections[0], 'section');
async function aView(): Promise<AuditView> {
	const made = await aSetUpTablet();
	open.push(made);
	return new AuditView(must(await AuditSession.open(made.tablet, auditId), 'session'), made.tablet, new CurrentDay());
}
async function ask(view: AuditView, more: object = {}) {
	const question = shape.parse({ ...section.questions[0], ...more });
	return render(SectionQuestion, { view, section, question, preferences: new Preferences() });
}
const sameDay = { alerts: [{ level: 'same-day', on: ['no'] }] };
const note = 'What in the record shows this?';

test('what is tapped is saved, and an answer that wants evidence opens its note', async () => {
	const view = await aView();
	const screen = await ask(view);
	await userEvent.click(screen.getByText('Partly'));
	await screen.getByLabelText(note).fill('Minutes of 26 January, page 2.');
	await userEvent.tab();
	await vi.waitFor(() => expect(view.audit.notes.get('CJ2.1')).toBe('Minutes of 26 January, page 2.'));
	expect(view.audit.answers.get('CJ2.1')?.value).toBe('partly');
	await expectAccessible(screen.container);
});

test('an answer taken back is no answer, its note stays', async () => {
	const view = await aView();
	await view.session.answer('CJ2.1', 'no');
	await view.session.recordNote('CJ2.1', 'Kept all the same.');
	const screen = await ask(view);
	await userEvent.click(screen.getByRole('button', { name: /^Clear/ }));
	await vi.waitFor(() => expect(view.audit.answers.has('CJ2.1')).toBe(false));
	await expect.element(screen.getByLabelText(note)).toHaveValue('Kept all the same.');
});

test('an answer that cannot wait calls for a telephone, loudly, until the alert is raised and someone told', async () => {
	const view = await aView();
	const screen = await ask(view, sameDay);
	await userEvent.click(screen.getByText('No', { exact: true }));
	await expect.element(screen.getByText('This needs a call today')).toBeVisible();
	await expect
		.element(screen.getByRole('link', { name: /Raise the alert/ }))
		.toHaveAttribute('href', `/audits/${auditId}/alerts/new?question=CJ2.1`);
	const { alertId } = await view.session.raiseAlert({ question: 'CJ2.1', concern: 'Not seen for a month.' });
	await expect.element(screen.getByText('Nobody has been told until you call.')).toBeVisible();
	expect(screen.container.textContent).not.toContain('This needs a call today');
	await view.session.tellAlert(alertId, 'Priya Raman', 'Spoke by phone');
	await expect.element(screen.getByText(/Priya Raman told by phone/)).toBeVisible();
});

test('where only the reader can tell, they are asked, and No ends it', async () => {
	const view = await aView();
	const alerts = [{ level: 'same-day', on: ['no'], confirm: true, says: 'if the child needs a higher threshold' }];
	const screen = await ask(view, { alerts });
	await userEvent.click(screen.getByText('No', { exact: true }));
	await expect.element(screen.getByText(/if the child needs a higher threshold/)).toBeVisible();
	await userEvent.click(screen.getByRole('button', { name: 'No', exact: true }));
	expect(screen.container.textContent).not.toContain('higher threshold');
});

test('a priority wants an owned action, and the form says what is missing before it saves one', async () => {
	const view = await aView();
	const screen = await ask(view, { alerts: [{ level: 'priority', on: ['no'] }] });
	await userEvent.click(screen.getByText('No', { exact: true }));
	await userEvent.click(screen.getByRole('button', { name: 'Raise it' }));
	await userEvent.click(screen.getByRole('button', { name: 'Raise the action' }));
	await expect.element(screen.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
	expect(view.actions).toEqual([]);
	await expectAccessible(screen.container);
	await view.session.raiseAction({
		...{ level: 'child', finding: 'No plan.', what: 'Write it', difference: 'They know what will happen.' },
		...{ owner: ada.id, dueOn: '2026-12-01', question: 'CJ2.1' }
	});
	await expect.element(screen.getByRole('link', { name: 'Write it' })).toBeVisible();
	expect(screen.container.textContent).not.toContain('Priority action wanted');
});

test('what is missing is said only once the section was left', async () => {
	const view = await aView();
	await view.session.answer('CJ2.1', 'no');
	const screen = await ask(view);
	expect(screen.container.textContent).not.toContain('Say where in the record');
	view.leave('CJ2');
	await expect.element(screen.getByText('Say where in the record you saw this')).toBeVisible();
});

test('a mark to come back stands on the question and is this tablet’s alone', async () => {
	const view = await aView();
	const screen = await ask(view);
	await userEvent.click(screen.getByRole('button', { name: /^Come back to this/ }));
	await vi.waitFor(() => expect(view.session.marked).toEqual(['CJ2.1']));
	expect(view.tablet.sync.waiting).toBe(0);
});

test('what is submitted is read, and can be changed again once it is taken back', async () => {
	const view = await aView();
	await view.session.answer('CJ2.1', 'yes');
	await view.session.submit('');
	const screen = await ask(view);
	expect(screen.container.querySelector('input')).toBeNull();
	await expect.element(screen.getByText('Yes')).toBeVisible();
	await view.session.withdraw('Wrong child.');
	await expect.element(screen.getByRole('radio', { name: 'Yes' })).toBeChecked();
});

test('a section is graded with its reason, whichever is written first', async () => {
	const view = await aView();
	const screen = await render(SectionGrade, { view, section });
	await screen.getByLabelText('Why this grade?').fill('Short, owned and dated.');
	await userEvent.click(screen.getByText('Good', { exact: true }));
	await vi.waitFor(() =>
		expect(view.audit.grades.get('CJ2')).toMatchObject([{ grade: 'good', reason: 'Short, owned and dated.' }])
	);
	expect(view.progress.sections[0]?.judged).toBe(1);
	await expectAccessible(screen.container);
});
