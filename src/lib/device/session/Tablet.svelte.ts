import { createContext } from 'svelte';
import type { Person } from '#lib/domain/access/Person.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import { must, ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { Template, TemplateRef } from '#lib/domain/templates/Template.ts';
import type { PersonRow } from '../store/People.ts';
import type { Saved } from '../store/recordChange.ts';
import type { Incident } from '../sync/SyncParts.ts';
import { SyncRunner } from '../sync/SyncRunner.ts';
import { SyncStatus } from '../sync/SyncStatus.svelte.ts';
import type { Bytes } from '../vault/bytes.ts';
import { clampMinutes, IdleLock, type LockReason } from '../vault/IdleLock.ts';
import { judgePassphrase, type PassphraseProblem } from '../vault/passphrase.ts';
import { afterWrongTry, mayTry, noTries, secondsToWait } from '../vault/tries.ts';
import { unwrapRoot, wrapRoot } from '../vault/wraps.ts';
import { findForgotten, openPerson, writeKeysBeside } from './openPerson.ts';
import { setUpPerson, type SetUpInput, type SetUpProblem, type SetUpProgress } from './setUpPerson.ts';
import { browserParts, type TabletParts } from './TabletParts.ts';
import {
	noLists,
	UnlockedStore,
	type ActionListing,
	type AuditListing,
	type DirectoryPerson,
	type DirectoryTeam,
	type Lists,
	type ModerationListing
} from './UnlockedStore.ts';
import { watchPage } from './watchPage.ts';

export type TabletState = 'starting' | 'none' | 'locked' | 'unlocked' | 'setting-up';
export type UnlockProblem = 'wrong-passphrase' | 'wait' | 'needs-network' | 'damaged';
export type { SetUpProblem, SetUpProgress } from './setUpPerson.ts';
export type { Incident } from '../sync/SyncParts.ts';
export type {
	ActionListing,
	AuditListing,
	DirectoryPerson,
	DirectoryTeam,
	ModerationListing
} from './UnlockedStore.ts';

export type PersonOnTablet = {
	readonly slot: string;
	readonly personId: string;
	readonly name: string;
	readonly initials: string;
	readonly council: string;
	readonly lockedAt: Instant | null;
	readonly lockedBecause: LockReason | null;
	readonly lockMinutes: number;
	/** Sealed changes that wait to be sent; null until they were counted. */
	readonly waiting: number | null;
};

export const [getTablet, setTablet] = createContext<Tablet>();

const lockChannel = 'dipper-lock';
/** A lock waits for what is being saved, but not for ever. */
const flushPatience = 1_000;

/** The tablet as its pages see it: who may unlock it, and, unlocked, what is on it. */
export class Tablet {
	#state = $state<TabletState>('starting');
	#people = $state.raw<readonly PersonOnTablet[]>([]);
	#chosen = $state<string | null>(null);
	#unlocked = $state.raw<UnlockedStore | null>(null);
	#progress = $state.raw<SetUpProgress | null>(null);
	#isPersisted = $state<boolean | null>(null);
	#incidents = $state.raw<readonly Incident[]>([]);
	#row: PersonRow | null = null;
	#parts: TabletParts | null;
	#idle: IdleLock | null = null;
	#channel: BroadcastChannel | null = null;
	#unwatch: () => void = () => undefined;
	readonly #given: Partial<TabletParts>;
	readonly sync = new SyncStatus();

	constructor(parts: Partial<TabletParts> = {}) {
		this.#given = parts;
		this.#parts = null;
	}

