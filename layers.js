// The one table of who may import whom (docs/architecture.md). ESLint's rules and the test that
// plants a forbidden import across every border are both written from it.

/** @typedef {{ mayImport: string[], neverPackages: string[] }} Layer */

/** @type {Record<string, Layer>} */
export const layers = {
	domain: {
		mayImport: [],
		neverPackages: [
			'dexie',
			'kysely',
			'svelte',
			'svelte/*',
			'node:*',
			'$app/*',
			'pg',
			'lucia',
			'hash-wasm',
			'@node-rs/*',
			'fflate',
			'saxes'
		]
	},
	protocol: {
		mayImport: ['domain'],
		neverPackages: ['dexie', 'kysely', 'svelte', 'svelte/*', 'node:*', '$app/*', 'pg', 'lucia']
	},
	device: {
		mayImport: ['domain', 'protocol'],
		neverPackages: ['kysely', 'node:*', 'pg', 'lucia', '@node-rs/*']
	},
	server: {
		mayImport: ['domain', 'protocol'],
		neverPackages: ['svelte', 'svelte/*', 'dexie', '$app/*', 'hash-wasm']
	},
	ui: {
		mayImport: ['domain'],
		neverPackages: ['kysely', 'dexie', 'node:*', 'pg', 'lucia', '@node-rs/*']
	}
};

/** What domain may not even name: it is given the time, ids and chance as arguments. */
export const domainGlobals = [
	'crypto',
	'window',
	'document',
	'fetch',
	'localStorage',
	'indexedDB',
	'process',
	'setTimeout',
	'setInterval'
];
