import 'fake-indexeddb/auto';
import type { Person } from '#lib/domain/access/Person.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { ActionSession } from '#lib/device/session/ActionSession.svelte.ts';
import { AuditSession } from '#lib/device/session/AuditSession.svelte.ts';
import { aTablet, passphrase, type TestTablet } from '#lib/device/session/testTablet.ts';
import type { Tablet } from '#lib/device/session/Tablet.svelte.ts';
import { viewRecord } from '#lib/device/store/viewRecord.ts';
import { httpSyncServer } from '#lib/device/sync/SyncServer.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { readConfig } from '#lib/server/config.ts';
import { setContext } from '#lib/server/context.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { testDatabase } from '#lib/server/db/testDatabase.ts';
import { findPerson } from '#lib/server/people/people.repository.ts';
import { POST as hello } from '../../src/routes/api/sync/v1/hello/+server.ts';
import { POST as pull } from '../../src/routes/api/sync/v1/pull/+server.ts';
import { POST as push } from '../../src/routes/api/sync/v1/push/+server.ts';
import { as, aServer, north, type TestServer } from '../fixtures/builders.ts';

const origin = 'https://dipper.example';
const endpoints = { hello, push, pull };

/** What may befall the next requests of a tablet, one after the other; then all goes well again. */
export type Fault = 'lost request' | 'lost answer' | 'sent twice' | 'server killed';

/** The real tablet, with nothing of it replaced but disk and network, and someone who holds it. */
export class Member {
	readonly person: Person;
	readonly faults: { readonly path: keyof typeof endpoints; readonly fault: Fault }[] = [];
	/** How far this tablet's clock is off, in milliseconds. */
	clockOff = 0;
	#hasSignal = true;
	#made: TestTablet | null = null;
	readonly #server: TestServer;
	readonly #database: Breakable;

	constructor(person: Person, server: TestServer, database: Breakable) {
		this.person = person;
		this.#server = server;
		this.#database = database;
	}

	get tablet(): Tablet {
		return this.#inHand.tablet;
	}
	get #inHand(): TestTablet {
		return must(this.#made ?? undefined, 'a tablet that was set up');
	}

	async setsUp(): Promise<this> {
		this.#made = await aTablet(this.#parts());
		const done = await this.tablet.setUp({ person: this.person, council: 'Marchbrook', passphrase });
		if (!done.ok) throw new Error(done.problem.code);
		return this;
	}

