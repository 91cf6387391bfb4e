import type { Person } from '#lib/domain/access/Person.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { recordChange, type Intent } from '#lib/device/store/recordChange.ts';
import { viewRecord, type RecordView } from '#lib/device/store/viewRecord.ts';
import { Violations } from '../model/Violations.ts';
import type { EngineAct } from './acts.ts';
import type { Disk, StoreKind } from './Disk.ts';
import type { EngineServer } from './EngineServer.ts';
import { EngineTablet } from './EngineTablet.ts';
import { argsOf } from './argsOf.ts';
import { listenFor } from './judgeAnswer.ts';
import { PageGone, type Page } from './Page.ts';
import { Timers } from './Timers.ts';

export type EngineCounts = {
	changes: number;
	kills: number;
	deaths: number;
	restores: number;
	revocations: number;
	storesLost: number;
	forks: number;
	lostAnswers: number;
};
const mostTablets = 6;

/** Ada's two tablets, Cora's, and what befalls them. */
export class EngineWorld {
	readonly server: EngineServer;
	readonly timers = new Timers();
	readonly violations = new Violations();
	readonly tablets: EngineTablet[] = [];
	/** Changes whose save was answered "saved", and those whose page died first. */
	readonly acknowledged = new Set<string>();
	readonly begun = new Set<string>();
	readonly counts: EngineCounts = {
		changes: 0,
		kills: 0,
		deaths: 0,
		restores: 0,
		revocations: 0,
		storesLost: 0,
		forks: 0,
		lostAnswers: 0
	};
	/** Rounds that wait for an answer on its way. */
	readonly #open: Promise<unknown>[] = [];

	private constructor(server: EngineServer) {
		this.server = server;
	}

	static async of(server: EngineServer, disks: readonly Disk[], kind: StoreKind): Promise<EngineWorld> {
		await server.beginsAgain();
		const world = new EngineWorld(server);
		const { ada, cora } = server.cast;
		for (const [index, person] of [ada, ada, cora].entries()) {
			const disk = await must(disks[index], 'a tablet that was set up').copy(index === 0 ? kind : 'memory');
			world.tablets.push(world.tablet(person, disk));
		}
		must(world.tablets[1], 'the second').clockOff = -3 * 60 * 60_000;
		must(world.tablets[2], 'the third').clockOff = 9 * 60_000;
		return world;
	}

	tablet(person: Person, disk: Disk): EngineTablet {
		const listen = (path: string) => listenFor(this, person, path);
		return new EngineTablet(person, disk, { server: this.server, timers: this.timers, listen });
	}

