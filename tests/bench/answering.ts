/** B1: tapping through an audit, at a quarter of this machine's speed, in the tablet's viewport. */
import type { CDPSession, Page } from '@playwright/test';
import { Device } from '../e2e/Browser.ts';
import { DipperServer } from '../e2e/DipperServer.ts';
import { auditId, fillStore } from './benchStore.ts';
import { benchTemplate } from './benchTemplate.ts';
import { median, quantile, type Bench, type Measured } from './Measured.ts';
import { Pages } from './Pages.ts';
import { surveyJson, xformXml } from './peerForms.ts';
import { installProbe, tapAt } from './probe.ts';
import { rounds } from './rounds.ts';
import { setUpTablet, slowDown } from './tablet.ts';
import { theSections, theTaps } from './theQuestions.ts';

const slower = 4;
/** How many judgements are tapped in one round, by size of the audit. */
const tapsIn: Readonly<Record<number, number>> = { 120: 60, 300: 24, 600: 16 };
/** All of SurveyJS on one page takes most of a second a tap: fewer are enough to know it, and 600 questions are left out. */
const tapsOnOnePage: Readonly<Record<number, number>> = { 120: 10, 300: 5 };

export const answering: Bench = {
	id: 'B1',
	what: 'tapping through an audit with notes and conditions, processor 4 times slower',
	run: runAnswering
};

type Round = {
	readonly open: number;
	readonly frames: readonly number[];
	readonly saves: readonly number[];
	readonly sections: readonly number[];
	readonly nodes: number;
	readonly heap: number;
};
type Contender = { readonly name: string; readonly round: (questions: number, round: number) => Promise<Round | null> };
type Kept = Map<string, Round[]>;

async function runAnswering(): Promise<readonly Measured[]> {
	const sizes = [120, 300, 600];
	const server = await DipperServer.with((database) =>
		fillStore(
			database,
			sizes.map((questions) => ({ questions, count: rounds + 1 }))
		)
	);
	const pages = await Pages.open();
	const tablet = new Device('tablet');
	const other = new Device('tablet');
	try {
		const page = await tablet.open();
		await page.addInitScript(installProbe);
		await setUpTablet(page, server.origin);
		// Beside the worker there is no signal: nothing is sent while it is measured.
		await server.stop();
		const peer = await other.open();
		await peer.addInitScript(installProbe);
		const contenders = [
			dipperIn(page),
			surveyIn(peer, pages, 'ten'),
			surveyIn(peer, pages, 'one'),
			radiosIn(peer, pages)
		];
		const kept = await interleave(contenders, sizes);
		return [
			...sizes.flatMap((questions) => rowsOf(questions, kept)),
			growth(kept, sizes),
			...(await engineRows(peer, pages))
		];
	} finally {
		await tablet.throwAway();
		await other.throwAway();
		await pages.close();
		await server.end();
	}
}

/** A B A B: every contender once in each round; a first round warms all of them up and is not kept. */
async function interleave(contenders: readonly Contender[], sizes: readonly number[]): Promise<Kept> {
	const kept: Kept = new Map();
	for (let round = 0; round <= rounds; round += 1) {
		for (const questions of sizes) {
			for (const { name, round: go } of contenders) {
				const begun = Date.now();
				const done = await go(questions, round);
				if (done === null) continue;
				if (process.env.BENCH_LOUD !== undefined)
					console.log(
						name,
						questions,
						Date.now() - begun,
						'ms',
						JSON.stringify({ ...done, frames: median(done.frames), saves: median(done.saves) })
					);
				const key = `${name} ${questions}`;
				if (round > 0) kept.set(key, [...(kept.get(key) ?? []), done]);
			}
		}
	}
	return kept;
}

function dipperIn(page: Page): Contender {
	let slow: CDPSession | null = null;
	return {
		name: 'Dipper',
		async round(questions, round) {
			slow ??= await slowDown(page, slower);
			const audit = auditId(questions, round);
			await followLink(page, 'a[href="/audits"]', 'a[href^="/audits/0"]');
			const list = await followLink(page, `a[href="/audits/${audit}"]`, `a[href="/audits/${audit}/B2"]`);
			const first = await followLink(page, `a.cover[href="/audits/${audit}/B1"]`, 'input[name="B1.1"]');
			const sections: number[] = [];
			let at = 'B1';
			const tapped = await tapThrough(page, questions, tapsIn[questions] ?? 0, {
				find: ({ question, value }) => `input[name="${question}"][value="${value}"]`,
				saved: '.sync b',
				async enter(section) {
					if (section === at) return;
					at = section;
					sections.push(await followLink(page, `a[href="/audits/${audit}/${section}"]`, `input[name="${section}.1"]`));
				}
			});
			const { nodes, heap } = await weigh(page, slow);
			await followLink(page, `a[href="/audits/${audit}"]`, `a[href="/audits/${audit}/B2"]`);
			return { open: list + first, ...tapped, sections, nodes, heap };
		}
	};
}