	/** Finds out who is set up here. Once, in the browser. */
	async start(): Promise<void> {
		const parts = this.#outside();
		this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(lockChannel);
		if (this.#channel !== null) this.#channel.onmessage = (event) => this.#onOtherTab(event.data);
		const known = await parts.people.list();
		for (const row of await findForgotten(parts, known)) await parts.people.put(row);
		await this.#readPeople();
		this.#isPersisted = await parts.isPersisted();
		if (this.#state === 'starting') this.#state = this.#people.length === 0 ? 'none' : 'locked';
	}

	stop(): void {
		this.#idle?.stop();
		this.#unwatch();
		this.#unlocked?.close();
		this.#channel?.close();
		this.#unlocked = null;
	}

	get state(): TabletState {
		return this.#state;
	}
	get people(): readonly PersonOnTablet[] {
		return this.#people;
	}
	/** Who the unlock page is for. */
	get chosen(): PersonOnTablet | null {
		return this.#people.find(({ slot }) => slot === this.#chosen) ?? this.#people[0] ?? null;
	}
	choose(slot: string): void {
		this.#chosen = slot;
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
		await this.#readPeople();
		this.#chosen = made.value.row.slot;
		void this.askToPersist();
		return ok(undefined);
	}

	async unlock(passphrase: string): Promise<Result<void, UnlockProblem>> {
		const root = await this.#unwrap(passphrase);
		if (!root.ok) return root;
		const row = await this.#chosenRow();
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
		this.#channel?.postMessage({ kind: 'lock' });
		await this.#lockHere(because);
	}

	async setLockMinutes(minutes: number): Promise<void> {
		if (this.#row === null) return;
		this.#row = { ...this.#row, lockMinutes: clampMinutes(minutes) };
		await this.#outside().people.update(this.#row.slot, { lockMinutes: this.#row.lockMinutes });
		this.#watchIdle(this.#row);
		await this.#readPeople();
	}

	async changePassphrase(old: string, fresh: string): Promise<Result<void, UnlockProblem | PassphraseProblem>> {
		const judged = judgePassphrase(fresh);
		if (!judged.ok) return judged;
		const root = await this.#unwrap(old);
		if (!root.ok) return root;
		const row = await this.#chosenRow();
		const wraps = [await wrapRoot(root.value, fresh, row.slot, this.#outside().derivation)];
		root.value.fill(0);
		await this.#outside().people.update(row.slot, { wraps });
		if (this.#unlocked !== null) await writeKeysBeside(this.#outside(), { ...row, wraps }, this.#unlocked.open);
		return ok(undefined);
	}

	/** What is open; null while locked. For sessions, not for pages. */
	get unlocked(): UnlockedStore | null {
		return this.#unlocked;
	}
	get currentPerson(): Person | null {
		return this.#lists.me ?? this.#unlocked?.open.lastState?.me ?? null;
	}
	get council(): string {
		return this.#unlocked?.open.lastState?.council ?? this.chosen?.council ?? '';
	}
	syncNow(): void {
		this.#unlocked?.runner.wake();
	}

	get listsReady(): boolean {
		return this.#unlocked?.lists.isReady ?? false;
	}
	listAudits(): readonly AuditListing[] {
		return this.#lists.audits;
	}
	listActions(): readonly ActionListing[] {
		return this.#lists.actions;
	}
	listModerations(): readonly ModerationListing[] {
		return this.#lists.moderations;
	}
	get directory(): readonly DirectoryPerson[] {
		return [...this.#lists.people.values()];
	}
	get teams(): readonly DirectoryTeam[] {
		return [...this.#lists.teams.values()];
	}
	personName(id: string | null): string {
		return id === null
			? ''
			: (this.#lists.people.get(id)?.name ?? (id === this.currentPerson?.id ? this.currentPerson.name : ''));
	}
	personPhone(id: string | null): string | null {
		return id === null ? null : (this.#lists.people.get(id)?.phone ?? null);
	}
	teamName(id: string | null): string {
		return id === null ? '' : (this.#lists.teams.get(id)?.name ?? '');
	}
	serviceName(teamId: string | null): string {
		return teamId === null ? '' : (this.#lists.teams.get(teamId)?.serviceName ?? '');
	}
	templateTitle(ref: TemplateRef): string {
		return (
			this.#lists.templates.find(({ template }) => template.id === ref.id && template.ver === ref.ver)?.title ?? ''
		);
	}
	async template(ref: TemplateRef): Promise<Template | null> {
		return (await this.#unlocked?.open.template(ref)) ?? null;
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

	get #lists(): Lists {
		return this.#unlocked?.lists.current ?? noLists;
	}

	#outside(): TabletParts {
		this.#parts ??= { ...('people' in this.#given ? {} : browserParts()), ...this.#given } as TabletParts;
		return this.#parts;
	}

	async #begin(row: PersonRow, open: Awaited<ReturnType<typeof openPerson>>): Promise<void> {
		const parts = this.#outside();
		const runner = new SyncRunner({
			open,
			server: parts.server,
			build: parts.build,
			report: this.#report,
			renamed: (clientId) => this.#rename(row, clientId),
			persisted: parts.isPersisted,
			quota: parts.quota,
			clockwork: parts.clockwork(row.database),
			onRound: (end) => this.sync.noteRound(end, open.now()),
			onStuck: (isStuck) => this.sync.noteStuck(isStuck ? open.now() : null)
		});
		const unlocked = new UnlockedStore(open, runner, this.sync);
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
		this.#watchIdle(this.#row);
		this.#unwatch = watchPage(parts.page, () => runner.wake());
		runner.start();
	}

	#watchIdle(row: PersonRow): void {
		this.#idle?.stop();
		const { page, now } = this.#outside();
		if (page === null) return;
		this.#idle = new IdleLock({
			minutes: row.lockMinutes,
			page,
			now: () => now().getTime(),
			onLock: (because) => void this.lock(because),
			onActivity: () => this.#channel?.postMessage({ kind: 'here' })
		});
	}

	#onOtherTab(message: unknown): void {
		const kind = message !== null && typeof message === 'object' && 'kind' in message ? message.kind : null;
		if (kind === 'lock') void this.#lockHere(null);
		if (kind === 'here') this.#idle?.elsewhere();
	}

	async #lockHere(because: LockReason | null): Promise<void> {
		const unlocked = this.#unlocked;
		if (unlocked === null) return;
		this.#idle?.stop();
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
		await this.#readPeople();
		this.#state = 'locked';
		leave('/unlock');
	}

	async #unwrap(passphrase: string): Promise<Result<Bytes, UnlockProblem>> {
		const { people, now } = this.#outside();
		const row = await this.#chosenRow();
		const allowed = mayTry(row.tries, now().getTime());
		if (allowed === 'wait') return problem('wait', { seconds: secondsToWait(row.tries, now().getTime()) });
		if (allowed === 'needs-network' && !(await this.#isSignedIn(row))) return problem('needs-network');
		for (const wrap of row.wraps) {
			const root = await unwrapRoot(wrap, passphrase, row.slot);
			if (root !== null) return ok(root);
		}
		const tries = afterWrongTry(row.tries, now().getTime());
		await people.update(row.slot, { tries });
		return problem('wrong-passphrase', { seconds: secondsToWait(tries, now().getTime()) });
	}

	/** After ten wrong tries only someone who is signed in as that person may go on trying (V3). */
	async #isSignedIn(row: PersonRow): Promise<boolean> {
		const { server, build, now } = this.#outside();
		const reply = await server.hello({
			proto: [1],
			build,
			storeSchema: 1,
			deviceId: row.deviceId,
			clientId: row.clientId,
			epoch: null,
			lastN: 0,
			outboxCount: 0,
			oldestUnsentAt: null,
			keptCount: 0,
			persisted: false,
			quota: { used: 0, max: 0 },
			clock: now().toISOString(),
			templates: {}
		});
		return reply.kind === 'answer' && reply.body.user.id === row.personId;
	}

	async #chosenRow(): Promise<PersonRow> {
		const slot = this.#row?.slot ?? this.chosen?.slot;
		return must(
			(await this.#outside().people.list()).find((row) => row.slot === slot),
			'a person on this tablet'
		);
	}

	async #rename(row: PersonRow, clientId: string): Promise<void> {
		const { people } = this.#outside();
		await people.update(row.slot, { clientId });
		const now = (await people.list()).find(({ slot }) => slot === row.slot) ?? { ...row, clientId };
		if (this.#unlocked !== null) await writeKeysBeside(this.#outside(), now, this.#unlocked.open);
	}

	async #readPeople(): Promise<void> {
		const { people, openStore } = this.#outside();
		const rows = await people.list();
		this.#people = await Promise.all(
			rows.map(async ({ slot, personId, name, council, lockedAt, lockedBecause, lockMinutes, database }) => {
				const store = openStore(database);
				const waiting = (await store.outbox()).length;
				store.close();
				return {
					slot,
					personId,
					name,
					initials: initialsOf(name),
					council,
					lockedAt,
					lockedBecause,
					lockMinutes,
					waiting
				};
			})
		);
	}
}

function initialsOf(name: string): string {
	const parts = name.split(/\s+/).filter((part) => part !== '');
	return `${parts[0]?.[0] ?? ''}${parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}
