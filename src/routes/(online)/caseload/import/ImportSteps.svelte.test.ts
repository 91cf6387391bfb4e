import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render, cleanup } from 'vitest-browser-svelte';
import '../../../../app.css';
import type { CaseloadRequest, ReadProgress } from '#lib/device/caseload/readCaseload.ts';
import { countCases } from '#lib/domain/frames/countCases.ts';
import type { CaseloadWarning } from '#lib/domain/frames/dataQuality.ts';
import type { FrameCase } from '#lib/domain/frames/SamplingFrame.ts';
import { aCase } from '#lib/domain/sampling/sampling.fixture.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { Caseload } from '#lib/domain/frames/readAnnexA.ts';
import type { CaseloadProblemCode } from '#lib/domain/frames/caseloadProblems.ts';
import { CaseloadImport, type ImportWorld } from './CaseloadImport.svelte.ts';
import ImportSteps from './ImportSteps.svelte';

afterEach(cleanup);

const workbook = new File(['x'], 'caseload.xlsx');
const csv = new File(['x'], 'open cases.csv');
const warnings: CaseloadWarning[] = [
	{ code: 'caseload.case-number-missing', level: 'left-out', list: 6, column: null, rows: [9, 12], count: 2 },
	{ code: 'caseload.date-unreadable', level: 'check', list: 7, column: 'CP Plan Start', rows: [4], count: 1 }
];
const cases = [aCase('9X-1', { team: 'Riverside' }), aCase('9X-2', { team: 'Beacon' })];

function aCaseload(of: readonly FrameCase[] = cases): Caseload {
	return { cases: of, counts: countCases(of, [{ list: 6, rows: 4, kept: 2 }]), warnings };
}

type World = Partial<{
	read: (
		request: CaseloadRequest,
		tell?: (progress: ReadProgress) => void
	) => Promise<Result<Caseload, CaseloadProblemCode>>;
	accepted: Result<unknown>;
	before: Awaited<ReturnType<ImportWorld['findBefore']>>;
	recalled: Awaited<ReturnType<ImportWorld['findMapping']>>;
}>;

function open({
	read = () => Promise.resolve(ok(aCaseload())),
	accepted = ok(null),
	before = null,
	recalled = null
}: World = {}) {
	const findMapping = vi.fn<ImportWorld['findMapping']>(() => Promise.resolve(recalled));
	const saveMapping = vi.fn<ImportWorld['saveMapping']>(() => Promise.resolve());
	const accept = vi.fn<ImportWorld['accept']>(() => Promise.resolve(accepted));
	const reads = vi.fn(read);
	const cancel = vi.fn();
	const columns = [
		{ index: 0, letter: 'A', header: 'Ref', isPersonal: false },
		{ index: 1, letter: 'B', header: 'Child name', isPersonal: true },
		{ index: 2, letter: 'C', header: 'Locality', isPersonal: false }
	];
	const describe = () => Promise.resolve(ok({ columns, suggested: { caseRef: 0 }, rows: 2, list: null }));
	const importing = new CaseloadImport(
		{
			reader: { read: reads, describe, cancel },
			findBefore: () => Promise.resolve(before),
			findMapping,
			saveMapping,
			accept
		},
		'2026-03-12'
	);
	render(ImportSteps, { importing, today: '2026-03-12' });
	return { importing, accept, reads, cancel, findMapping, saveMapping };
}

async function choose(file: File) {
	await userEvent.upload(page.getByLabelText('Choose the caseload, or drop it here'), file);
}

test('a workbook is read, checked and accepted: only what was kept is sent', async () => {
	const { accept } = open();
	await choose(workbook);
	await expect.element(page.getByText('2', { exact: true }).first()).toBeVisible();
	await expect.element(page.getByText(/No case number: the row was not taken/)).toBeVisible();
	await expect.element(page.getByText('There was no caseload before, so every child is new.')).toBeVisible();
	expect(accept).not.toHaveBeenCalled();
	await page.getByRole('button', { name: 'Accept these 2 children' }).first().click();
	expect(accept).toHaveBeenCalledExactlyOnceWith({ takenOn: '2026-03-12', source: 'caseload.xlsx', cases });
});

