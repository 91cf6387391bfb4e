/**
 * Battery F at length: `npm run fuzz -- --browser-kills 100`. Real Chromium on the built server is killed so often while
 * answers are given, and for every ten kills one byte of its database is flipped. Beside each figure stands what a build
 * without the journal would have lost: the same files, opened once more with the journal taken out.
 */
import { existsSync } from 'node:fs';
import { provideChromium } from '../findChromium.ts';
import { killMany, type Killed } from './browser/killMany.ts';
import { Rig } from './browser/Rig.ts';
import { spoilMany, type Spoilt } from './browser/spoilMany.ts';

export async function killBrowsers(kills: number, seed: string): Promise<boolean> {
	if (!existsSync('build/handler.js')) throw new Error('there is no build yet: run "npm run build" first');
	process.env.CHROMIUM = provideChromium();
	const rig = await Rig.open();
	try {
		const killed = await killMany(rig, { kills, seed, control: true }, sayKilled);
		await rig.send('B1');
		const rounds = Math.max(5, Math.ceil(kills / 10));
		const spoilt = await spoilMany(rig, { rounds, seed, fault: 'flip', control: true }, saySpoilt);
		const deleted = await spoilMany(
			rig,
			{ rounds: 2, seed: `${seed}-deleted`, fault: 'delete', control: true },
			saySpoilt
		);
		const missing = missingFrom(await rig.history(), rig.ledger);
		return sayAll(killed, [...spoilt, ...deleted], missing);
	} finally {
		await rig.end();
	}
}

function sayKilled({ kill, moment, said, kept, wrong, lostWithoutJournal: without }: Killed): void {
	const lost = Math.max(0, said - kept);
	if (lost > 0 || wrong > 0) console.error(`kill ${kill} lost ${lost}, wrong ${wrong}`, moment);
	else if ((without ?? 0) > 0) console.log(`kill ${kill}: without the journal ${String(without)} would have been lost`);
}

function saySpoilt({ round, fault, said, lostWithoutJournal: without }: Spoilt): void {
	console.log(`round ${round}: ${fault}; ${said} unsent; without the journal ${String(without)} lost`);
}

/** Answers of the ledger that the office does not have, and answers that it has twice or in another order. */
export function missingFrom(history: readonly object[], ledger: readonly object[]): { lost: number; other: number } {
	const [has, wants] = [history.map((one) => JSON.stringify(one)), ledger.map((one) => JSON.stringify(one))];
	let at = 0;
	let lost = 0;
	for (const one of wants) {
		const next = has.indexOf(one, at);
		if (next < 0) lost += 1;
		else at = next + 1;
	}
	return { lost, other: has.length - (wants.length - lost) };
}

function sayAll(
	killed: readonly Killed[],
	spoilt: readonly Spoilt[],
	missing: { lost: number; other: number }
): boolean {
	const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
	const lostAtKill = sum(killed.map(({ said, kept }) => Math.max(0, said - kept)));
	const wrong = sum(killed.map((one) => one.wrong));
	const without = [...killed, ...spoilt].map((one) => one.lostWithoutJournal ?? 0);
	console.log(
		`${killed.length} kills, ${spoilt.length} stores spoilt, ${sum(killed.map(({ said }) => said))} answers called saved before a kill:`,
		`${lostAtKill + missing.lost} lost, ${wrong} wrong, ${missing.other} doubled or out of order.`
	);
	console.log(
		`Without the journal: ${sum(without)} lost, in ${without.filter((one) => one > 0).length} of ${without.length} faults.`
	);
	return lostAtKill + missing.lost + wrong + missing.other === 0;
}
