/** Others, and the floor, saving the same change. Each opens a store of its own that is deleted when it closes. */
import { Dexie } from 'dexie';
import PouchDB from 'pouchdb-browser';
import { createRxDatabase } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { openPlainStore, put } from './plainStore.js';

const unique = (name) => `${name}${crypto.randomUUID().replaceAll('-', '')}`;

async function floor(changes) {
	const database = await openPlainStore(unique('floor'));
	// The least: the bytes that Dipper's sealed change has (a byte, 12 of IV, 16 of tag), once, and nothing read.
	const bytes = changes.map((change) =>
		new TextEncoder().encode(`${JSON.stringify({ change, receipt: null })}${' '.repeat(29)}`)
	);
	return { save: (at) => put(database, 'strict', at, bytes[at]), close: async () => database.close() };
}

async function pouch(changes) {
	const database = new PouchDB(unique('pouch'));
	return { save: (at) => database.put({ _id: changes[at].id, change: changes[at] }), close: () => database.destroy() };
}

const schema = {
	version: 0,
	primaryKey: 'id',
	type: 'object',
	properties: {
		id: { type: 'string', maxLength: 40 },
		n: { type: 'number' },
		at: { type: 'string' },
		name: { type: 'string' },
		record: { type: 'object' },
		args: { type: 'object' },
		base: { type: 'number' },
		tpl: { type: 'object' },
		h: { type: 'string' }
	}
};
async function rx(changes) {
	const database = await createRxDatabase({ name: unique('rx').toLowerCase(), storage: getRxStorageDexie() });
	const { changes: table } = await database.addCollections({ changes: { schema } });
	return { save: (at) => table.insert(changes[at]), close: () => database.remove() };
}

const dexie = (options) => async (changes) => {
	const database = new Dexie(unique('dexie'), options);
	database.version(1).stores({ changes: 'n' });
	return { save: (at) => database.changes.add(changes[at]), close: () => database.delete() };
};

window.peers = {
	floor,
	pouch,
	rx,
	dexie: dexie({}),
	dexieStrict: dexie({ chromeTransactionDurability: 'strict' })
};