	#tabletOf(index: number): EngineTablet {
		return must(this.tablets[index % this.tablets.length], 'a tablet');
	}

	async happens(act: EngineAct): Promise<void> {
		this.server.clock.now += 1000;
		try {
			await this.#happens(act);
		} catch (error) {
			if (!(error instanceof PageGone)) throw error;
			this.counts.deaths += 1;
		}
	}

	async #happens(act: EngineAct): Promise<void> {
		switch (act.do) {
			case 'save':
				return this.#saves(act);
			case 'burst':
				return this.#bursts(act);
			case 'sync':
				return this.#syncs(act.tablet, act.tab);
			case 'fault': {
				if (act.fault === 'server killed') this.counts.kills += 1;
				if (act.fault === 'lost answer') this.counts.lostAnswers += 1;
				this.#tabletOf(act.tablet).faults.push(act);
				return;
			}
			case 'arrive':
				return this.#arrives();
			case 'wait':
				return this.#waits(act.minutes);
			default:
				return this.#befalls(act);
		}
	}

	async #befalls(
		act: Exclude<EngineAct, { do: 'save' | 'burst' | 'sync' | 'fault' | 'arrive' | 'wait' }>
	): Promise<void> {
		if (!('tablet' in act)) return this.#onServer(act);
		const tablet = this.#tabletOf(act.tablet);
		if (act.do === 'goOffline') tablet.hasSignal = false;
		if (act.do === 'comeBack') {
			tablet.hasSignal = true;
			await this.#syncs(act.tablet, 0);
		}
		if (act.do === 'restart') tablet.closes();
		if (act.do === 'loseStore') {
			this.counts.storesLost += 1;
			// Found gone when the browser starts again. Under an open page: sync.test.ts.
			tablet.closes();
			tablet.disk.losesStore();
		}
		if (act.do === 'signOut') this.server.signedOut.add(tablet.person.id);
		if (act.do === 'signIn') this.server.signedOut.delete(tablet.person.id);
		if (act.do === 'clone' && this.tablets.length < mostTablets) {
			this.counts.forks += 1;
			this.tablets.push(this.tablet(tablet.person, await tablet.disk.copy('memory')));
		}
	}

	async #onServer(act: Extract<EngineAct, { do: 'reallocate' | 'deactivate' | 'activate' | 'backup' | 'restore' }>) {
		const { server } = this;
		const { ada, cora } = server.cast;
		if (act.do === 'backup') await server.backsUp();
		if (act.do === 'restore' && (await server.isRestored(act.back))) this.counts.restores += 1;
		if (act.do === 'deactivate' || act.do === 'activate')
			await server.setsActive(act.person === 0 ? ada : cora, act.do === 'activate');
		if (act.do === 'reallocate') {
			const audit = must(server.audits[act.audit], 'an audit');
			const holder = await this.holderOf(audit);
			if (await server.givesTo(audit, holder === ada.id ? cora : ada)) this.counts.revocations += 1;
		}
	}

	async holderOf(audit: RecordRef): Promise<string | null> {
		const row = await this.server.database.db
			.selectFrom('record')
			.select('auditor_id')
			.where('kind', '=', 'audit')
			.where('id', '=', audit.id)
			.executeTakeFirst();
		return row?.auditor_id ?? null;
	}

	async #saves(act: Extract<EngineAct, { do: 'save' }>): Promise<void> {
		const tablet = this.#tabletOf(act.tablet);
		const page = await tablet.page(act.tab);
		const shown = await this.#shown(page, act.audit);
		if (shown === null) return;
		const { audit, view } = shown;
		const made = argsOf(act, view.record, tablet.person.id);
		if (made === null) return;
		page.diesAt = act.death;
		await this.#records(page, { ...made, id: crypto.randomUUID(), at: page.open.now(), record: audit });
		page.diesAt = null;
	}

	/** The audit that is meant, or the other where the tablet shows only that. */
	async #shown(page: Page, which: number): Promise<{ audit: RecordRef; view: RecordView } | null> {
		for (const index of [which, 1 - which]) {
			const audit = must(this.server.audits[index], 'an audit');
			const view = await viewRecord(page.open, audit);
			if (view !== null) return { audit, view };
		}
		return null;
	}

	/** In the order they were tapped, as the saver of a page hands them on. */
	async #bursts(act: Extract<EngineAct, { do: 'burst' }>): Promise<void> {
		const page = await this.#tabletOf(act.tablet).page();
		const shown = await this.#shown(page, act.audit);
		if (shown === null) return;
		const { audit, view } = shown;
		const taps = Array.from({ length: act.taps }, (_, value) =>
			argsOf({ ...act, act: 'answer.set', field: act.field + value, value }, view.record, '')
		);
		const at = page.open.now();
		await Promise.all(
			taps.map(async (tap) => {
				if (tap !== null) await this.#records(page, { ...tap, id: crypto.randomUUID(), at, record: audit });
			})
		);
	}

	async #records(page: Page, intent: Intent): Promise<void> {
		this.begun.add(intent.id);
		try {
			const saved = await recordChange(page.open, intent);
			if (page.isDead || !saved.ok) return;
			this.acknowledged.add(intent.id);
			this.counts.changes += 1;
			page.runner.saved();
		} catch (error) {
			if (error instanceof PageGone || page.isDead) this.counts.deaths += 1;
			else if (!isPatient(error)) throw error;
		}
	}

	async #syncs(index: number, tab: number): Promise<void> {
		const tablet = this.#tabletOf(index);
		const page = await tablet.page(tab);
		const round = page.runner.round().catch((error: unknown) => {
			if (!page.isDead && !isPatient(error)) throw error;
		});
		if (!tablet.faults.some(({ fault }) => fault === 'held') && tablet.held.length === 0) return void (await round);
		const isThrough = await Promise.race([round.then(() => true), tablet.untilHeld()]);
		if (!isThrough) this.#open.push(round);
	}

	/** Everything on its way comes at last, the oldest first; so does what a round asks next and is held up with again. */
	async #arrives(): Promise<void> {
		const through = Promise.all(this.#open.splice(0)).then(() => true);
		do for (const tablet of this.tablets) for (const letGo of tablet.held.splice(0)) letGo();
		while (!(await Promise.race([through, ...this.tablets.map((tablet) => tablet.untilHeld())])));
	}

	async #waits(minutes: number): Promise<void> {
		this.server.clock.now += minutes * 60_000;
		for (const tablet of this.tablets) await tablet.page();
		const passed = this.timers.pass(minutes * 60_000);
		await Promise.race([passed, ...this.tablets.map((tablet) => tablet.untilHeld())]);
		this.#open.push(passed);
	}

	/** The network is good, everyone is there, and time passes: nothing is asked of anyone but to wait. */
	async comesToRest(): Promise<void> {
		await this.#arrives();
		this.server.signedOut.clear();
		for (const person of [this.server.cast.ada, this.server.cast.cora]) await this.server.setsActive(person, true);
		for (const tablet of this.tablets) {
			tablet.hasSignal = true;
			tablet.faults.length = 0;
			for (const page of tablet.pages.slice(1)) page.dies();
		}
		for (let round = 0; round < 4; round += 1) {
			await this.#waits(16);
			await this.#arrives();
		}
	}
}

/** A store that was wiped waits for its next pull before it takes a save: the person is told so, and tries again. */
function isPatient(error: unknown): boolean {
	return error instanceof Error && /not here yet|the state of the store/.test(error.message);
}
