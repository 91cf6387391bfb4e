import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Device } from '../../e2e/Browser.ts';
import { DipperServer } from '../../e2e/DipperServer.ts';
import { auditId, fillStore } from '../../bench/benchStore.ts';
import { setUpTablet } from '../../bench/tablet.ts';
import { copyWithoutJournal } from './profileFaults.ts';
import { openSection, questions, untilSent, type Given } from './sectionAtWork.ts';

/** One auditor, one audit of 120 questions, the built server and one profile on the disk: what faults are tried on. */
export class Rig {
	readonly server: DipperServer;
	readonly tablet: Device;
	/** Every answer that the tablet kept, in order: what has to stand in the office's history, each once. */
	readonly ledger: Given[] = [];

	private constructor(server: DipperServer, tablet: Device) {
		this.server = server;
		this.tablet = tablet;
	}

	static async open(): Promise<Rig> {
		const server = await DipperServer.with((database) => fillStore(database, [{ questions, count: 1 }]));
		const rig = new Rig(server, new Device('tablet'));
		await setUpTablet(await rig.tablet.open(), server.origin);
		// Closed once as a person closes it, so that the sign-in is on the disk too.
		await rig.tablet.close();
		return rig;
	}

	address(section: string): string {
		return `${this.server.origin}/audits/${auditId(questions, 0)}/${section}`;
	}

	/** Starts the browser and opens the section cold. Offline, so that every change stays where it can be counted. */
	async start(section: string, { offline = true } = {}): Promise<{ page: Page; took: number; waiting: number }> {
		const page = await this.tablet.open({ offline });
		return { page, ...(await openSection(page, this.address(section), section)) };
	}

	/** With signal: opens the section, waits until all is sent, and closes the browser. */
	async send(section: string): Promise<void> {
		const { page } = await this.start(section, { offline: false });
		await untilSent(page);
		await this.tablet.close();
	}

	/** What a build without the journal would show of the same files: how many changes still wait there. */
	async waitingWithoutJournal(section: string): Promise<number> {
		const copy = new Device('tablet', mkdtempSync(path.join(tmpdir(), 'dipper-copy-')));
		copyWithoutJournal(this.tablet.profile, copy.profile);
		try {
			const page = await copy.open({ offline: true });
			await page.goto(this.address(section));
			await page.locator('#passphrase, #username, h1').first().waitFor();
			// Where the store is gone, so are the people of this tablet: there is nothing to unlock.
			if (new URL(page.url()).pathname !== '/unlock' && !(await page.locator('#passphrase').isVisible())) return 0;
			return (await openSection(page, this.address(section), section)).waiting;
		} catch (error) {
			if (error instanceof Error && error.name === 'TimeoutError') return 0;
			throw error;
		} finally {
			await copy.throwAway();
		}
	}

	/** The office's history of this audit's answers, in the order in which it took them. */
	async history(): Promise<Given[]> {
		return this.server.look(async ({ db }) => {
			const rows = await db
				.selectFrom('record_history')
				.select(['key', 'value'])
				.where('id', '=', auditId(questions, 0))
				.where('name', '=', 'answer.set')
				.orderBy('log_seq')
				.execute();
			return rows.map(({ key, value }) => ({
				question: key.replace('answer/', ''),
				value: JSON.parse(value) as string
			}));
		});
	}

	async end(): Promise<void> {
		await this.tablet.throwAway();
		await this.server.end();
	}
}
