import { createContext } from 'svelte';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { PersonRow } from '../store/People.ts';
import type { Saved } from '../store/recordChange.ts';
import type { Incident } from '../sync/SyncParts.ts';
import { EvidenceProgress } from '../evidence/EvidenceProgress.svelte.ts';
import { EvidenceRunner } from '../evidence/EvidenceRunner.ts';
import { SyncRunner } from '../sync/SyncRunner.ts';
import { SyncStatus } from '../sync/SyncStatus.svelte.ts';
import { clampMinutes, type LockReason } from '../vault/IdleLock.ts';
import type { PassphraseProblem } from '../vault/passphrase.ts';
import { noTries } from '../vault/tries.ts';
import { openPerson, writeKeysBeside } from './openPerson.ts';
import { PeopleOnTablet, type PersonOnTablet } from './PeopleOnTablet.svelte.ts';
import { setUpPerson, type SetUpInput, type SetUpProblem, type SetUpProgress } from './setUpPerson.ts';
import { TabletLists } from './TabletLists.ts';
import { TabletLock } from './TabletLock.ts';
import { browserParts, type TabletParts } from './TabletParts.ts';
import { rewrapPassphrase, unwrapWithPassphrase, type UnlockProblem } from './unlocking.ts';
import { UnlockedStore } from './UnlockedStore.ts';
import { watchPage } from './watchPage.ts';

export type TabletState = 'starting' | 'none' | 'locked' | 'unlocked' | 'setting-up';
export type { PersonOnTablet } from './PeopleOnTablet.svelte.ts';
export type { SetUpProblem, SetUpProgress } from './setUpPerson.ts';
export type { UnlockProblem } from './unlocking.ts';
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

/** The tablet as its pages see it: who may unlock it, and, unlocked, what is on it. */
export class Tablet extends TabletLists {
	#state = $state<TabletState>('starting');
	#unlocked = $state.raw<UnlockedStore | null>(null);
	#progress = $state.raw<SetUpProgress | null>(null);
	#isPersisted = $state<boolean | null>(null);
	#incidents = $state.raw<readonly Incident[]>([]);
	#row: PersonRow | null = null;
	#parts: TabletParts | null = null;
	#unwatch: () => void = () => undefined;
	readonly #given: Partial<TabletParts>;
	readonly #people = new PeopleOnTablet(() => this.#outside());
	readonly #lock = new TabletLock(
		(because) => void this.lock(because),
		() => void this.#lockHere(null)
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
	choose(slot: string): void {
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
		await this.#begin(made.value.row, made.value.open);
		await this.#people.read();
		this.#people.choose(made.value.row.slot);
		void this.askToPersist();
		return ok(undefined);
	}

	async unlock(passphrase: string): Promise<Result<void, UnlockProblem>> {
		const row = await this.#chosenRow();
		const root = await unwrapWithPassphrase(this.#outside(), row, passphrase);
		if (!root.ok) return root;
		try {
			await this.#begin(row, await openPerson(this.#outside(), row, root.value, this.#report));
		} catch (error) {
			console.error(error instanceof Error ? error.name : 'unlock failed');
			return problem('damaged');
		}
		return ok(undefined);
	}

	/** Drafts to the disk, key out of memory, every tab blank (SPEC.md V3). */
	async lock(because: LockReason = 'person'): Promise<void> {
		if (this.#unlocked === null) return;
		this.#lock.tellOthers();
		await this.#lockHere(because);
	}

	async setLockMinutes(minutes: number): Promise<void> {
		if (this.#row === null) return;
		this.#row = { ...this.#row, lockMinutes: clampMinutes(minutes) };
		await this.#outside().people.update(this.#row.slot, { lockMinutes: this.#row.lockMinutes });
		this.#lock.watch(this.#outside(), this.#row.lockMinutes);
		await this.#people.read();
	}

	async changePassphrase(old: string, fresh: string): Promise<Result<void, UnlockProblem | PassphraseProblem>> {
		const changed = await rewrapPassphrase(this.#outside(), await this.#chosenRow(), old, fresh);
		if (!changed.ok) return changed;
		if (this.#unlocked !== null) await writeKeysBeside(this.#outside(), changed.value, this.#unlocked.open);
		return ok(undefined);
	}

	/** What is open; null while locked. For sessions, not for pages. */
	get unlocked(): UnlockedStore | null {
		return this.#unlocked;
	}
	get council(): string {
		return this.#unlocked?.open.lastState?.council ?? this.chosen?.council ?? '';
	}
	syncNow(): void {
		this.#unlocked?.runner.wake();
		this.#unlocked?.files?.wakeNow();
	}

	/** From the page of what waits, without opening the record first. */
	async resolveConflict(record: RecordRef, key: string, keep: 'value' | 'other' | 'both'): Promise<Saved> {
		const unlocked = this.#unlocked;
		if (unlocked === null) return problem('locked');
		const { open, saver } = unlocked;
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
	};

	#outside(): TabletParts {
		this.#parts ??= { ...('people' in this.#given ? {} : browserParts()), ...this.#given } as TabletParts;
		return this.#parts;
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
			onRound: (end) => {
				this.sync.noteRound(end, open.now());
				if (end.end === 'done') files?.wake();
			},
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
		this.#lock.watch(this.#outside(), this.#row.lockMinutes);
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
		return new EvidenceRunner({ open, server: evidence, onProgress, clockwork: clockwork(`${row.database}-files`) });
	}

	async #lockHere(because: LockReason | null): Promise<void> {
		const unlocked = this.#unlocked;
		if (unlocked === null) return;
		this.#lock.rest();
		this.#unwatch();
		await Promise.race([unlocked.flush(), new Promise((resolve) => setTimeout(resolve, flushPatience))]);
		const { people, leave, now } = this.#outside();
		if (because !== null && this.#row !== null) {
			await people.update(this.#row.slot, { lockedAt: now().toISOString(), lockedBecause: because });
		}
		unlocked.close();
		this.#unlocked = null;
		this.#row = null;
		this.sync.clear();
		await this.#people.read();
		this.#state = 'locked';
		leave('/unlock');
	}

	#chosenRow(): Promise<PersonRow> {
		return this.#people.row(this.#row?.slot ?? this.chosen?.slot);
	}

	async #rename(row: PersonRow, clientId: string): Promise<void> {
		const { people } = this.#outside();
		await people.update(row.slot, { clientId });
		const now = (await people.list()).find(({ slot }) => slot === row.slot) ?? { ...row, clientId };
		if (this.#unlocked !== null) await writeKeysBeside(this.#outside(), now, this.#unlocked.open);
	}
}