function surveyIn(page: Page, pages: Pages, how: 'ten' | 'one'): Contender {
	return {
		name: how === 'ten' ? 'SurveyJS, 10 pages' : 'SurveyJS, 1 page',
		async round(questions) {
			const taps = (how === 'ten' ? tapsIn : tapsOnOnePage)[questions];
			if (taps === undefined) return null;
			const form = { name: `survey-${questions}-${how}.json`, text: JSON.stringify(surveyJson(questions, how)) };
			const opened = await openForm(page, pages.address('survey', form), '[data-name="B1.1"] input');
			const sections: number[] = [];
			const tapped = await tapThrough(page, questions, taps, {
				find: ({ question, value }) => `[data-name="${question}"] input[value="${value}"]`,
				saved: '#saved',
				async enter(section) {
					const wanted = `[data-name="${section}.1"] input`;
					if (await page.evaluate((selector) => document.querySelector(selector) !== null, wanted)) return;
					sections.push(await followLink(page, '#sv-nav-next input, .sv_next_btn, .sd-navigation__next-btn', wanted));
				}
			});
			return { open: opened.open, ...tapped, sections, ...(await weigh(page, opened.slow)) };
		}
	};
}

function radiosIn(page: Page, pages: Pages): Contender {
	return {
		name: 'floor',
		async round(questions) {
			const form = { name: `radios-${questions}.json`, text: JSON.stringify(theSections(questions)) };
			const opened = await openForm(page, pages.address('radios', form), 'input[name="B1.1"]');
			const tapped = await tapThrough(page, questions, tapsIn[questions] ?? 0, {
				find: ({ question, value }) => `input[name="${question}"][value="${value}"]`,
				saved: '#saved',
				enter: async () => undefined
			});
			return { open: opened.open, ...tapped, sections: [], ...(await weigh(page, opened.slow)) };
		}
	};
}

async function openForm(
	page: Page,
	address: string,
	shown: string
): Promise<{ readonly open: number; readonly slow: CDPSession }> {
	await page.goto(address);
	await page.locator('#start:enabled').waitFor();
	const slow = await slowDown(page, slower);
	return { open: await followLink(page, '#start', shown), slow };
}

/** Taps what leads somewhere; milliseconds until it is there and drawn. */
async function followLink(page: Page, link: string, shown: string): Promise<number> {
	await page.locator(link).first().waitFor({ state: 'attached' });
	await page.evaluate((selector) => window.probe.shown(selector), shown);
	// A peer may hold the page for longer than Playwright waits by itself: how long is what is measured.
	await page.locator(link).filter({ visible: true }).first().tap({ timeout: 120_000 });
	return page.evaluate(() => window.probe.whenShown());
}

type Hands = {
	readonly find: (tap: ReturnType<typeof theTaps>[number]) => string;
	/** Where the page says how many are saved. */
	readonly saved: string;
	readonly enter: (section: string) => Promise<void>;
};

async function tapThrough(
	page: Page,
	questions: number,
	taps: number,
	hands: Hands
): Promise<Pick<Round, 'frames' | 'saves'>> {
	const frames: number[] = [];
	const saves: number[] = [];
	let said = await page.evaluate(
		(selector) => Number.parseInt(document.querySelector(selector)?.textContent ?? '0', 10),
		hands.saved
	);
	for (const tap of theTaps(theSections(questions)).slice(0, taps)) {
		await hands.enter(tap.section);
		await page.evaluate(() => window.probe.tap());
		await tapAt(page, hands.find(tap));
		said += 1;
		const [frame, saved] = await page.evaluate(
			([selector, least]) => Promise.all([window.probe.tapped(), window.probe.saved(selector, least)]),
			[hands.saved, said] as const
		);
		frames.push(frame);
		saves.push(saved);
	}
	return { frames, saves };
}

async function weigh(page: Page, slow: CDPSession): Promise<{ readonly nodes: number; readonly heap: number }> {
	await slow.send('HeapProfiler.collectGarbage');
	const { usedSize } = await slow.send('Runtime.getHeapUsage');
	return { nodes: await page.evaluate(() => document.querySelectorAll('*').length), heap: usedSize / 2 ** 20 };
}

