/** B8: how fast a change is safe, and that it stays so when the browser is killed. */
import { Device } from '../e2e/Browser.ts';
import { exponent } from './answering.ts';
import { benchTemplate } from './benchTemplate.ts';
import { killing } from './killing.ts';
import type { Bench, Measured } from './Measured.ts';
import { Pages } from './Pages.ts';
import { rounds } from './rounds.ts';

export const safety: Bench = {
	id: 'B8',
	what: 'changes a second through the whole save path, and what a killed browser loses',
	run: async () => [...(await saving()), ...(await killing())]
};

const changes = 60;
const contenders = {
	pouch: 'PouchDB (idb)',
	rx: 'RxDB (Dexie)',
	dexie: 'Dexie, relaxed (default)',
	dexieStrict: 'Dexie, strict'
} as const;
/** Changes that wait to be sent: none, a day's, a day's of month end (B3), and more than that. */
const heldSizes = [50, 500, 2000, 4000];

async function saving(): Promise<Measured[]> {
	const pages = await Pages.open();
	const device = new Device('tablet');
	try {
		const page = await device.open();
		await page.goto(pages.address('save'));
		await page.waitForFunction(() => 'rate' in window);
		const template = JSON.stringify(benchTemplate(120));
		const rate = (name: string, count: number, held = 0, others = 0) =>
			page.evaluate((given) => (window as unknown as SavingWindow).rate(...given), [
				name,
				template,
				count,
				held,
				others
			] as const);
		const rates: Record<string, number[]> = {};
		const grown: Record<number, number[]> = {};
		for (let round = 0; round <= rounds; round += 1) {
			for (const name of ['dipper', 'floor', ...Object.keys(contenders)]) {
				const done = await rate(name, changes);
				if (round > 0) (rates[name] ??= []).push(done);
			}
			for (const held of heldSizes) {
				const done = await rate('dipper', 12, held);
				if (round > 0) (grown[held] ??= []).push(done);
			}
		}
		const full = await times(rounds, () => rate('dipper', 12, 500, 500));
		return rateRows(rates, grown, full);
	} finally {
		await device.throwAway();
		await pages.close();
	}
}

function rateRows(
	rates: Readonly<Record<string, readonly number[]>>,
	grown: Readonly<Record<number, readonly number[]>>,
	full: readonly number[]
): Measured[] {
	const own = { bench: 'B8', moreIsBetter: true, peers: {} };
	const slowest = Array.from({ length: rounds }, (_, round) =>
		exponent(
			heldSizes,
			heldSizes.map((held) => 1 / (grown[held]?.[round] ?? Number.NaN))
		)
	);
	return [
		{
			...own,
			what: 'changes a second, whole save path (validate, apply, seal, strict commit, journal)',
			dipper: rates.dipper ?? [],
			floor: rates.floor ?? [],
			peers: Object.fromEntries(Object.entries(contenders).map(([name, said]) => [said, rates[name] ?? []])),
			reach: '≤ 2 × floor'
		},
		...heldSizes.map((held) => ({
			...own,
			what: `changes a second while ${held} wait to be sent`,
			dipper: grown[held] ?? []
		})),
		{ ...own, what: 'changes a second while 500 wait and 500 other audits are on the tablet', dipper: full },
		{
			bench: 'B8',
			peers: {},
			what: `time of a save: exponent of growth from ${heldSizes[0]} to ${heldSizes.at(-1)} waiting`,
			dipper: slowest,
			reach: 'flat: 0'
		}
	];
}

async function times<Value>(count: number, work: () => Promise<Value>): Promise<Value[]> {
	const done: Value[] = [];
	for (let at = 0; at < count; at += 1) done.push(await work());
	return done;
}

type SavingWindow = {
	rate: (name: string, template: string, count: number, held: number, others: number) => Promise<number>;
};
