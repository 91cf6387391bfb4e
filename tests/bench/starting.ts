/** B2: the tablet is opened at a desk, without signal, with 500 sealed audits on it. */
import type { Page } from '@playwright/test';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Device } from '../e2e/Browser.ts';
import { DipperServer } from '../e2e/DipperServer.ts';
import { auditId, auditor, fillStore } from './benchStore.ts';
import type { Bench, Measured } from './Measured.ts';
import { compressed, Pages } from './Pages.ts';
import { surveyJson, xformXml } from './peerForms.ts';
import { installProbe, installReady } from './probe.ts';
import { rounds } from './rounds.ts';
import { setUpTablet, slowDown, unlock } from './tablet.ts';

const slower = 4;
const audits = 500;
const anyAudit = 'main a[href^="/audits/0"]';

export const starting: Bench = {
	id: 'B2',
	what: `cold start without signal, ${audits} sealed audits on the tablet, processor 4 times slower`,
	run: runStarting
};

type Start = { readonly unlockPage: number; readonly argon2: number; readonly rest: number };

async function runStarting(): Promise<readonly Measured[]> {
	const server = await DipperServer.with((database) =>
		fillStore(database, [{ questions: 120, count: audits, answered: 50 }])
	);
	const pages = await Pages.open();
	const tablet = new Device('tablet');
	const other = new Device('tablet');
	try {
		const page = await tablet.open();
		await setUpTablet(page, server.origin);
		await server.stop();
		const bytes = await bytesOfPaths(page, server.origin);
		await tablet.close();
		await installShell(other, pages);
		const starts: Start[] = [];
		const shell: number[] = [];
		const survey: number[] = [];
		const webForms: number[] = [];
		const surveyForm = { name: 'survey-120-ten.json', text: JSON.stringify(surveyJson(120, 'ten')) };
		const xform = { name: 'xform-120.xml', text: xformXml(120) };
		for (let round = 0; round <= rounds; round += 1) {
			const start = await startDipper(tablet, server.origin);
			const alone = await startPage(other, pages.address('shell'), '#passphrase');
			const surveyed = await startPage(other, pages.address('survey', surveyForm, '&now'), 'input[type="radio"]');
			const formed = await startPage(other, pages.address('webForms', xform), 'input[type="radio"]');
			if (round === 0) continue;
			starts.push(start);
			shell.push(alone);
			survey.push(surveyed);
			webForms.push(formed);
		}
		const peers = { SurveyJS: survey, 'ODK Web Forms': webForms };
		return [...startRows(starts, shell, peers), ...(await byteRows(bytes, other, pages, surveyForm, xform))];
	} finally {
		await tablet.throwAway();
		await other.throwAway();
		await pages.close();
		await server.end();
	}
}

async function startDipper(tablet: Device, origin: string): Promise<Start> {
	const page = await tablet.open();
	await page.addInitScript(installProbe);
	await page.addInitScript(installReady, '#passphrase');
	await slowDown(page, slower);
	await page.goto(`${origin}/today`);
	const unlockPage = await page.evaluate(() => window.readyAt);
	await page.fill('#passphrase', auditor.passphrase);
	await page.evaluate((selector) => window.probe.shown(selector), anyAudit);
	await page.getByRole('button', { name: 'Unlock' }).tap();
	await page.locator(anyAudit).first().waitFor({ timeout: 60_000 });
	const [shown, argon2] = await page.evaluate(async () => {
		const until = await window.probe.whenShown();
		return [until, window.keyAt - window.probe.clickedAt()] as const;
	});
	await tablet.close();
	return { unlockPage, argon2, rest: shown - argon2 };
}

async function startPage(device: Device, address: string, selector: string): Promise<number> {
	const page = await device.open();
	await page.addInitScript(installReady, selector);
	await slowDown(page, slower);
	await page.goto(address);
	const took = await page.evaluate(() => window.readyAt);
	await device.close();
	return took;
}

