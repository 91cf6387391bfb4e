const store = 'canary';

/** Writes a word, closes, opens again and reads it: false, or a refusal, where the browser only pretends to keep things. */
export async function keepCanary(name = 'dipper-canary'): Promise<boolean> {
	const word = crypto.randomUUID();
	await inDatabase(name, 'readwrite', (words) => words.put(word, 1));
	const found = await inDatabase(name, 'readonly', (words) => words.get(1));
	await asPromise(indexedDB.deleteDatabase(name));
	return found === word;
}

async function inDatabase<Value>(
	name: string,
	mode: IDBTransactionMode,
	work: (words: IDBObjectStore) => IDBRequest<Value>
): Promise<Value> {
	const opening = indexedDB.open(name, 1);
	opening.onupgradeneeded = () => void opening.result.createObjectStore(store);
	const database = await asPromise(opening);
	try {
		const writing = database.transaction(store, mode, { durability: 'strict' });
		const answer = asPromise(work(writing.objectStore(store)));
		await Promise.all([answer, completed(writing)]);
		return await answer;
	} finally {
		database.close();
	}
}

function asPromise<Value>(request: IDBRequest<Value>): Promise<Value> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('refused'));
	});
}

function completed(writing: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		writing.oncomplete = () => resolve();
		writing.onabort = () => reject(writing.error ?? new Error('refused'));
	});
}
