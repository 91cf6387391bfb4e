import { availableParallelism } from 'node:os';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumFlags, findChromium } from './tests/findChromium.ts';

const chromium = findChromium();
/** What is pure: no module of it keeps anything, so that its tests can share what was loaded once. */
const pure = ['src/lib/{domain,protocol,ui}/**/*.test.ts'];
// On two processors Vitest would keep to one worker, and half of the machine would look on.
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
	plugins: [sveltekit()],
	server: { host: '127.0.0.1' },
	worker: { format: 'es' },
	test: {
		expect: { requireAssertions: true },
		projects: [
			{
				extends: true,
				test: {
					name: 'pure',
					environment: 'node',
					include: pure,
					exclude: ['src/**/*.svelte.test.ts'],
					isolate: false,
					maxWorkers,
					testTimeout: 240_000
				}
			},
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					globalSetup: ['tests/startPostgres.ts'],
					include: ['src/**/*.test.ts', 'tests/{fuzz,layers,scenarios}/**/*.test.ts', 'tests/*.test.ts'],
					exclude: ['src/**/*.svelte.test.ts', ...pure],
					maxWorkers,
					// Against what hangs, not against a busy machine: inventing a council takes a minute beside three other things.
					testTimeout: 240_000,
					hookTimeout: 240_000
				}
			},
			{
				extends: true,
				optimizeDeps: {
					include: [
						'vitest-browser-svelte',
						'axe-core',
						'dexie',
						'hash-wasm',
						'zod',
						'zod/mini',
						'fflate',
						'saxes',
						'svelte',
						'svelte/internal/client'
					]
				},
				test: {
					name: 'ui',
					include: ['src/**/*.svelte.test.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000,
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						viewport: { width: 820, height: 1180 },
						provider: playwright({
							launchOptions: {
								...(chromium === null ? {} : { executablePath: chromium }),
								args: chromiumFlags
							}
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