/** A worker of its own keeps the same files that Dipper's keeps, and serves a page without a program. */
async function installShell(device: Device, pages: Pages): Promise<void> {
	const client = path.resolve('build/client');
	const files = readdirSync(client, { recursive: true, withFileTypes: true })
		.filter(
			(entry) =>
				entry.isFile() &&
				/\.(js|css|wasm|html|webmanifest|svg|png)$/.test(entry.name) &&
				entry.name !== 'service-worker.js'
		)
		.map((entry) => `/client/${path.relative(client, path.join(entry.parentPath, entry.name))}`);
	pages.extra.set('/client-files.json', JSON.stringify(files));
	const page = await device.open();
	await page.goto(pages.address('shell', undefined, '?install'));
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await device.close();
}

function startRows(starts: readonly Start[], shell: readonly number[], peers: Measured['peers']): Measured[] {
	const bench = 'B2';
	return [
		{
			bench,
			what: 'icon → first page usable (Dipper: unlock), ms',
			dipper: starts.map((one) => one.unlockPage),
			floor: shell,
			peers
		},
		{
			bench,
			what: 'unlock: the passphrase becomes a key (Argon2id, 64 MiB, 3 passes), ms',
			dipper: starts.map((one) => one.argon2),
			peers: {}
		},
		{
			bench,
			what: `unlock → Today usable, ${audits} audits, without Argon2, ms`,
			dipper: starts.map((one) => one.rest),
			peers: {}
		},
		{
			bench,
			what: 'icon → Today usable, without Argon2 and typing, ms',
			dipper: starts.map((one) => one.unlockPage + one.rest),
			floor: shell,
			peers,
			reach: '≤ 1,000 ms'
		}
	];
}

type Loaded = { readonly scripts: readonly string[]; readonly styles: readonly string[] };

/** What Today and an audit load, by the browser's own list. */
async function bytesOfPaths(page: Page, origin: string): Promise<{ readonly today: Loaded; readonly audit: Loaded }> {
	await page.goto(`${origin}/today`);
	await unlock(page);
	await page.locator(anyAudit).first().waitFor();
	const today = await loaded(page);
	await page.goto(`${origin}/audits/${auditId(120, 0)}/B1`);
	await unlock(page);
	await page.locator('input[name="B1.1"]').first().waitFor();
	return { today, audit: await loaded(page) };
}

async function loaded(page: Page): Promise<Loaded> {
	const names = await page.evaluate(() => [
		...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))
	]);
	return {
		scripts: names.filter((name) => name.endsWith('.js')),
		styles: names.filter((name) => name.endsWith('.css'))
	};
}

async function byteRows(
	own: { readonly today: Loaded; readonly audit: Loaded },
	device: Device,
	pages: Pages,
	survey: { name: string; text: string },
	xform: { name: string; text: string }
): Promise<Measured[]> {
	const page = await device.open();
	const of = async (address: string) => {
		await page.goto(address);
		await page.locator('input[type="radio"]').first().waitFor();
		return loaded(page);
	};
	const peers = {
		SurveyJS: await of(pages.address('survey', survey, '&now')),
		'ODK Web Forms': await of(pages.address('webForms', xform))
	};
	await device.close();
	const client = (names: readonly string[]) => compressed(names.map((name) => path.join('build/client', name)));
	const row = (what: string, kind: keyof Loaded, path: Loaded, how: 'brotli' | 'gzip', reach?: string): Measured => ({
		bench: 'B2',
		what: `${what}, ${how}, kB`,
		dipper: [client(path[kind])[how] / 1000],
		peers: Object.fromEntries(
			Object.entries(peers)
				// ODK Web Forms brings its styles inside its scripts.
				.filter(([, theirs]) => theirs[kind].length > 0)
				.map(([name, theirs]) => [name, [pages.sizeOf(theirs[kind])[how] / 1000]])
		),
		...(reach === undefined ? {} : { reach })
	});
	return [
		row('JavaScript of Today', 'scripts', own.today, 'brotli'),
		row('JavaScript of the audit path', 'scripts', own.audit, 'brotli', '≤ 150 kB'),
		row('JavaScript of the audit path', 'scripts', own.audit, 'gzip'),
		row('CSS of Today', 'styles', own.today, 'brotli'),
		row('CSS of the audit path', 'styles', own.audit, 'brotli')
	];
}
