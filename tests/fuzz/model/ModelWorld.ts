import type { Act, PullFault } from './acts.ts';
import type { ModelBug } from './bugs.ts';
import { ModelServer } from './ModelServer.ts';
import { ModelTablet, type Asked, type TabletParts } from './ModelTablet.ts';
import { manager, type ActName, type PullAnswer, type PushAnswer, type PushRequest } from './shapes.ts';
import { Violations } from './Violations.ts';

export type Counts = {
	changes: number;
	restores: number;
	revocations: number;
	lostAnswers: number;
	kills: number;
	crashes: number;
	storesLost: number;
	forks: number;
};
type Late =
	| { readonly push: PushRequest; readonly build: 'new' | 'old' }
	| { readonly tablet: ModelTablet; readonly pull: PullAnswer };

const mostTablets = 7;

/** A server, tablets, and the network between them; acts happen to it one after the other. */
export class ModelWorld {
	readonly violations = new Violations();
	readonly server: ModelServer;
	readonly tablets: ModelTablet[] = [];
	/** Changes whose save completed (I1); and those whose page died before it could say so. */
	readonly acknowledged = new Set<number>();
	readonly begun = new Set<number>();
	readonly pushes: { readonly push: PushRequest; readonly build: 'new' | 'old' }[] = [];
	readonly counts: Counts = {
		changes: 0,
		restores: 0,
		revocations: 0,
		lostAnswers: 0,
		kills: 0,
		crashes: 0,
		storesLost: 0,
		forks: 0
	};
	readonly signedOut = new Set<number>();
	readonly #bug: ModelBug | null;
	readonly #late: Late[] = [];
	readonly #goneAt = new Map<ModelTablet, Map<number, number>>();
	#names = 0;
	#ids = 0;
	#now = 1000;

	constructor(bug: ModelBug | null) {
		this.#bug = bug;
		this.server = new ModelServer(bug, this.violations);
		const parts = this.parts();
		this.tablets.push(
			new ModelTablet(0, 'new', 0, parts),
			new ModelTablet(0, 'old', -5000, parts),
			new ModelTablet(1, 'new', 7000, parts),
			new ModelTablet(manager, 'new', 0, parts)
		);
		for (const tablet of this.tablets) this.sync(tablet, true);
	}

	parts(): TabletParts {
		return { bug: this.#bug, violations: this.violations, newName: () => (this.#names += 1) };
	}

	tabletOf(index: number): ModelTablet {
		const tablet = this.tablets[index % this.tablets.length];
		if (tablet === undefined) throw new Error('a world has tablets');
		return tablet;
	}

	happens(act: Act): void {
		this.#now += 10;
		switch (act.do) {
			case 'save':
				return this.#saves(act);
			case 'saveInTwoTabs':
				return this.#savesInTwoTabs(act);
			case 'draft': {
				const { store } = this.tabletOf(act.tablet);
				if (store.base.has(act.record)) store.drafts.set(`a/${act.field}`, act.record);
				return;
			}
			case 'sync':
				return this.#syncs(act);
			case 'pull':
				return this.pull(this.tabletOf(act.tablet), act.fault);
			case 'together':
				return this.#together(act);
			case 'arrive':
				return this.#arrives(act.which);
			case 'upload':
				return this.upload(this.tabletOf(act.tablet));
			case 'restart':
				return this.tabletOf(act.tablet).restart();
			case 'loseStore':
				return this.#losesStore(this.tabletOf(act.tablet));
			case 'signOut':
				return void this.signedOut.add(this.tabletOf(act.tablet).person);
			case 'signIn':
				return void this.signedOut.delete(this.tabletOf(act.tablet).person);
			case 'clone':
				return this.#clones(this.tabletOf(act.tablet));
			case 'revoke':
				return this.#revokes(this.tabletOf(act.tablet));
			case 'rescue':
				return this.rescue(this.tabletOf(act.tablet));
			default:
				return this.#onServer(act);
		}
	}

	#onServer(act: Exclude<Act, { tablet: number }>): void {
		const { server } = this;
		if (act.do === 'reallocate') {
			const record = server.state.records[act.record];
			if (record === undefined) return;
			server.state.records[act.record] = { ...record, auditor: 1 - record.auditor, ver: record.ver + 1 };
			this.counts.revocations += 1;
		}
		if (act.do === 'deactivate') {
			server.state.active[act.person] = false;
			this.counts.revocations += 1;
		}
		if (act.do === 'activate') server.state.active[act.person] = true;
		if (act.do === 'backup') server.backup();
		if (act.do === 'verify') server.verify();
		if (act.do === 'restore' && server.restore(act.back)) this.counts.restores += 1;
		if (act.do === 'days') server.day += act.days;
	}