function rowsOf(questions: number, kept: Kept): Measured[] {
	const at = (name: string, pick: (round: Round) => number) => (kept.get(`${name} ${questions}`) ?? []).map(pick);
	const row = (what: string, pick: (round: Round) => number, reach?: string): Measured => ({
		bench: 'B1',
		what: `${questions} questions: ${what}`,
		dipper: at('Dipper', pick),
		floor: at('floor', pick),
		peers: Object.fromEntries(
			['SurveyJS, 10 pages', 'SurveyJS, 1 page']
				.map((name) => [name, at(name, pick)] as const)
				.filter(([, values]) => values.length > 0)
		),
		...(reach === undefined ? {} : { reach })
	});
	return [
		row('open → usable, ms', (round) => round.open, '≤ 500 ms'),
		row('tap → next frame, p50, ms', (round) => median(round.frames)),
		row(
			'tap → next frame, p95, ms',
			(round) => quantile(round.frames, 0.95),
			'≤ 50 ms; ≥ 5 times ahead of SurveyJS with 10 pages'
		),
		row('tap → saved and said so, p50, ms', (round) => median(round.saves)),
		row('tap → saved and said so, p95, ms', (round) => quantile(round.saves, 0.95)),
		row('elements in the page', (round) => round.nodes),
		row('JavaScript heap, MiB', (round) => round.heap)
	];
}

/** How the p95 grows with the audit: the exponent of a power law through the sizes; 0 is flat. */
function growth(kept: Kept, sizes: readonly number[]): Measured {
	const p95 = (name: string, round: number) =>
		sizes.map((questions) => quantile(kept.get(`${name} ${questions}`)?.[round]?.frames ?? [], 0.95));
	const exponents = (name: string) => Array.from({ length: rounds }, (_, round) => exponent(sizes, p95(name, round)));
	return {
		bench: 'B1',
		what: `tap → next frame, p95: exponent of growth from ${sizes[0]} to ${sizes.at(-1)} questions`,
		dipper: exponents('Dipper'),
		floor: exponents('floor'),
		peers: {},
		reach: 'flat: 0'
	};
}

export function exponent(sizes: readonly number[], values: readonly number[]): number {
	const xs = sizes.map(Math.log);
	const ys = values.map(Math.log);
	const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;
	const [x, y] = [mean(xs), mean(ys)];
	const over = xs.reduce((sum, one, at) => sum + (one - x) * ((ys[at] ?? y) - y), 0);
	return over / xs.reduce((sum, one) => sum + (one - x) ** 2, 0);
}

/** Only the engines: set a value until all that hangs on it is known. */
async function engineRows(page: Page, pages: Pages): Promise<Measured[]> {
	const rows: Measured[] = [];
	for (const questions of [120, 300, 600]) {
		const forms = { dipper: JSON.stringify(benchTemplate(questions)), xforms: xformXml(questions) };
		const taps = theTaps(theSections(questions)).slice(0, 60);
		const times: Record<'dipper' | 'xforms', { load: number; set: number }[]> = { dipper: [], xforms: [] };
		await page.goto(pages.address('engines'));
		await page.waitForFunction(() => 'engines' in window && 'dipper' in (window as unknown as EnginesWindow).engines);
		await slowDown(page, slower);
		for (let round = 0; round <= rounds; round += 1) {
			for (const name of ['dipper', 'xforms'] as const) {
				const { load, sets } = await page.evaluate(
					async ([engine, form, given]) => (window as unknown as EnginesWindow).engines[engine](form, given),
					[name, forms[name], taps] as const
				);
				if (round > 0) times[name].push({ load, set: sets.reduce((sum, one) => sum + one, 0) / sets.length });
			}
		}
		const row = (what: string, pick: (time: { load: number; set: number }) => number): Measured => ({
			bench: 'B1',
			what: `${questions} questions, engine alone: ${what}`,
			dipper: times.dipper.map(pick),
			peers: { 'xforms-engine': times.xforms.map(pick) }
		});
		rows.push(
			row('load, ms', ({ load }) => load),
			row('set a value → all settled, mean, ms', ({ set }) => set)
		);
	}
	return rows;
}

type EnginesWindow = {
	engines: Record<
		'dipper' | 'xforms',
		(form: string, taps: unknown) => Promise<{ load: number; sets: readonly number[] }>
	>;
};
