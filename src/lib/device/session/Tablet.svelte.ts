import { createContext } from 'svelte';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { instantAt } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { usualTabletRules, type TabletRules } from '#lib/domain/tablets/TabletRules.ts';
import type { Directive } from '#lib/protocol/hello.ts';
import { Departures, wipeWanted, type Departure } from '../rescue/Departures.ts';
import { introduce, keepForTelling } from '../rescue/introduce.ts';
import { makeRescueFile, rescuePerson, type RescueEnd, type RescueFile } from '../rescue/rescuePerson.ts';
import type { PersonRow } from '../store/People.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { Saved } from '../store/recordChange.ts';
import type { Incident, RoundEnd } from '../sync/SyncParts.ts';
import { EvidenceProgress } from '../evidence/EvidenceProgress.svelte.ts';
import { EvidenceRunner } from '../evidence/EvidenceRunner.ts';
import { SyncRunner } from '../sync/SyncRunner.ts';
import { SyncStatus } from '../sync/SyncStatus.svelte.ts';
import type { Editors } from '../update/AppUpdate.svelte.ts';
import { clampMinutes, type LockReason } from '../vault/IdleLock.ts';
import type { PassphraseProblem } from '../vault/passphrase.ts';
import { wipe, type Bytes } from '../vault/bytes.ts';
import { noTries } from '../vault/tries.ts';
import type { TabletCheck } from './checkTablet.ts';
import { openPerson, writeKeysBeside } from './openPerson.ts';
import { noteClock, openUnderLease } from './openUnderLease.ts';
import { PeopleOnTablet, type PersonOnTablet } from './PeopleOnTablet.svelte.ts';
import { setUpPerson, type SetUpInput, type SetUpProblem, type SetUpProgress } from './setUpPerson.ts';
import { keepShareWrap } from './signedInOpening.ts';
import { TabletLists } from './TabletLists.ts';
import { TabletLock } from './TabletLock.ts';
import { browserParts, type TabletParts } from './TabletParts.ts';
import { rewrapPassphrase, unwrapWithPassphrase, type UnlockProblem } from './unlocking.ts';
import { UnlockedStore } from './UnlockedStore.ts';
import { WaysIn } from './WaysIn.svelte.ts';
import { watchPage } from './watchPage.ts';

/** `warm`: locked, on a page that runs on, and a PIN opens it (SPEC.md V3). */
export type TabletState = 'starting' | 'none' | 'locked' | 'warm' | 'unlocked' | 'setting-up';
export type { PersonOnTablet } from './PeopleOnTablet.svelte.ts';
export type { SetUpProblem, SetUpProgress } from './setUpPerson.ts';
export type { UnlockProblem } from './unlocking.ts';
export type { Departure } from '../rescue/Departures.ts';
export type { RescueEnd, RescueFile } from '../rescue/rescuePerson.ts';
export type { Incident } from '../sync/SyncParts.ts';
export type {
	ActionListing,
	AuditListing,
	DirectoryPerson,
	DirectoryTeam,
	ModerationListing
} from './UnlockedStore.ts';

export const [getTablet, setTablet] = createContext<Tablet>();

/** A lock waits for what is being saved, but not for ever. */
const flushPatience = 1_000;
/** A page that is locked and warm goes cold after so many minutes untouched. */
const warmMinutes = 15;

