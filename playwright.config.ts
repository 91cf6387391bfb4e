import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './tests/findChromium.ts';

const executablePath = findChromium();

export default defineConfig({
	testDir: 'tests/e2e',
	globalSetup: './tests/e2e/inventMarchbrook.ts',
	// Each file has a server, a store and profiles of its own; within a file one test follows another.
	fullyParallel: false,
	workers: 2,
	timeout: 240_000,
	expect: { timeout: 15_000 },
	reporter: 'list',
	outputDir: 'test-results',
	use: {
		locale: 'en-GB',
		timezoneId: 'Europe/London',
		// A trace is a picture of the page before and after each key: it makes a run half as long again.
		trace: process.env.TRACE === undefined ? 'off' : 'retain-on-failure',
		launchOptions: { ...(executablePath === null ? {} : { executablePath }), args: chromiumFlags }
	}
});
