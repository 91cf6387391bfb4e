/** Others, and the floor, over the same link. Each sends the same changes, one document each, and fetches the same audits. */
import PouchDB from 'pouchdb-browser';
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

const unique = (name) => `${name}${crypto.randomUUID().replaceAll('-', '')}`;
const json = { 'Content-Type': 'application/json' };
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** As the tablet backs off: a second, then twice as long each time, up to a minute. */
async function untilDone(attempt) {
	for (let failures = 0; ; failures += 1) {
		try {
			return await attempt();
		} catch {
			await wait(Math.min(60_000, 1_000 * 2 ** Math.min(failures, 5)));
		}
	}
}

/** `batch_size` 100 is the default; the largest that its documentation speaks of is its best here. */
const pouch = (options) => async (docs) => {
	const local = new PouchDB(unique('pouch'));
	await local.bulkDocs(docs.map((change) => ({ _id: change.id, change })));
	return {
		async send() {
			await untilDone(() => local.replicate.to(`${location.origin}/peer/pouch/day`, options));
		},
		close: () => local.destroy()
	};
};

const schema = {
	version: 0,
	primaryKey: 'id',
	type: 'object',
	properties: { id: { type: 'string', maxLength: 40 }, body: { type: 'object' } }
};

async function rxCollection() {
	const database = await createRxDatabase({ name: unique('rx'), storage: getRxStorageDexie() });
	const { changes } = await database.addCollections({ changes: { schema } });
	return { database, changes };
}

const rx = (batchSize) => async (docs) => {
	const { database, changes } = await rxCollection();
	await changes.bulkInsert(docs.map((change) => ({ id: change.id, body: change })));
	return {
		async send() {
			const replication = replicateRxCollection({
				collection: changes,
				replicationIdentifier: 'day',
				live: false,
				retryTime: 1_000,
				push: {
					batchSize,
					async handler(rows) {
						const answer = await fetch('/peer/rx/push', { method: 'POST', headers: json, body: JSON.stringify(rows) });
						return answer.json();
					}
				}
			});
			await replication.awaitInitialReplication();
		},
		close: () => database.remove()
	};
};

/** One request with everything in it, again until it is answered: the least that the same bytes cost. */
async function floor(docs) {
	const body = JSON.stringify(docs);
	return {
		send: () =>
			untilDone(async () => {
				const answer = await fetch('/peer/floor', { method: 'POST', headers: json, body });
				if (!answer.ok) throw new Error(String(answer.status));
			}),
		close: async () => undefined
	};
}

function plainTable() {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(unique('floor'), 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore('audits', { keyPath: 'id' });
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error);
	});
}

async function floorFiller() {
	const database = await plainTable();
	return {
		async fill() {
			const audits = await (await fetch('/peer/audits')).json();
			await new Promise((resolve, reject) => {
				const writing = database.transaction('audits', 'readwrite', { durability: 'strict' });
				for (const audit of audits) writing.objectStore('audits').put(audit);
				writing.oncomplete = resolve;
				writing.onerror = () => reject(writing.error);
			});
			return audits.length;
		},
		close: async () => database.close()
	};
}

const pouchFiller = (options) => async () => {
	const local = new PouchDB(unique('pouch'));
	return {
		async fill() {
			const { docs_written: written } = await local.replicate.from(`${location.origin}/peer/pouch/audits`, options);
			return written;
		},
		close: () => local.destroy()
	};
};

const rxFiller = (batchSize) => async () => {
	const { database, changes } = await rxCollection();
	return {
		async fill() {
			const replication = replicateRxCollection({
				collection: changes,
				replicationIdentifier: 'audits',
				live: false,
				pull: {
					batchSize,
					async handler(checkpoint, size) {
						const from = checkpoint?.from ?? 0;
						const documents = await (await fetch(`/peer/rx/pull?from=${from}&size=${size}`)).json();
						return { documents, checkpoint: { from: from + documents.length } };
					}
				}
			});
			await replication.awaitInitialReplication();
			return (await changes.count().exec()) ?? 0;
		},
		close: () => database.remove()
	};
};

window.senders = {
	floor,
	pouch: pouch({}),
	pouchBest: pouch({ batch_size: 1000, batches_limit: 4 }),
	rx: rx(100),
	rxBest: rx(1000)
};
window.fillers = {
	floor: floorFiller,
	pouch: pouchFiller({}),
	pouchBest: pouchFiller({ batch_size: 1000, batches_limit: 4 }),
	rx: rxFiller(100),
	rxBest: rxFiller(500)
};
