/** B7: from a workbook to a drawn sample. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { readCaseload } from '../../src/lib/device/caseload/readCaseload.ts';
import type { FrameCase, SamplingFrame } from '../../src/lib/domain/frames/SamplingFrame.ts';
import { drawSample } from '../../src/lib/domain/sampling/drawSample.ts';
import { usualExclusions, type SamplingRule } from '../../src/lib/domain/sampling/SamplingRule.ts';
import { must } from '../../src/lib/domain/shared/Result.ts';
import { annexAWorkbook } from '../../src/lib/server/council/annexAWorkbook.ts';
import { seedCouncil } from '../../src/lib/server/council/seedCouncil.ts';
import { shippedTemplates } from '../../src/templates/shippedTemplates.ts';
import { Device } from '../e2e/Browser.ts';
import { DipperServer, demoPassword } from '../e2e/DipperServer.ts';
import { CaseloadPage } from '../e2e/pages/CaseloadPage.ts';
import { signIn } from '../e2e/pages/SignInPage.ts';
import { aFrameCase } from '../fixtures/frames.ts';
import { exponent } from './answering.ts';
import type { Bench, Measured } from './Measured.ts';
import { otherCaseloads, rounds } from './rounds.ts';

const sizes = [3_000, 10_000, 1_000_000] as const;
const children = 10_000;
const asAt = '2026-03-02';

export const drawing: Bench = {
	id: 'B7',
	what: `a sample of 25 from ${sizes.join(', ')} cases; a workbook of ${children} children, read, accepted and drawn from`,
	run: async () => {
		console.log(`   load of the machine as it begins: ${loadavg()[0]?.toFixed(1)}`);
		return [...measureDraws(), ...(await measureReading()), ...(await measureBrowser())];
	}
};

const rule: SamplingRule = {
	filters: [{ column: 'open', is: true }],
	exclusions: [...usualExclusions],
	onePerHousehold: true,
	isReaudit: false,
	method: { kind: 'stratified', by: 'team', sizes: { share: 'proportional', size: 25, minimum: 1 } }
};

/** The same cases for both: the floor shuffles them and takes 25, with no rule, no exclusions and no record. */
function measureDraws(): Measured[] {
	const rows = sizes.map((size) => {
		const cases = caseloadOf(size);
		const frame: SamplingFrame = {
			id: 'bench',
			takenOn: asAt,
			importedAt: `${asAt}T09:00:00.000Z`,
			source: 'bench',
			cases
		};
		const context = { standings: standingsOf(cases), by: 'bench', at: `${asAt}T10:00:00.000Z` };
		const [dipper, floor]: number[][] = [[], []];
		const times = size > 100_000 ? Math.min(3, rounds) : rounds;
		for (let round = 0; round <= times; round += 1) {
			const own = timeOf(() => must(drawSample(frame, rule, `4${10 + round}-heron`, context).ok || null, 'a sample'));
			const least = timeOf(() => shuffled(cases).slice(0, 25));
			if (round === 0) continue;
			dipper?.push(own);
			floor?.push(least);
		}
		return { size, dipper: dipper ?? [], floor: floor ?? [] };
	});
	const growth = (of: 'dipper' | 'floor') =>
		exponent(
			sizes,
			rows.map((row) => Math.min(...row[of]))
		);
	return [
		...rows.map(({ size, dipper, floor }): Measured => ({
			bench: 'B7',
			what: `draw 25 by team from ${size.toLocaleString('en-GB')} cases, ms`,
			dipper,
			floor,
			peers: {}
		})),
		{
			bench: 'B7',
			what: `draw: exponent of growth from ${sizes[0].toLocaleString('en-GB')} to ${sizes[2].toLocaleString('en-GB')} cases`,
			dipper: [growth('dipper')],
			floor: [growth('floor')],
			peers: {},
			reach: 'about 1'
		}
	];
}