test('what changes from the last import is said before anything is accepted', async () => {
	const old = { worker: null, stage: 'child-in-need' } as const;
	open({
		before: [
			{ caseRef: '9X-1', team: 'Alder', ...old },
			{ caseRef: '9X-0', team: null, ...old }
		]
	});
	await choose(workbook);
	await expect.element(page.getByText('Another team')).toBeVisible();
	await page.getByText('Another team').click();
	await expect.element(page.getByText(/Alder → Riverside/)).toBeVisible();
	await page.getByText('Gone from the list').click();
	await expect.element(page.getByText(/9X-0/)).toBeVisible();
});

test('a bad file is said in a plain sentence, and another can be chosen', async () => {
	open({ read: () => Promise.resolve(problem('caseload.encrypted')) });
	await choose(workbook);
	const words = 'This workbook has a password. Save a copy without one and choose that';
	await expect.element(page.getByRole('alert').getByText(words)).toBeVisible();
	await expect.element(page.getByLabelText('Choose the caseload, or drop it here')).toBeInTheDocument();
});

test('a long reading says how far it is and can be stopped', async () => {
	let told: ((progress: ReadProgress) => void) | undefined;
	const { cancel } = open({
		read: (_, tell) => {
			told = tell;
			return new Promise(() => undefined);
		}
	});
	await choose(workbook);
	told?.({ stage: 'reading', fraction: 0.42 });
	await expect.element(page.getByText('42% read')).toBeVisible();
	await page.getByRole('button', { name: 'Stop' }).click();
	expect(cancel).toHaveBeenCalled();
	await expect.element(page.getByText('You stopped the reading. Nothing was kept.')).toBeVisible();
});

test('any CSV is mapped column by column, with a preview of nothing but what is kept', async () => {
	const { reads } = open();
	await choose(csv);
	await expect.element(page.getByText(/say which column is which/)).toBeVisible();
	await expect.element(page.getByText(/personal: never kept as it is/)).toBeVisible();
	await expect.element(page.getByRole('table', { name: 'What would be kept of the first children' })).toBeVisible();
	const personal = page.getByLabelText('What column B, Child name, is');
	expect([...(personal.element() as HTMLSelectElement).options].map(({ value }) => value)).toEqual([
		'',
		'bornOn',
		'age'
	]);
	await page.getByLabelText('What column C, Locality, is').selectOptions('team');
	expect(reads.mock.lastCall?.[0].mapping).toEqual({ columns: { caseRef: 0, team: 2 }, stage: 'child-in-need' });
	await page.getByRole('button', { name: 'Read it like this' }).click();
	await expect.element(page.getByRole('button', { name: 'Accept these 2 children' }).first()).toBeVisible();
});

test('a caseload of a day to come is not read', async () => {
	const { reads, importing } = open();
	importing.takenOn = '2026-03-13';
	await expect
		.element(page.getByText('The caseload cannot be of a day to come. Write the day it was true.').first())
		.toBeVisible();
	expect(page.getByLabelText('Choose the caseload, or drop it here').element()).toBeDisabled();
	await importing.choose([workbook]);
	expect(importing.problem?.code).toBe('frame.date-in-future');
	expect(reads).not.toHaveBeenCalled();
});

test('what the office did not take stays on the page to be accepted once more', async () => {
	const { accept } = open({ accepted: problem('frame.no-signal') });
	await choose(workbook);
	await page.getByRole('button', { name: 'Accept these 2 children' }).first().click();
	await expect
		.element(page.getByRole('alert').getByText('The office could not be reached.', { exact: false }))
		.toBeVisible();
	await page.getByRole('button', { name: 'Accept these 2 children' }).first().click();
	expect(accept).toHaveBeenCalledTimes(2);
});

test('a CSV is mapped as the last one with its headers was, and how it was accepted is kept for the next', async () => {
	const { reads, findMapping, saveMapping } = open({
		recalled: { columns: { caseRef: 0, team: 2 }, stage: 'looked-after' }
	});
	await choose(csv);
	await expect.element(page.getByText(/as they were mapped the last time/)).toBeVisible();
	expect(reads.mock.lastCall?.[0].mapping).toEqual({ columns: { caseRef: 0, team: 2 }, stage: 'looked-after' });
	await page.getByRole('button', { name: 'Read it like this' }).click();
	expect(saveMapping).not.toHaveBeenCalled();
	await page.getByRole('button', { name: 'Accept these 2 children' }).first().click();
	expect(saveMapping).toHaveBeenCalledExactlyOnceWith(findMapping.mock.lastCall?.[0], {
		columns: { caseRef: 0, team: 2 },
		stage: 'looked-after'
	});
});