	/** A second page of the same browser: the same store, the same journals. */
	async opensAnotherTab(): Promise<Member> {
		const other = new Member(this.person, this.#server, this.#database);
		other.#made = await aTablet(other.#parts(), this.#inHand);
		const opened = await other.tablet.unlock(passphrase);
		if (!opened.ok) throw new Error(opened.problem.code);
		return other;
	}

	goesOffline(): void {
		this.#hasSignal = false;
	}
	async comesBack(): Promise<string> {
		this.#hasSignal = true;
		return this.syncs();
	}
	async syncs(): Promise<string> {
		return (await this.#unlocked.runner.round()).end;
	}

	async audit(record: RecordRef): Promise<AuditSession> {
		return must((await AuditSession.open(this.tablet, record.id)) ?? undefined, 'the audit on this tablet');
	}
	async action(id: string): Promise<ActionSession> {
		return must((await ActionSession.open(this.tablet, id)) ?? undefined, 'the action on this tablet');
	}
	async answers(record: RecordRef, question: string, value: AnswerValue): Promise<void> {
		const session = await this.audit(record);
		const saved = await session.answer(question, value);
		await session.close();
		if (!saved.ok) throw new Error(saved.problem.code);
	}

	/** What this person's tablet shows of a record: its version as pulled, and each field's value; null where it is not here. */
	async shows(record: RecordRef): Promise<{ ver: number; fields: Record<string, unknown> } | null> {
		const view = await viewRecord(this.#unlocked.open, record);
		if (view === null) return null;
		const fields = [...view.record.fields].map(([key, { value, other }]) => [
			key,
			other === undefined ? value : { value, other }
		]);
		return {
			ver: view.base?.ver ?? 0,
			fields: Object.fromEntries(fields.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)))
		};
	}
	async waiting(): Promise<number> {
		return (await this.#unlocked.open.store.outbox()).length;
	}

	get #unlocked() {
		return must(this.tablet.unlocked ?? undefined, 'an unlocked tablet');
	}

	#parts() {
		return {
			server: httpSyncServer((input, init) => this.#send(String(input), init ?? {})),
			now: () => new Date((this.#server.clock.now += 1000) + this.clockOff),
			newId: () => crypto.randomUUID(),
			// Nobody is idle here: each look at the clock is a second, and a slow machine would lock a tablet at work.
			page: null
		};
	}

	async #send(path: string, init: RequestInit): Promise<Response> {
		const name = path.split('/').at(-1) as keyof typeof endpoints;
		const at = this.faults.findIndex((one) => one.path === name);
		const fault = at === -1 ? undefined : this.faults.splice(at, 1)[0]?.fault;
		if (!this.#hasSignal || fault === 'lost request') throw new TypeError('no signal');
		if (fault === 'sent twice') await this.#arrive(name, init);
		if (fault === 'server killed') this.#database.isKilled = true;
		const answer = await this.#arrive(name, init).finally(() => (this.#database.isKilled = false));
		if (fault === 'lost answer' || fault === 'server killed') throw new TypeError('no signal');
		return answer;
	}

	async #arrive(name: keyof typeof endpoints, init: RequestInit): Promise<Response> {
		const url = new URL(`/api/sync/v1/${name}`, origin);
		const headers = new Headers(init.headers);
		headers.set('origin', origin);
		const request = new Request(url, { method: 'POST', headers, body: init.body ?? null });
		const found = await findPerson(this.#database.db, this.person.id);
		const person = found?.status === 'active' ? found : null;
		return endpoints[name]({ request, url, locals: { person } });
	}
}

/** The real database, whose process can be killed just before it would have committed. */
type Breakable = Database & { isKilled: boolean };

function breakable(database: Database): Breakable {
	const broken: Breakable = {
		...database,
		isKilled: false,
		transaction: (work) =>
			database.transaction(async (trx) => {
				const done = await work(trx);
				if (broken.isKilled) throw new Error('killed before the commit');
				return done;
			})
	};
	return broken;
}

export type Team = Awaited<ReturnType<typeof aTeam>>;

/** Ada audits, on two tablets; Ben owns actions; Priya manages his team; Ruth is the QA manager. All in one process. */
export async function aTeam() {
	const database = breakable(await testDatabase());
	const server = await aServer(database);
	const config = readConfig({});
	setContext({ config, database, sessions: openSessions(database, config), now: () => server.clock.now });
	const join = async (person: Person) => new Member(person, server, database).setsUp();

	const adaHerself = await server.person([as('auditor')], { name: 'Ada Wren' });
	const benHimself = await server.person([as('practitioner')], { name: 'Ben Moor', team: north.team });
	const priyaHerself = await server.person([as('team-manager', { team: north.team })], { name: 'Priya Raman' });
	const ruthHerself = await server.person([as('qa-manager')], { name: 'Ruth Fenn' });
	const { record: audit } = await server.audit({ auditor: adaHerself.id, worker: benHimself.id, state: 'allocated' });
	const ada = await join(adaHerself);
	const adaElsewhere = await join(adaHerself);
	const ben = await join(benHimself);
	const priya = await join(priyaHerself);
	const ruth = await join(ruthHerself);
	const members = [ada, adaElsewhere, ben, priya, ruth];

	/** Twice: what the last one sends, the first has to hear of too. */
	async function everyoneSyncs(): Promise<void> {
		for (let round = 0; round < 2; round += 1) for (const member of members) await member.syncs();
	}
	/** Every change the server holds of a record, in the order it came. */
	const history = (record: RecordRef) =>
		database.db.selectFrom('record_history').selectAll().where('id', '=', record.id).orderBy('log_seq').execute();

	return { server, database, audit, ada, adaElsewhere, ben, priya, ruth, members, everyoneSyncs, history, join };
}
