import { Bell } from '../../../src/lib/device/store/Bell.ts';
import { DexieStore, refuseInsideTransaction } from '../../../src/lib/device/store/DexieStore.ts';
import { opfsJournals } from '../../../src/lib/device/store/JournalDoor.ts';
import { OpenStore } from '../../../src/lib/device/store/OpenStore.ts';
import { Vault } from '../../../src/lib/device/vault/Vault.ts';
import { newRoot } from '../../../src/lib/device/vault/wraps.ts';
import type { Person } from '../../../src/lib/domain/access/Person.ts';

/** An empty sealed store with its journal, as a tablet that has just been set up has it. `epoch`: null before any pull. */
export async function openFresh(me: Person, council: string, epoch: string | null): Promise<OpenStore> {
	const store = new DexieStore(`dipper-${crypto.randomUUID()}`);
	const clientId = crypto.randomUUID();
	const open = new OpenStore({
		store,
		vault: await Vault.unlockedWith(newRoot(), refuseInsideTransaction),
		journal: await opfsJournals().open(
			crypto.randomUUID().replaceAll('-', ''),
			clientId,
			crypto.randomUUID().slice(0, 8)
		),
		bell: new Bell(store.name),
		clientId,
		deviceId: crypto.randomUUID(),
		now: () => new Date(),
		newId: () => crypto.randomUUID()
	});
	const state = {
		me,
		council,
		epoch,
		serverEpoch: epoch,
		ackedN: 0,
		durableN: 0,
		permVer: 1,
		offlineUntil: null,
		sentAt: null
	};
	await store.write({ meta: await open.sealState(state) });
	return open;
}