	#asked(tablet: ModelTablet, record: number, act: ActName, field: number, value: number): Asked {
		this.#ids += 1;
		const id = this.#ids;
		const own = { answer: `a/${field}`, resolve: `a/${field}`, grade: `g/0/${tablet.person}`, poison: '' };
		const key = act in own ? own[act as keyof typeof own] : act === 'note' || act === 'attach' ? `${act}/${id}` : 's';
		return { id, person: tablet.person, record, act, key, value };
	}

	/** One of the records that the tablet shows; null where it shows none or does not open. */
	#recordToWorkOn(tablet: ModelTablet, which: number): number | null {
		if (tablet.isRevoked || tablet.isWiped || !tablet.opens(this.server.day)) return null;
		if (this.server.day > tablet.store.leaseUntil)
			this.violations.add('leaked', 'V6', 'a tablet opened after its lease had lapsed');
		const records = [...tablet.store.base.keys()];
		return records[which % records.length] ?? null;
	}

	#saves(act: Extract<Act, { do: 'save' }>): void {
		const tablet = this.tabletOf(act.tablet);
		const record = this.#recordToWorkOn(tablet, act.record);
		if (record === null) return;
		const asked = this.#asked(tablet, record, act.act, act.field, act.value);
		const { drafts } = tablet.store;
		if (act.crash === 'inside') drafts.set(asked.key, record);
		this.begun.add(asked.id);
		this.counts.changes += 1;
		if (tablet.save(asked, this.#now, act.crash)) this.acknowledged.add(asked.id);
		if (act.crash === 'none') return;
		this.counts.crashes += 1;
		if (act.crash === 'inside' && !drafts.has(asked.key))
			this.violations.add('lost', 'S3', 'the draft did not outlive a crash inside the save');
		if (act.crash === 'after') this.acknowledged.add(asked.id);
		tablet.restart();
	}

	#savesInTwoTabs({ tablet: index, record: which, field }: Extract<Act, { do: 'saveInTwoTabs' }>): void {
		const tablet = this.tabletOf(index);
		const record = this.#recordToWorkOn(tablet, which);
		if (record === null) return;
		const first = this.#asked(tablet, record, 'answer', field, 1);
		const second = this.#asked(tablet, record, 'answer', field + 1, 2);
		tablet.saveInTwoTabs(first, second, this.#now);
		for (const { id } of [first, second]) {
			this.acknowledged.add(id);
			this.begun.add(id);
		}
		this.counts.changes += 2;
	}

	#isCutOff(tablet: ModelTablet): boolean {
		return this.signedOut.has(tablet.person) || tablet.isWiped || tablet.isRevoked;
	}

	/** W9: tries for ever; the bug gives up. */
	#hasGivenUp(tablet: ModelTablet): boolean {
		return this.#bug === 'gives-up-after-three-tries' && tablet.failures >= 3;
	}

	#syncs(act: Extract<Act, { do: 'sync' }>): void {
		const tablet = this.tabletOf(act.tablet);
		if (this.#isCutOff(tablet) || this.#hasGivenUp(tablet)) return;
		if (act.greets) this.#greet(tablet);
		const isThrough = this.#pushAll(tablet, act);
		tablet.failures = isThrough ? 0 : tablet.failures + 1;
		if (isThrough) this.pull(tablet, act.pull);
	}

	/** A whole round on a good network. */
	sync(tablet: ModelTablet, greets: boolean): void {
		if (this.#isCutOff(tablet) || this.#hasGivenUp(tablet)) return;
		if (greets) this.#greet(tablet);
		if (this.#pushAll(tablet, { push: 'none', killedAfter: 0, batch: 50 })) this.pull(tablet, 'none');
	}

	#greet(tablet: ModelTablet): void {
		for (;;) {
			const { store } = tablet;
			const answer = this.server.hello(store.name, tablet.person);
			if (answer.revoked) return void (tablet.isRevoked = true);
			if (answer.lastN > store.counter) {
				tablet.becomeNew();
				continue;
			}
			const isRestored = store.serverEpoch !== 0 && store.serverEpoch !== answer.epoch;
			if (isRestored || answer.lastN < store.ackedN) tablet.resendAbove(answer.lastN, true);
			return tablet.noteHello(answer);
		}
	}

	#pushAll(
		tablet: ModelTablet,
		{ push: fault, killedAfter, batch }: Pick<Extract<Act, { do: 'sync' }>, 'push' | 'killedAfter' | 'batch'>
	): boolean {
		for (let turn = 0; turn < 60; turn += 1) {
			const changes = tablet.nextBatch(batch);
			if (changes.length === 0) return tablet.store.outbox.length === 0;
			const request = { epoch: tablet.store.serverEpoch, client: tablet.store.name, changes };
			const answer = this.#send(request, tablet, turn === 0 ? fault : 'none', killedAfter);
			if (answer === null || !this.#settle(tablet, answer)) return false;
		}
		return false;
	}

	#send(
		push: PushRequest,
		{ build }: ModelTablet,
		fault: Extract<Act, { do: 'sync' }>['push'],
		killedAfter: number
	): PushAnswer | null {
		if (fault === 'lost') return null;
		this.pushes.push({ push, build });
		if (fault === 'late') {
			this.#late.push({ push, build });
			return null;
		}
		if (fault === 'killed') this.counts.kills += 1;
		const answer = this.server.push(push, build, fault === 'killed' ? killedAfter : Infinity);
		if (fault === 'twice') return this.server.push(push, build);
		if (fault !== 'lost answer') return answer;
		this.counts.lostAnswers += 1;
		return null;
	}

	/** What the answer asks of the tablet; false where the round ends here. */
	#settle(tablet: ModelTablet, answer: PushAnswer): boolean {
		if ('results' in answer) this.#takes(tablet, answer.results, answer.code === 'taken' ? answer.durable : 0);
		switch (answer.code) {
			case 'taken':
				return true;
			case 'epoch':
			case 'unknown':
				this.#greet(tablet);
				return !tablet.isRevoked;
			case 'gap':
				if (tablet.resendAbove(answer.need - 1, answer.need <= tablet.store.ackedN)) return true;
				tablet.becomeNew();
				this.#greet(tablet);
				return true;
			case 'fork':
				this.counts.forks += 1;
				tablet.becomeNew();
				this.#greet(tablet);
				return true;
			case 'revoked':
				tablet.isRevoked = true;
				return false;
			default:
				return false;
		}
	}

	/** I5: a receipt for what no server ever committed. */
	#takes(tablet: ModelTablet, results: Extract<PushAnswer, { results: unknown }>['results'], durable: number): void {
		for (const { n } of results) {
			const row = tablet.store.outbox.find(({ change }) => change.n === n);
			if (row !== undefined && !this.server.committed.has(row.change.id))
				this.violations.add('lost', 'I5', `change ${row.change.id} was called sent and never committed`);
		}
		tablet.takeReceipts(results, durable);
	}

	pull(tablet: ModelTablet, fault: PullFault): void {
		for (let turn = 0; turn < 3; turn += 1) {
			if (this.#isCutOff(tablet) || fault === 'lost') return;
			if (!this.server.state.clients.has(tablet.store.name)) this.#greet(tablet);
			if (tablet.isRevoked) return;
			const answer = this.server.pull(tablet.asksPull(), tablet.person);
			if (fault === 'slow') return void this.#late.push({ tablet, pull: answer });
			if (!this.#takesPull(tablet, answer)) return;
		}
	}

	/** W5, I4: what was told to be gone stays gone, and no record goes back in time. */
	#takesPull(tablet: ModelTablet, answer: PullAnswer): boolean {
		const before = new Map([...tablet.store.base].map(([record, { ver }]) => [record, ver]));
		const epoch = tablet.store.epoch;
		const again = tablet.takePull(answer);
		const goneAt = this.#goneAt.get(tablet) ?? new Map<number, number>();
		this.#goneAt.set(tablet, goneAt);
		for (const record of answer.gone) goneAt.set(record, Math.max(answer.seq, goneAt.get(record) ?? 0));
		for (const [record, { ver }] of tablet.store.base) {
			if (!before.has(record) && (goneAt.get(record) ?? 0) >= answer.seq)
				this.violations.add('leaked', 'I4', `record ${record} came back after it was withdrawn`);
			if (!answer.reset && epoch === answer.epoch && ver < (before.get(record) ?? 0))
				this.violations.add('diverged', 'W5', `record ${record} went back in time`);
		}
		return again;
	}

	#arrives(which: number): void {
		const [late] = this.#late.splice(which % Math.max(1, this.#late.length), 1);
		if (late === undefined) return;
		if ('push' in late) this.server.push(late.push, late.build);
		else if (!late.tablet.isWiped) this.#takesPull(late.tablet, late.pull);
	}

	/** W3: two tablets push at once, and a third pulls in between. */
	#together(act: Extract<Act, { do: 'together' }>): void {
		const [first, second, watcher] = [this.tabletOf(act.first), this.tabletOf(act.second), this.tabletOf(act.watcher)];
		this.server.versionsBefore = this.server.state.records.map(({ ver }) => ver);
		this.sync(first, false);
		if (watcher !== second) this.pull(watcher, 'none');
		if (!this.#isCutOff(second)) this.#pushAll(second, { push: 'none', killedAfter: 0, batch: 2 });
		this.server.versionsBefore = null;
	}

	/** P14: bytes stay on the tablet until a verified backup has them. */
	upload(tablet: ModelTablet): void {
		if (this.#isCutOff(tablet)) return;
		for (const [id, file] of tablet.files) {
			this.server.state.files.add(id);
			file.isSent = true;
			const isSafe = this.server.verified.files.has(id) && file.n <= tablet.store.durableN;
			if (isSafe || this.#bug === 'bytes-dropped-at-once') tablet.files.delete(id);
		}
	}

	#losesStore(tablet: ModelTablet): void {
		if (tablet.isWiped) return;
		this.counts.storesLost += 1;
		tablet.losesStore();
		// Requests do not outlive their 90 seconds, so none meets the same number of a store begun anew.
		this.#goneAt.delete(tablet);
		for (let at = this.#late.length - 1; at >= 0; at -= 1) {
			const late = this.#late[at];
			if (late !== undefined && 'tablet' in late && late.tablet === tablet) this.#late.splice(at, 1);
		}
		tablet.restart();
	}

	#clones(tablet: ModelTablet): void {
		if (tablet.isWiped || tablet.isRevoked || this.tablets.length >= mostTablets) return;
		this.tablets.push(tablet.clone(this.parts()));
	}

	#revokes(tablet: ModelTablet): void {
		const client = this.server.state.clients.get(tablet.store.name);
		if (client === undefined || tablet.person === manager) return;
		client.revoked = true;
		this.counts.revocations += 1;
	}

	/** V4: the sealed outbox goes first, then nothing is left to read. */
	rescue(tablet: ModelTablet): void {
		if (!tablet.isRevoked || tablet.isWiped) return;
		const { store } = tablet;
		const held = [...store.kept, ...store.outbox].map(({ change }) => change);
		if (this.#bug !== 'wiped-before-rescue') {
			for (const id of tablet.files.keys()) this.server.state.files.add(id);
			this.server.rescue(store.name, held);
		}
		tablet.isWiped = true;
		store.base.clear();
		store.outbox = [];
		store.kept = [];
		tablet.journal = [];
		tablet.files.clear();
	}
}
