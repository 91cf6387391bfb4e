import { createContext } from 'svelte';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { usualTabletRules, type TabletRules } from '#lib/domain/tablets/TabletRules.ts';
import type { PersonRow } from '../store/People.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { Saved } from '../store/recordChange.ts';
import { EvidenceProgress } from '../evidence/EvidenceProgress.svelte.ts';
import { SyncStatus } from '../sync/SyncStatus.svelte.ts';
import type { Editors } from '../update/AppUpdate.svelte.ts';
import { clampMinutes, type LockReason } from '../vault/IdleLock.ts';
import type { PassphraseProblem } from '../vault/passphrase.ts';
import { wipe, type Bytes } from '../vault/bytes.ts';
import { noTries } from '../vault/tries.ts';
import type { TabletCheck } from './checkTablet.ts';
import { beginWork } from './beginWork.ts';
import { IncidentsToTell } from './IncidentsToTell.svelte.ts';
import { HandOver } from './HandOver.svelte.ts';
import { KeysBeside } from './KeysBeside.ts';
import { openAdmitted } from './openAdmitted.ts';
import { noteClock } from './openUnderLease.ts';
import { PeopleLeaving } from './PeopleLeaving.svelte.ts';
import { PeopleOnTablet, type PersonOnTablet } from './PeopleOnTablet.svelte.ts';
import { setUpPerson, type SetUpInput, type SetUpProblem, type SetUpProgress } from './setUpPerson.ts';
import { keepShareWrap } from './signedInOpening.ts';
import { TabletNews } from './TabletNews.ts';
import { TabletLock } from './TabletLock.ts';
import { browserParts, type TabletParts } from './TabletParts.ts';
import { rewrapPassphrase, unwrapWithPassphrase, type UnlockProblem } from './unlocking.ts';
import type { UnlockedStore } from './UnlockedStore.ts';
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
export class Tablet extends TabletNews {
	#state = $state<TabletState>('starting');
	#unlocked = $state.raw<UnlockedStore | null>(null);
	#progress = $state.raw<SetUpProgress | null>(null);
	#isPersisted = $state<boolean | null>(null);
	#row: PersonRow | null = null;
	#parts: TabletParts | null = null;
	#unwatch: () => void = () => undefined;
	#watched = 0;
	readonly #given: Partial<TabletParts>;
	readonly #people = new PeopleOnTablet(() => this.#outside());
	protected readonly told = new IncidentsToTell(
		() => this.#outside(),
		() => this.#row?.slot
	);
	readonly #report = this.told.report;
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
	/** In a child's hands, and back. */
	readonly handOver = new HandOver({
		outside: () => this.#outside(),
		row: () => this.#chosenRow(),
		forgetPin: () => this.ways.forgetPin(),
		lockOtherTabs: () => this.#lock.tellOthers('hidden')
	});
	protected readonly leaving = new PeopleLeaving({
		outside: () => this.#outside(),
		row: (slot) => this.#people.row(slot),
		// Never warm: who has to leave does not come back by a PIN.
		lock: () => this.#lockHere('hidden', false),
		gone: () => this.#gone(),
		report: this.#report
	});
	readonly #keys = new KeysBeside(
		() => this.#outside(),
		() => this.#unlocked?.open ?? null
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
		void this.leaving.askForAll();
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
		return this.#unlocked === null ? problem('locked') : this.#unlocked.resolveConflict(record, key, keep);
	}

	get storagePersisted(): boolean | null {
		return this.#isPersisted;
	}
	async askToPersist(): Promise<boolean> {
		this.#isPersisted = await this.#outside().persist();
		return this.#isPersisted;
	}

	async #gone(): Promise<void> {
		await this.#people.read();
		if (this.#state === 'locked' && this.people.length === 0) this.#state = 'none';
	}

	#outside(): TabletParts {
		this.#parts ??= { ...('people' in this.#given ? {} : browserParts()), ...this.#given } as TabletParts;
		return this.#parts;
	}

	/** With the key of this person. It is wiped, whatever comes of it. */
	async #open(row: PersonRow, root: Bytes): Promise<Result<void, UnlockProblem>> {
		const parts = this.#outside();
		const forShare = root.slice();
		const opened = await openAdmitted(parts, row, root, {
			report: this.#report,
			begin: (open) => this.#begin(row, open)
		});
		if (!opened.ok) {
			wipe(forShare);
			return opened;
		}
		void keepShareWrap(parts, row.slot, forShare);
		return ok(undefined);
	}

	async #begin(row: PersonRow, open: OpenStore): Promise<void> {
		const parts = this.#outside();
		const unlocked = beginWork(parts, row, open, {
			sync: this.sync,
			files: this.files,
			report: this.#report,
			renamed: (clientId) => this.#keys.rename(row, clientId),
			keepWraps: (wraps) => this.#keys.keepWraps(row.slot, wraps),
			obey: (directives) => this.leaving.obey(row, directives),
			onRound: (end) => {
				if (end.end === 'done') this.#followRules();
				this.leaving.judgeEnd(row, end);
			}
		});
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
		this.handOver.over();
		await unlocked.lists.refresh();
		this.#state = 'unlocked';
		this.#watchIdle();
		this.#unwatch = watchPage(parts.page, () => {
			unlocked.runner.wake();
			unlocked.files?.wakeNow();
		});
		unlocked.runner.start();
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
		await this.#keys.write(row);
		await this.#people.read();
	}

	#chosenRow(): Promise<PersonRow> {
		return this.#people.row(this.#row?.slot ?? this.chosen?.slot);
	}
}
