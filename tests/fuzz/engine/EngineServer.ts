import type { Person } from '#lib/domain/access/Person.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { reallocate } from '#lib/server/audits/audits.useCases.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { readConfig } from '#lib/server/config.ts';
import { setContext } from '#lib/server/context.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { findPerson } from '#lib/server/people/people.repository.ts';
import { saveSetting } from '#lib/server/settings/settings.repository.ts';
import { POST as hello } from '../../../src/routes/api/sync/v1/hello/+server.ts';
import { POST as pull } from '../../../src/routes/api/sync/v1/pull/+server.ts';
import { POST as push } from '../../../src/routes/api/sync/v1/push/+server.ts';
import { as, aServer, noon, type TestServer } from '../../fixtures/builders.ts';
import { Snapshots } from './Snapshots.ts';

export const endpoints = { hello, push, pull };
export type Endpoint = keyof typeof endpoints;
const origin = 'https://dipper.example';
const slots = ['fresh', 'b0', 'b1', 'b2'] as const;

export type Cast = { readonly ada: Person; readonly cora: Person; readonly ruth: Person };
type Breakable = Database & { commitsLeft: number };

/** The server's own handlers over one database, which is brought back to its beginning for each history. */
export class EngineServer {
	readonly database: Database;
	readonly cast: Cast;
	readonly audits: readonly RecordRef[];
	readonly test: TestServer;
	readonly signedOut = new Set<string>();
	/** Backups of this history, oldest first. */
	backups: string[] = [];
	readonly #snapshots: Snapshots;
	readonly #breakable: Breakable;

	private constructor(
		database: Breakable,
		test: TestServer,
		cast: Cast,
		audits: readonly RecordRef[],
		snapshots: Snapshots
	) {
		this.database = database;
		this.#breakable = database;
		this.test = test;
		this.cast = cast;
		this.audits = audits;
		this.#snapshots = snapshots;
	}

	static async on(plain: Database): Promise<EngineServer> {
		const database = breakable(plain);
		const test = await aServer(database);
		const cast = {
			ada: await test.person([as('auditor')], { name: 'Ada Wren' }),
			cora: await test.person([as('auditor')], { name: 'Cora Lind' }),
			ruth: await test.person([as('qa-manager')], { name: 'Ruth Fenn' })
		};
		const audits = [
			(await test.audit({ auditor: cast.ada.id, state: 'allocated', worker: null })).record,
			(await test.audit({ auditor: cast.cora.id, state: 'allocated', worker: null })).record
		];
		return new EngineServer(database, test, cast, audits, await Snapshots.of(plain, slots));
	}

	get clock(): { now: number } {
		return this.test.clock;
	}

	/** After the tablets of the cast were set up: what every history begins with. */
	async keepsBeginning(): Promise<void> {
		await this.#snapshots.save('fresh');
	}
	async beginsAgain(): Promise<void> {
		this.serves();
		await this.#snapshots.restore('fresh');
		this.signedOut.clear();
		this.backups = [];
		this.clock.now = noon;
		this.#breakable.commitsLeft = Infinity;
	}
	serves(): void {
		const config = readConfig({});
		const { database } = this;
		setContext({ config, database, sessions: openSessions(database, config), now: () => this.clock.now });
	}

	async backsUp(): Promise<void> {
		const slot = `b${String(this.backups.length % 3)}`;
		await this.#snapshots.save(slot);
		this.backups = [...this.backups.filter((one) => one !== slot), slot];
	}
	/** An older state, and a new epoch (W7). */
	async isRestored(back: number): Promise<boolean> {
		const slot = this.backups.at(-1 - (back % Math.max(1, this.backups.length)));
		if (slot === undefined) return false;
		await this.#snapshots.restore(slot);
		await saveSetting(this.database.db, 'epoch', crypto.randomUUID());
		return true;
	}

	async givesTo(audit: RecordRef, auditor: Person): Promise<boolean> {
		const done = await reallocate(this.test.acting(this.cast.ruth), {
			auditId: audit.id,
			auditor: auditor.id,
			reason: 'Leave'
		});
		return done.ok;
	}
	async setsActive(person: Person, isActive: boolean): Promise<void> {
		await this.database.db
			.updateTable('person')
			.set({ status: isActive ? 'active' : 'deactivated' })
			.where('id', '=', person.id)
			.execute();
	}

	/** `commits`: so many transactions, then the process is killed before it commits the next. */
	async killedAfter<Value>(commits: number, work: () => Promise<Value>): Promise<Value> {
		this.#breakable.commitsLeft = commits;
		const { error } = console;
		console.error = () => undefined;
		try {
			return await work();
		} finally {
			this.#breakable.commitsLeft = Infinity;
			console.error = error;
		}
	}

	async answers(name: Endpoint, body: string, headers: HeadersInit, who: Person): Promise<Response> {
		const url = new URL(`/api/sync/v1/${name}`, origin);
		const all = new Headers(headers);
		all.set('origin', origin);
		const request = new Request(url, { method: 'POST', headers: all, body });
		const found = this.signedOut.has(who.id) ? null : await findPerson(this.database.db, who.id);
		const person = found?.status === 'active' ? found : null;
		return endpoints[name]({ request, url, locals: { person } } as Parameters<(typeof endpoints)[Endpoint]>[0]);
	}
}

function breakable(database: Database): Breakable {
	const broken: Breakable = {
		...database,
		commitsLeft: Infinity,
		transaction: (work) =>
			database.transaction(async (trx) => {
				const done = await work(trx);
				broken.commitsLeft -= 1;
				if (broken.commitsLeft < 0) throw new Error('killed before the commit');
				return done;
			})
	};
	return broken;
}