/** The tablet as its pages see it: who may unlock it, and, unlocked, what is on it. */
export class Tablet extends TabletLists {
	#state = $state<TabletState>('starting');
	#unlocked = $state.raw<UnlockedStore | null>(null);
	#progress = $state.raw<SetUpProgress | null>(null);
	#isPersisted = $state<boolean | null>(null);
	#incidents = $state.raw<readonly Incident[]>([]);
	#departures = $state.raw<readonly Departure[]>([]);
	#row: PersonRow | null = null;
	#parts: TabletParts | null = null;
	#unwatch: () => void = () => undefined;
	#watched = 0;
	readonly #given: Partial<TabletParts>;
	readonly #people = new PeopleOnTablet(() => this.#outside());
	readonly #lock = new TabletLock(
		(because) => void this.lock(because),
		(because) => void this.#lockHere(because, false)
	);
	/** The ways in beside the passphrase. */
	readonly ways = new WaysIn({
		outside: () => this.#outside(),
		row: () => this.#chosenRow(),
		rules: () => this.rules,
		open: (row, root) => this.#open(row, root),
		changed: (row) => this.#wrapsChanged(row),
		goCold: () => this.#goCold()
	});
	readonly #leaving = new Departures(
		() => this.#outside(),
		(departure) => void this.#onDeparture(departure),
		(incident) => this.#report(incident)
	);
	readonly sync = new SyncStatus();
	/** How far files that are being sent have come. */
	readonly files = new EvidenceProgress();

	constructor(parts: Partial<TabletParts> = {}) {
		super();
		this.#given = parts;
	}

	/** Finds out who is set up here. Once, in the browser. */
	async start(): Promise<void> {
		this.#lock.listen();
		await this.#people.find();
		this.#isPersisted = await this.#outside().isPersisted();
		if (this.#state === 'starting') this.#state = this.people.length === 0 ? 'none' : 'locked';
		void this.#leaving.askForAll();
	}

	stop(): void {
		this.#lock.stop();
		this.#unwatch();
		this.#unlocked?.close();
		this.#unlocked = null;
	}

	get state(): TabletState {
		return this.#state;
	}
	get people(): readonly PersonOnTablet[] {
		return this.#people.all;
	}
	/** Who the unlock page is for. */
	get chosen(): PersonOnTablet | null {
		return this.#people.chosen;
	}
	/** Someone else's turn ends a lock that was warm: nobody's key waits behind another's name. */
	choose(slot: string): void {
		if (this.#state === 'warm' && slot !== this.chosen?.slot) void this.#goCold();
		this.#people.choose(slot);
	}
	get setUpProgress(): SetUpProgress | null {
		return this.#progress;
	}

	/** Makes a sealed store for whoever is signed in, and fetches their work. Needs the network. */
	async setUp(input: SetUpInput): Promise<Result<void, SetUpProblem>> {
		const before = this.#state;
		this.#state = 'setting-up';
		const made = await setUpPerson(this.#outside(), input, (progress) => (this.#progress = progress), this.#report);
		this.#progress = null;
		if (!made.ok) {
			this.#state = before === 'setting-up' ? 'none' : before;
			return made;
		}
		const { row, open, root } = made.value;
		await this.#begin(row, open);
		await this.#people.read();
		this.#people.choose(row.slot);
		if (input.pin !== undefined) await this.ways.choosePinWith(row.slot, root.slice(), input.pin);
		void keepShareWrap(this.#outside(), row.slot, root);
		void this.askToPersist();
		return ok(undefined);
	}

	async unlock(passphrase: string): Promise<Result<void, UnlockProblem>> {
		const row = await this.#chosenRow();
		const root = await unwrapWithPassphrase(this.#outside(), row, passphrase);
		return root.ok ? this.#open(row, root.value) : root;
	}

	/** Drafts to the disk, key out of memory, every tab blank (SPEC.md V3). */
	async lock(because: LockReason = 'person'): Promise<void> {
		if (this.#state === 'warm') return this.#goCold();
		if (this.#unlocked === null) return;
		this.#lock.tellOthers(because);
		await this.#lockHere(because, true);
	}

	/** Whether this tablet keeps what is written: tried anew each time (SPEC.md S6). */
	check(): Promise<readonly TabletCheck[]> {
		return this.#outside().check();
	}

	/** What the council decides for its tablets. */
	get rules(): TabletRules {
		return this.#unlocked?.open.lastState?.rules ?? usualTabletRules;
	}

	async setLockMinutes(minutes: number): Promise<void> {
		if (this.#row === null) return;
		this.#row = { ...this.#row, lockMinutes: clampMinutes(minutes) };
		await this.#outside().people.update(this.#row.slot, { lockMinutes: this.#row.lockMinutes });
		this.#watchIdle();
		await this.#people.read();
	}

	async changePassphrase(old: string, fresh: string): Promise<Result<void, UnlockProblem | PassphraseProblem>> {
		const changed = await rewrapPassphrase(this.#outside(), await this.#chosenRow(), old, fresh);
		if (!changed.ok) return changed;
		await this.#wrapsChanged(changed.value);
		return ok(undefined);
	}

	/** What is open; null while locked. For sessions, not for pages. */
	get unlocked(): UnlockedStore | null {
		return this.#unlocked;
	}
	get council(): string {
		return this.#unlocked?.open.lastState?.council ?? this.chosen?.council ?? '';
	}
	/** What loading the page anew would cost now, and how to make that less. */
	readonly editors: Editors = {
		unrest: () => {
			if (this.#unlocked === null) return 'quiet';
			return this.#unlocked.saver.state.state === 'saved' ? 'open' : 'unsaved';
		},
		flush: async () => this.#unlocked?.flush()
	};
	syncNow(): void {
		this.#unlocked?.runner.wake();
		this.#unlocked?.files?.wakeNow();
	}

	/** From the page of what waits, without opening the record first. */
	async resolveConflict(record: RecordRef, key: string, keep: 'value' | 'other' | 'both'): Promise<Saved> {
		const unlocked = this.#unlocked;
		if (unlocked === null) return problem('locked');
		const { open, saver } = unlocked;
		await open.position();
		const base = (await open.base(record))?.fields.get(key)?.ver ?? 0;
		return saver.save({
			id: open.newId(),
			at: open.now(),
			record,
			name: 'conflict.resolve',
			args: { key, keep },
			base
		});
	}

	get storagePersisted(): boolean | null {
		return this.#isPersisted;
	}
	async askToPersist(): Promise<boolean> {
		this.#isPersisted = await this.#outside().persist();
		return this.#isPersisted;
	}

	/** Things to tell once. */
	get incidents(): readonly Incident[] {
		return this.#incidents;
	}
	dismissIncident(index: number): void {
		this.#incidents = this.#incidents.filter((_, at) => at !== index);
	}

	readonly #report = (incident: Incident): void => {
		this.#incidents = [...this.#incidents, incident];
		const slot = this.#row?.slot;
		if (slot !== undefined) void keepForTelling(this.#outside().people, slot, incident);
	};

	/** Who is leaving this tablet, or left it since the page was opened. */
	get departures(): readonly Departure[] {
		return this.#departures;
	}

	/** Sends someone's sealed work without their passphrase; their store stays until they set up anew (SPEC.md V4). */
	async rescue(slot: string, why: 'forgotten' | 'lapsed'): Promise<RescueEnd> {
		return rescuePerson(this.#outside(), await this.#people.row(slot), why);
	}

	/**
	 * Takes a store whose passphrase is forgotten off the tablet, once all of it is at the office, so that its person can
	 * set up anew. Whoever calls has asked the office that it is they who are signed in.
	 */
	async startAnew(slot: string): Promise<boolean> {
		return this.#leaving.leave(await this.#people.row(slot), 'forgotten');
	}

	/** Their sealed work as a file to carry by hand; null where there is nothing, or no way to open it there. */
	async rescueFile(slot: string): Promise<RescueFile | null> {
		return makeRescueFile(this.#outside(), await this.#people.row(slot));
	}

	async #onDeparture(departure: Departure): Promise<void> {
		this.#departures = [...this.#departures.filter(({ slot }) => slot !== departure.slot), departure];
		if (departure.state !== 'gone') return;
		await this.#people.read();
		if (this.#state === 'locked' && this.people.length === 0) this.#state = 'none';
	}

	/** Off this tablet: the key out of memory first. The page that opens then goes on with it. */
	async #depart(row: PersonRow, why: Departure['why']): Promise<void> {
		// Never warm: who has to leave does not come back by a PIN.
		await this.#lockHere('hidden', false);
		await this.#leaving.leave(await this.#people.row(row.slot), why);
	}

	#obey(row: PersonRow, directives: readonly Directive[]): void {
		const why = wipeWanted(directives);
		if (why !== null) void this.#depart(row, why);
	}

	/** Refused for good, or signed out: the tablet asks on its signature whether its person should go. */
	#judgeEnd(row: PersonRow, end: RoundEnd): void {
		if (end.end === 'trouble' && end.trouble === 'revoked') void this.#depart(row, 'revoked');
		if (end.end === 'signed-out') void this.#leaving.ask(row);
	}

	#outside(): TabletParts {
		this.#parts ??= { ...('people' in this.#given ? {} : browserParts()), ...this.#given } as TabletParts;
		return this.#parts;
	}

	/** With the key of this person. It is wiped, whatever comes of it. */
	async #open(row: PersonRow, root: Bytes): Promise<Result<void, UnlockProblem>> {
		const parts = this.#outside();
		const forShare = root.slice();
		try {
			const open = await openPerson(parts, row, root, this.#report);
			const admitted = await openUnderLease(parts, open, this.#report);
			if (!admitted.ok) {
				shut(open);
				wipe(forShare);
				return admitted;
			}
			await this.#begin(row, open);
		} catch (error) {
			wipe(forShare);
			console.error(error instanceof Error ? error.name : 'unlock failed');
			return problem('damaged');
		}
		void keepShareWrap(parts, row.slot, forShare);
		return ok(undefined);
	}

	async #begin(row: PersonRow, open: Awaited<ReturnType<typeof openPerson>>): Promise<void> {
		const parts = this.#outside();
		const files = this.#filesRunner(row, open);
		const runner = new SyncRunner({
			open,
			server: parts.server,
			build: parts.build,
			report: this.#report,
			renamed: (clientId) => this.#rename(row, clientId),
			persisted: parts.isPersisted,
			quota: parts.quota,
			clockwork: parts.clockwork(row.database),
			onBegin: () => this.sync.noteBegun(),
			onRound: (end, nextAt) => {
				this.#onRound(end, nextAt, open);
				this.#judgeEnd(row, end);
				if (end.end === 'done') files?.wake();
			},
			obey: (directives) => this.#obey(row, directives),
			...introduce({
				people: parts.people,
				row: () => parts.people.find(row.slot),
				keepWraps: (wraps) => this.#keepWraps(row.slot, wraps)
			}),
			onStuck: (isStuck) => this.sync.noteStuck(isStuck ? open.now() : null)
		});
		const unlocked = new UnlockedStore(open, runner, this.sync, files);
		const used = {
			usedAt: open.now(),
			tries: noTries,
			toldNoJournal: !parts.journals.isPossible,
			// A page that is closed without locking must not tell of the lock before.
			lockedAt: null,
			lockedBecause: null
		};
		await parts.people.update(row.slot, used);
		this.#row = { ...row, ...used };
		this.sync.clear();
		this.#unlocked = unlocked;
		await unlocked.lists.refresh();
		this.#state = 'unlocked';
		this.#watchIdle();
		this.#unwatch = watchPage(parts.page, () => {
			runner.wake();
			files?.wakeNow();
		});
		runner.start();
	}

	#filesRunner(row: PersonRow, open: OpenStore): EvidenceRunner | null {
		const { evidence, clockwork } = this.#outside();
		this.files.clear();
		if (evidence === undefined) return null;
		const onProgress = (id: string, done: number, parts: number) => this.files.note(id, done, parts);
		const report = this.#report;
		return new EvidenceRunner({
			open,
			server: evidence,
			report,
			onProgress,
			clockwork: clockwork(`${row.database}-files`)
		});
	}

	#onRound(end: RoundEnd, nextAt: number, open: OpenStore): void {
		this.sync.noteRound(end, open.now(), instantAt(nextAt));
		if (end.end === 'done') this.#followRules();
		else void noteClock(open, this.#outside().now().getTime());
	}

	/** What the council decided meanwhile. */
	#followRules(): void {
		if (!this.rules.mayUsePin) this.ways.forgetPin();
		if (this.#watched !== this.#minutes()) this.#watchIdle();
	}

	/** A person may choose fewer minutes than the council, not more. */
	#minutes(): number {
		return Math.min(this.#row?.lockMinutes ?? warmMinutes, this.rules.lockMinutes);
	}

	#watchIdle(): void {
		this.#watched = this.#minutes();
		this.#lock.watch(this.#outside(), this.#watched);
	}

	async #lockHere(because: LockReason, isFirst: boolean): Promise<void> {
		const unlocked = this.#unlocked;
		if (unlocked === null) return;
		this.#lock.rest();
		this.#unwatch();
		await Promise.race([this.#putAway(unlocked), new Promise((resolve) => setTimeout(resolve, flushPatience))]);
		const { people, now } = this.#outside();
		const slot = this.#row?.slot ?? '';
		if (isFirst) await people.update(slot, { lockedAt: now().toISOString(), lockedBecause: because });
		// Out of sight anyone may have taken the tablet, and what a page remembers may be written out: never warm.
		const staysWarm = because !== 'hidden' && this.ways.mayStayWarm(slot);
		unlocked.close();
		this.#unlocked = null;
		this.#row = null;
		this.sync.clear();
		await this.#people.read();
		if (staysWarm) this.#stayWarm(slot);
		else await this.#goCold();
	}

	async #putAway(unlocked: UnlockedStore): Promise<void> {
		await unlocked.flush();
		await noteClock(unlocked.open, this.#outside().now().getTime());
	}

	#stayWarm(slot: string): void {
		this.#people.choose(slot);
		this.#state = 'warm';
		this.#lock.watch(this.#outside(), warmMinutes);
	}

	/** Nothing of it is left in this page: it is left for another. */
	async #goCold(): Promise<void> {
		this.#lock.rest();
		this.ways.forgetPin();
		this.#state = 'locked';
		this.#outside().leave('/unlock');
	}

	async #wrapsChanged(row: PersonRow): Promise<void> {
		if (this.#unlocked !== null) await writeKeysBeside(this.#outside(), row, this.#unlocked.open);
		await this.#people.read();
	}

	#chosenRow(): Promise<PersonRow> {
		return this.#people.row(this.#row?.slot ?? this.chosen?.slot);
	}

	async #keepWraps(slot: string, wraps: PersonRow['wraps']): Promise<void> {
		const { people } = this.#outside();
		await people.update(slot, { wraps });
		const now = await people.find(slot);
		if (now !== undefined && this.#unlocked !== null) await writeKeysBeside(this.#outside(), now, this.#unlocked.open);
	}

	async #rename(row: PersonRow, clientId: string): Promise<void> {
		const { people } = this.#outside();
		await people.update(row.slot, { clientId });
		const now = (await people.list()).find(({ slot }) => slot === row.slot) ?? { ...row, clientId };
		if (this.#unlocked !== null) await writeKeysBeside(this.#outside(), now, this.#unlocked.open);
	}
}

/** What was opened and may not be: no key stays. */
function shut(open: OpenStore): void {
	open.forget();
	open.journal.close();
	open.bell.close();
	open.store.close();
}
