import { expect, test } from 'vitest';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import { readRegressions } from '../regressions.ts';
import type { EngineAct } from './acts.ts';
import { EngineStage } from './playEngine.ts';

const histories = Number(process.env.ENGINE_HISTORIES ?? 25);

forEachDatabase((open) => {
	test.each(readRegressions('engine'))('$rule: once, $what', async ({ acts }) => {
		const stage = await EngineStage.on(await open());
		expect((await stage.play(acts as EngineAct[])).violations).toEqual([]);
	});

	test(`I1–I9, I12, W1–W7, M1–M6, S8: in ${String(histories)} histories of real tablets and a real server nothing is lost, doubled, leaked or different`, async () => {
		const stage = await EngineStage.on(await open());
		const run = await stage.run(1, histories);
		expect(run.failedSeed === null ? '' : await stage.explain(run.failedSeed)).toBe('');
		console.log(`engine: ${String(run.histories)} histories (${String(run.dexie)} with IndexedDB)`, run.counts);
		expect(run.counts.changes).toBeGreaterThan(histories * 10);
	}, 600_000);

	const save = (tablet: number, more: object = {}): EngineAct =>
		({
			do: 'save',
			tablet,
			tab: 0,
			audit: 0,
			act: 'answer.set',
			field: 0,
			value: 0,
			death: null,
			...more
		}) as EngineAct;
	const fault = (tablet: number, what: string, path = 'push'): EngineAct =>
		({ do: 'fault', tablet, path, fault: what, after: 1 }) as EngineAct;
	const sync = (tablet: number): EngineAct => ({ do: 'sync', tablet, tab: 0 });

	test.each<{ name: string; acts: EngineAct[] }>([
		{ name: 'a lost request', acts: [save(0), fault(0, 'lost request'), sync(0), save(0, { value: 1 })] },
		{ name: 'a lost acknowledgement', acts: [save(0), fault(0, 'lost answer'), sync(0), save(0, { field: 1 })] },
		{ name: 'a push that is sent twice', acts: [save(0), fault(0, 'sent twice'), sync(0)] },
		{ name: 'a crash between save and send', acts: [save(0, { death: 'after both' }), save(0, { field: 1 })] },
		{
			name: 'a crash inside the save',
			acts: [save(0, { death: 'before the store' }), save(0, { death: 'after the store' }), save(0, { field: 2 })]
		},
		{
			name: 'the server killed mid-push',
			acts: [save(0), save(0, { field: 1 }), save(0, { field: 2 }), fault(0, 'server killed'), sync(0)]
		},
		{ name: 'a session that expired offline', acts: [{ do: 'signOut', tablet: 0 }, save(0), sync(0), save(1)] },
		{ name: 'a person deactivated', acts: [save(0), { do: 'deactivate', person: 0 }, save(0, { field: 1 }), sync(0)] },
		{
			name: 'a role changed: the audit is in other hands',
			acts: [save(0), { do: 'reallocate', audit: 0 }, save(0, { field: 1 }), sync(0), sync(2), save(2, { value: 1 })]
		},
		{
			name: 'clocks hours off',
			acts: [save(1), sync(1), save(0, { value: 1 }), sync(0), sync(1), save(1, { value: 2 })]
		},
		{ name: 'two devices on one answer', acts: [save(0), save(1, { value: 1 }), sync(0), sync(1)] },
		{
			name: 'a cloned tablet under one name',
			acts: [save(0), { do: 'clone', tablet: 0 }, save(3, { field: 1 }), save(0, { field: 2 }), sync(0), sync(3)]
		},
		{
			name: 'IndexedDB deleted by the browser: the journal gives back',
			acts: [save(0), { do: 'loseStore', tablet: 0 }]
		},
		{
			name: 'a week without the server',
			acts: [{ do: 'goOffline', tablet: 0 }, save(0), { do: 'wait', minutes: 7 * 24 * 60 }, save(0, { field: 1 })]
		},
		{
			name: 'a server restored to before what was sent',
			acts: [{ do: 'backup' }, save(0), sync(0), { do: 'restore', back: 0 }, save(0, { value: 1 })]
		}
	])('F: $name loses nothing', async ({ acts }) => {
		const stage = await EngineStage.on(await open());
		const { violations, counts } = await stage.play(acts);
		expect(violations).toEqual([]);
		expect(counts.changes + counts.deaths).toBeGreaterThan(0);
	});
});
