import adapter from '@sveltejs/adapter-node';
import { injectManifest } from 'workbox-build';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * adapter-node compresses and records the client files while it runs, so the app shell and the
 * precache list have to be in place before it starts.
 */
function adapterWithAppShell() {
	const inner = adapter({ precompress: true });
	return {
		...inner,
		/** @param {import('@sveltejs/kit').Builder} builder */
		async adapt(builder) {
			const client = path.resolve(builder.getClientDirectory());
			await builder.generateFallback(path.join(client, 'shell.html'));
			const worker = path.join(client, 'service-worker.js');
			const { count, size, warnings } = await injectManifest({
				swSrc: worker,
				swDest: worker,
				globDirectory: client,
				globPatterns: ['shell.html', '_app/**/*.{js,css,wasm}', 'icons/*', 'manifest.webmanifest'],
				dontCacheBustURLsMatching: /_app\/immutable\//,
				maximumFileSizeToCacheInBytes: 4 * 1024 * 1024
			});
			for (const warning of warnings) builder.log.warn(warning);
			builder.log.minor(`precache: ${count} files, ${size} bytes`);
			await inner.adapt(builder);
		}
	};
}

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
// This file is read more than once in one build, and client and server must agree on the name.
const build = (process.env.DIPPER_BUILD ??= createHash('sha256').update(String(Date.now())).digest('hex').slice(0, 8));

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapterWithAppShell(),
		version: { name: `${version}+${build}`, pollInterval: 0 },
		paths: { relative: false },
		serviceWorker: { register: false },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				// Argon2id on the tablet is WebAssembly.
				'script-src': ['self', 'wasm-unsafe-eval'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'worker-src': ['self'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	}
};
