import { z } from 'zod';
import type { Person } from '#lib/domain/access/Person.ts';
import { Bell } from '../store/Bell.ts';
import { refuseInsideTransaction } from '../store/DexieStore.ts';
import { noJournal, sessionIn, type Journal } from '../store/Journal.ts';
import { sturdyJournal } from '../store/sturdyJournal.ts';
import { attaches } from '../evidence/heldFiles.ts';
import type { JournalEntry } from '../store/journalFormat.ts';
import { bringFromOtherNames } from '../store/adoptStore.ts';
import { OpenStore } from '../store/OpenStore.ts';
import type { PersonRow } from '../store/People.ts';
import { sparesInOrder } from '../store/makeRoom.ts';
import { putBack } from '../store/putBack.ts';
import { backedUpN, isBackedUp, type StoreState } from '../store/sealedShapes.ts';
import type { Incident } from '../sync/SyncParts.ts';
import { fromBase64, randomBytes, toBase64, toHex, type Bytes } from '../vault/bytes.ts';
import { Vault } from '../vault/Vault.ts';
import type { TabletParts } from './TabletParts.ts';

/** Opens one person's store under the key just unwrapped, and mends what the browser broke before anyone looks (S8). */
export async function openPerson(
	parts: TabletParts,
	row: PersonRow,
	root: Bytes,
	report: (incident: Incident) => void
): Promise<OpenStore> {
	const vault = await Vault.unlockedWith(root, refuseInsideTransaction);
	const store = parts.openStore(row.database);
	const known = await store.meta('clientId');
	const clientId = typeof known === 'string' ? known : row.clientId;
	const { life } = await store.position();
	const journal = await openJournalOf(parts, row.slot, clientId, life);
	const { now, newId } = parts;
	const lost = () => report({ code: 'journal-missing', at: now().toISOString(), facts: {} });
	const steady =
		journal === null
			? noJournal
			: sturdyJournal(journal, (client, of) => openJournalOf(parts, row.slot, client, of), { clientId, life }, lost);
	const bell = new Bell(row.database);
	const open = new OpenStore({
		store,
		vault,
		journal: steady,
		bell,
		clientId,
		deviceId: row.deviceId,
		now,
		newId,
		spares: sparesInOrder(parts.dropCaches)
	});
	await open.position();
	if ((await open.stateIfAny()) === null)
		open.lastState = (await stateBeside(parts, open, row.slot)) ?? nothingKnown(row);
	const back = await putBack(open, await open.journal.entries());
	const changes = back + (await bringFromOtherNames(open));
	if (changes > 0) report({ code: 'put-back', at: open.now(), facts: { changes } });
	if (journal === null && !row.toldNoJournal) report({ code: 'journal-missing', at: open.now(), facts: {} });
	await topUp(open);
	return open;
}

/** Both copies are gone (F): who it is stands in the list of people, and all else is for the server to say. */
function nothingKnown({ personId, name, council }: PersonRow): StoreState {
	const me: Person = {
		id: personId,
		username: '',
		name,
		grants: [],
		team: null,
		status: 'active',
		until: null,
		permVer: 0
	};
	const server = { epoch: null, serverEpoch: null, ackedN: 0, durableN: 0, permVer: 0 };
	return { me, council, ...server, offlineUntil: null, sentAt: null };
}

async function openJournalOf(
	parts: TabletParts,
	slot: string,
	clientId: string,
	life: string
): Promise<Journal | null> {
	if (!parts.journals.isPossible) return null;
	try {
		return await parts.journals.open(slot, clientId, sessionIn(life, toHex(randomBytes(8))));
	} catch {
		// A private window, or no room: the store alone must do, and the person is told.
		return null;
	}
}

/** A crash between the two copies left the journal one short; then what no backup needs any more is let go (W7). */
async function topUp(open: OpenStore): Promise<void> {
	// A tab may have ended since the first look, and what it noted goes with its file.
	const entries = await open.journal.entries();
	await putBack(open, entries);
	const held = new Set(entries.filter(({ life = open.life }) => life === open.life).map(({ n }) => n));
	for (const { n, sealed } of await open.store.outbox()) if (!held.has(n)) await open.journal.append(n, sealed);
	// Under a cloned name the server may hold numbers that are another tablet's, and waiting here.
	await open.journal.compact(await noLongerNeeded(open, entries));
}

/** What a backup of the server holds; but what attaches a file that was not sent stays, so that its loss would be told. */
async function noLongerNeeded(open: OpenStore, entries: readonly JournalEntry[]): Promise<number> {
	const state = await open.stateIfAny();
	const unsent = (await open.store.files()).filter(({ sent }) => sent === 0).map(({ id }) => id);
	if (unsent.length === 0) return backedUpN(state);
	for (const entry of entries) {
		if (!isBackedUp(state, entry)) continue;
		const { change } = await open.openOutbox(entry);
		if (unsent.some((id) => attaches(change, id))) return Math.min(backedUpN(state), change.n - 1);
	}
	return backedUpN(state);
}

const keysBeside = z.looseObject({ row: z.looseObject({ slot: z.string() }), state: z.string() });

/** The wrapped keys and what the tablet knew of its person lie beside the journal too (S8). */
export async function writeKeysBeside(parts: TabletParts, row: PersonRow, open: OpenStore): Promise<void> {
	if (!parts.journals.isPossible) return;
	await open.position();
	const { state } = await open.sealState(await open.state());
	await parts.journals.writeKeys(row.slot, JSON.stringify({ row, state: toBase64(state) }));
}

async function stateBeside(parts: TabletParts, open: OpenStore, slot: string): Promise<StoreState | null> {
	const text = parts.journals.isPossible ? await parts.journals.readKeys(slot) : null;
	if (text === null) return null;
	try {
		return await open.openState(fromBase64(keysBeside.parse(JSON.parse(text)).state));
	} catch {
		// Torn or of another key: as good as not there, and no reason to keep a person from their work.
		return null;
	}
}

/** People whom the browser forgot with its IndexedDB, found again by the keys beside their journals. */
export async function findForgotten(parts: TabletParts, known: readonly PersonRow[]): Promise<readonly PersonRow[]> {
	if (!parts.journals.isPossible) return [];
	const found: PersonRow[] = [];
	for (const slot of await parts.journals.slots()) {
		if (known.some((row) => row.slot === slot)) continue;
		const text = await parts.journals.readKeys(slot);
		if (text === null) continue;
		const parsed = keysBeside.safeParse(JSON.parse(text));
		if (parsed.success) found.push(parsed.data.row as unknown as PersonRow);
	}
	return found;
}
