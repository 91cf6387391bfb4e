/** IndexedDB with nothing around it. */
export function openPlainStore(name) {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(name, 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error);
	});
}

export function put(database, durability, key, value) {
	return new Promise((resolve, reject) => {
		const transaction = database.transaction('rows', 'readwrite', { durability });
		transaction.objectStore('rows').put(value, key);
		transaction.oncomplete = () => resolve(undefined);
		transaction.onerror = () => reject(transaction.error);
		transaction.onabort = () => reject(transaction.error);
	});
}