function caseloadOf(size: number): FrameCase[] {
	return Array.from({ length: size }, (_, index) =>
		aFrameCase(index, { team: `Team ${index % 15}`, worker: `Worker ${index % 180}`, open: index % 4 !== 0 })
	);
}

/** One in ten was audited a month before, one in a hundred is restricted; every three stand in one household. */
function standingsOf(cases: readonly FrameCase[]) {
	return new Map(
		cases.map(({ caseRef }, index) => [
			caseRef,
			{
				household: `h${Math.floor(index / 3)}`,
				...(index % 10 === 3 ? { lastAuditedOn: '2026-02-01' } : {}),
				...(index % 100 === 7 ? { isRestricted: true } : {})
			}
		])
	);
}

function shuffled<Value>(values: readonly Value[]): Value[] {
	const list = [...values];
	for (let last = list.length - 1; last > 0; last -= 1) {
		const other = Math.floor(Math.random() * (last + 1));
		[list[last], list[other]] = [list[other] as Value, list[last] as Value];
	}
	return list;
}

function timeOf(work: () => unknown): number {
	const from = performance.now();
	work();
	return performance.now() - from;
}

async function timeOfAsync(work: () => Promise<unknown>): Promise<number> {
	const from = performance.now();
	await work();
	return performance.now() - from;
}

type Excel = { Workbook: new () => { xlsx: { load(bytes: Buffer): Promise<unknown> } } };

/** In one process: the file becomes cases, judged and merged (Dipper), cells (ExcelJS), or text (the floor). */
async function measureReading(): Promise<Measured[]> {
	const excel = createRequire(path.resolve('tests/bench/package.json'))('exceljs') as Excel;
	const bytes = Buffer.from(annexAWorkbook({ children, seed: 'bench', asAt }).bytes);
	const file = new File([bytes], 'caseload.xlsx');
	const [dipper, peer, floor]: number[][] = [[], [], []];
	for (let round = 0; round <= rounds; round += 1) {
		const own = await timeOfAsync(async () => {
			const read = await readCaseload({ files: [file], takenOn: asAt });
			must(read.ok || null, 'a caseload');
		});
		const other = await timeOfAsync(() => new excel.Workbook().xlsx.load(bytes));
		const least = timeOf(() =>
			Object.values(unzipSync(bytes)).map((part) => new TextDecoder().decode(part).split('<c ').length)
		);
		if (round === 0) continue;
		dipper?.push(own);
		peer?.push(other);
		floor?.push(least);
	}
	const what = `read a workbook of ${children.toLocaleString('en-GB')} children, in Node, ms`;
	return [{ bench: 'B7', what, dipper: dipper ?? [], floor: floor ?? [], peers: { ExcelJS: peer ?? [] } }];
}

type Journey = { readonly read: number; readonly accepted: number; readonly drawn: number; readonly blocked: number };

/** In Chromium, on the built program with the invented council: what a person waits for, without their own time. */
async function measureBrowser(): Promise<Measured[]> {
	const server = await DipperServer.with((database) =>
		seedCouncil({ database, templates: shippedTemplates(), password: demoPassword, now: Date.now() })
	);
	const folder = mkdtempSync(path.join(tmpdir(), 'dipper-b7-'));
	const device = new Device('desktop');
	try {
		const page = await device.open();
		page.setDefaultTimeout(300_000);
		await signIn(page, server.origin, 'qa', '/caseload');
		const taken: Journey[] = [];
		const usual = workbookIn(folder, children);
		for (let round = 0; round <= Math.min(3, rounds); round += 1) {
			const journey = await fileToSample(page, server.origin, usual);
			if (round > 0) taken.push(journey);
		}
		const measured = new Map([[children, taken]]);
		for (const size of otherCaseloads)
			measured.set(size, [await fileToSample(page, server.origin, workbookIn(folder, size))]);
		return [...[...measured].flatMap(([size, of]) => browserRows(size, of)), browserGrowth(measured)];
	} finally {
		await device.throwAway();
		await server.end();
		rmSync(folder, { recursive: true, force: true });
	}
}

