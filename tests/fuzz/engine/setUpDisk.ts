import type { Person } from '#lib/domain/access/Person.ts';
import type { PersonRow } from '#lib/device/store/People.ts';
import type { StoreState } from '#lib/device/store/sealedShapes.ts';
import { completeSummaries } from '#lib/device/sync/completeSummaries.ts';
import { pullChanges } from '#lib/device/sync/pullChanges.ts';
import { sayHello } from '#lib/device/sync/sayHello.ts';
import type { SyncParts } from '#lib/device/sync/SyncParts.ts';
import { randomBytes, toHex } from '#lib/device/vault/bytes.ts';
import { newRoot } from '#lib/device/vault/wraps.ts';
import { Disk } from './Disk.ts';
import type { EngineServer } from './EngineServer.ts';
import { EngineTablet } from './EngineTablet.ts';
import { Timers } from './Timers.ts';

/** A tablet just set up: its first hello and its first pull, under a key made for it. Histories begin with copies of it. */
export async function setUpDisk(person: Person, server: EngineServer): Promise<Disk> {
	const disk = new Disk('memory', newRoot(), rowOf(person));
	const tablet = new EngineTablet(person, disk, {
		server,
		timers: new Timers(),
		listen: async () => async () => undefined
	});
	const page = await tablet.page();
	const { open } = page;
	await open.write({ meta: await open.sealState(stateOf(person)), turns: true });
	await open.position();
	const sync = { ...(page.syncParts as SyncParts), open };
	const greeted = await sayHello(sync);
	const pulled = await pullChanges(sync);
	if (greeted.end !== 'hello' || pulled.end !== 'done') throw new Error(`not set up: ${greeted.end}, ${pulled.end}`);
	await completeSummaries(open);
	await page.keepsKeysBeside();
	tablet.closes();
	return disk;
}

function rowOf(person: Person): PersonRow {
	const row: Partial<PersonRow> = {
		slot: toHex(randomBytes(8)),
		database: `fuzz-${crypto.randomUUID()}`,
		personId: person.id,
		name: person.name,
		council: 'Marchbrook',
		clientId: crypto.randomUUID(),
		deviceId: crypto.randomUUID(),
		toldNoJournal: false
	};
	return row as PersonRow;
}

function stateOf(person: Person): StoreState {
	return {
		me: person,
		council: 'Marchbrook',
		epoch: null,
		serverEpoch: null,
		ackedN: 0,
		durableN: 0,
		permVer: person.permVer,
		offlineUntil: null,
		sentAt: null
	};
}
