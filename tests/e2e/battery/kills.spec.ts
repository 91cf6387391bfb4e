import { expect, test } from '@playwright/test';
import { killMany } from '../../fuzz/browser/killMany.ts';
import { Rig } from '../../fuzz/browser/Rig.ts';
import { spoilMany } from '../../fuzz/browser/spoilMany.ts';

/**
 * Battery F: the browser and its files die, and nothing that the screen called saved is lost. `npm run fuzz --
 * --browser-kills N` does the same at length. The seed names the moments; a fault that is found is tried again with it.
 */
const seed = 'wharf-heron-41';
let rig: Rig;

test.beforeAll(async () => {
	rig = await Rig.open();
});
test.afterAll(() => rig.end());
test.describe.configure({ timeout: 1_200_000 });

test('S1, S8, I1: twenty SIGKILLs while answers are given lose none that the screen had called saved', async () => {
	const killed = await killMany(rig, { kills: 20, seed }, (one) => console.log(`seed ${seed}/${one.kill}`, one));
	for (const one of killed) expect(one, `seed ${seed}/${one.kill}`).toMatchObject({ wrong: 0 });
	expect(killed.filter(({ said, kept }) => kept < said)).toEqual([]);
	expect(killed.reduce((sum, { said }) => sum + said, 0)).toBeGreaterThan(20);
	await rig.send('B1');
	expect(await rig.history()).toEqual(rig.ledger);
});

test('S8: five flipped bytes in its database lose nothing; without the journal they do', async () => {
	const spoilt = await spoilMany(rig, { rounds: 5, seed, fault: 'flip', control: true }, (one) =>
		console.log(`seed ${seed}/${one.round}`, one)
	);
	expect(await rig.history(), `seed ${seed}`).toEqual(rig.ledger);
	// If it lost nothing either, the fault was none and this test proved nothing.
	expect(spoilt.reduce((sum, { lostWithoutJournal }) => sum + (lostWithoutJournal ?? 0), 0)).toBeGreaterThan(0);
});

test('S8: with IndexedDB deleted whole, what waits comes back from the journal and is sent once', async () => {
	await spoilMany(rig, { rounds: 2, seed: `${seed}-deleted`, fault: 'delete' });
	expect(await rig.history(), `seed ${seed}-deleted`).toEqual(rig.ledger);
});