function workbookIn(folder: string, size: number): string {
	const file = path.join(folder, `${size}.xlsx`);
	writeFileSync(file, annexAWorkbook({ children: size, seed: 'bench', asAt }).bytes);
	console.log(`   a workbook of ${size} children: ${(readFileSync(file).length / 2 ** 20).toFixed(1)} MB`);
	return file;
}

async function fileToSample(page: Page, origin: string, file: string): Promise<Journey> {
	const caseload = new CaseloadPage(page, origin);
	await caseload.openImport();
	await watchTasks(page);
	const read = await timeOfAsync(async () => {
		await page.getByLabel('Choose the caseload, or drop it here').setInputFiles(file);
		await page
			.getByRole('button', { name: /^Accept these/ })
			.first()
			.waitFor();
	});
	const blocked = await longestTask(page);
	const accepted = await timeOfAsync(async () => {
		await page
			.getByRole('button', { name: /^Accept these/ })
			.first()
			.click();
		await page.getByRole('status').filter({ hasText: 'are now the caseload' }).waitFor();
	});
	await page.goto(`${origin}/sampling/new?template=cj-cp~1&seed=417-heron&method=stratified&by=team&size=25`);
	const drawn = await timeOfAsync(async () => {
		await page.getByRole('button', { name: /^Draw 25 cases/ }).click();
		await page.getByRole('region', { name: 'In the order drawn', exact: true }).waitFor();
	});
	return { read, accepted, drawn, blocked };
}

type Watching = { longest?: number };

/** The browser tells of every task of 50 ms and more that kept the page from answering. */
async function watchTasks(page: Page): Promise<void> {
	await page.evaluate(() => {
		const here = globalThis as Watching;
		here.longest = 0;
		new PerformanceObserver((list) => {
			for (const { duration } of list.getEntries()) here.longest = Math.max(here.longest ?? 0, duration);
		}).observe({ type: 'longtask' });
	});
}

function longestTask(page: Page): Promise<number> {
	return page.evaluate(() => (globalThis as Watching).longest ?? 0);
}

/** Of the shortest of each size, because another's work on the machine only ever adds. */
function browserGrowth(measured: ReadonlyMap<number, readonly Journey[]>): Measured {
	const sizes = [...measured.keys()].sort((a, b) => a - b);
	const whole = (size: number) =>
		Math.min(...(measured.get(size) ?? []).map(({ read, accepted, drawn }) => read + accepted + drawn));
	return {
		bench: 'B7',
		what: `file → drawn sample in Chromium: exponent of growth from ${sizes[0]?.toLocaleString('en-GB')} to ${sizes.at(-1)?.toLocaleString('en-GB')} children`,
		dipper: [exponent(sizes, sizes.map(whole))],
		peers: {},
		reach: 'about 1'
	};
}

function browserRows(size: number, taken: readonly Journey[]): Measured[] {
	const of = size.toLocaleString('en-GB');
	const row = (what: string, figure: (one: Journey) => number, reach?: string): Measured => ({
		bench: 'B7',
		what: `${of} children in Chromium: ${what}, ms`,
		dipper: taken.map(figure),
		peers: {},
		...(reach === undefined ? {} : { reach })
	});
	return [
		row('file → checked, in its worker', ({ read }) => read),
		row('longest task of the page meanwhile (under 50 is not told)', ({ blocked }) => blocked, 'page never blocked'),
		row('accept → the caseload in use', ({ accepted }) => accepted),
		row('draw → sample shown', ({ drawn }) => drawn),
		row(
			'file → drawn sample',
			({ read, accepted, drawn }) => read + accepted + drawn,
			size === children ? '≤ 3,000 ms' : undefined
		)
	];
}
