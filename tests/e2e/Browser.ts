import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromiumFlags, findChromium } from '../findChromium.ts';

export const sizes = {
	phone: { width: 390, height: 844 },
	tablet: { width: 820, height: 1180 },
	desktop: { width: 1440, height: 900 }
} as const;
export type Size = keyof typeof sizes;

/** A browser with a profile of its own on the disk, that can be closed, killed, and opened again as it was left. */
export class Device {
	readonly profile: string;
	readonly #size: Size;
	#context: BrowserContext | null = null;

	constructor(size: Size, profile = mkdtempSync(path.join(tmpdir(), 'dipper-profile-'))) {
		this.#size = size;
		this.profile = profile;
	}

	/** `offline`: opened where there is no signal, so that not one request of the start reaches anywhere. */
	async open({ offline = false }: { offline?: boolean } = {}): Promise<Page> {
		const executablePath = findChromium();
		this.#context = await chromium.launchPersistentContext(this.profile, {
			...(executablePath === null ? {} : { executablePath }),
			args: chromiumFlags,
			viewport: sizes[this.#size],
			hasTouch: this.#size !== 'desktop',
			locale: 'en-GB',
			timezoneId: 'Europe/London',
			colorScheme: 'light',
			offline
		});
		const page = this.#context.pages()[0] ?? (await this.#context.newPage());
		page.setDefaultTimeout(20_000);
		return page;
	}

	/** The page that is open. */
	get page(): Page {
		const [page] = this.#context?.pages() ?? [];
		if (page === undefined) throw new Error('no page is open');
		return page;
	}

	async goesOffline(): Promise<void> {
		await this.#context?.setOffline(true);
	}

	async comesBack(): Promise<void> {
		await this.#context?.setOffline(false);
	}

	async close(): Promise<void> {
		await this.#context?.close();
		this.#context = null;
	}

	/** SIGKILL for every process of this browser and no other's: they are known by their profile. */
	async kill(): Promise<void> {
		const context = this.#context;
		this.#context = null;
		for (const id of this.#processes()) killNow(id);
		await context?.close().catch(() => undefined);
		for (let tries = 0; tries < 50 && this.#processes().length > 0; tries += 1) {
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}

	async throwAway(): Promise<void> {
		await this.close();
		rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}

	/** Every file of the profile in which any of these byte strings stands. */
	filesWith(needles: readonly Buffer[]): string[] {
		return walk(this.profile).filter((file) => {
			const bytes = readFileSync(file);
			return needles.some((needle) => bytes.includes(needle));
		});
	}

	#processes(): number[] {
		const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 }).split('\n');
		return lines.filter((line) => line.includes(this.profile)).map((line) => Number(line.trim().split(/\s+/)[0]));
	}
}

function killNow(id: number): void {
	try {
		process.kill(id, 'SIGKILL');
	} catch (error) {
		// It had ended by itself between the list and the kill.
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

function walk(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const place = path.join(folder, name);
		const found = statSync(place, { throwIfNoEntry: false });
		if (found === undefined) return [];
		return found.isDirectory() ? walk(place) : found.isFile() ? [place] : [];
	});
}
