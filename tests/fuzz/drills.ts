import assert from 'node:assert/strict';
import { must } from '#lib/domain/shared/Result.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { aMachine, type Machine } from '#lib/server/backup/aStore.fixture.ts';
import { setContext } from '#lib/server/context.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { readEpoch } from '#lib/server/sync/serverIdentity.ts';
import { as, aServer } from '../fixtures/builders.ts';
import { Member } from '../scenarios/aTeam.ts';

export type DrillsAsked = {
	readonly count: number;
	readonly seed: number;
	/** Gives the address of an empty Postgres database for each machine; without it the stores are SQLite. */
	readonly postgres?: () => Promise<string>;
};

export type DrillFigures = {
	drills: number;
	changes: number;
	/** Acknowledged by the server before it was lost, and not in the backup. */
	sentAgain: number;
	lost: number;
	doubled: number;
};

/**
 * Restore drills: a council works, a backup is taken while it does, it works on, the machine is lost, and the backup is
 * restored on another. Then the tablets come back, and in the end every act of theirs stands in the history once.
 */
export async function runDrills({ count, seed, postgres }: DrillsAsked): Promise<DrillFigures> {
	const figures: DrillFigures = { drills: 0, changes: 0, sentAgain: 0, lost: 0, doubled: 0 };
	for (let each = seed; each < seed + count; each += 1) {
		const one = await runDrill(each, postgres).catch((error: unknown) => {
			throw new Error(`drill of seed ${each} failed: npm run fuzz -- --drills 1 --seed ${each}`, { cause: error });
		});
		figures.drills += 1;
		for (const part of ['changes', 'sentAgain', 'lost', 'doubled'] as const) figures[part] += one[part];
	}
	return figures;
}

async function runDrill(seed: number, postgres: DrillsAsked['postgres']) {
	const machines: Machine[] = [];
	const aNew = async () => {
		const machine = await aMachine(postgres === undefined ? {} : { databaseUrl: await postgres() });
		machines.push(machine);
		return machine;
	};
	try {
		return await new Drill(chance(seed), await aNew()).run(await aNew());
	} finally {
		for (const machine of machines) await machine.end();
	}
}

/** Of the fixture's small template. */
const choices = [
	['CJ2.1', ['yes', 'partly', 'no']],
	['CJ2.2', ['outstanding', 'good', 'inadequate']],
	['CJ2.3', ['achieved', 'drifting']],
	['CJ2.4', [1, 2, 3, 4, 5, 6, 7, 8]]
] as const;

class Drill {
	readonly #random: () => number;
	readonly #machine: Machine;
	readonly #ids = new Set<string>();
	#audits: RecordRef[] = [];
	#members: Member[] = [];
	#served: Database | null = null;

	constructor(random: () => number, machine: Machine) {
		this.#random = random;
		this.#machine = machine;
	}

	async run(fresh: Machine) {
		await this.#begin();
		await this.#work(4 + this.#pick(5));
		await Promise.all([this.#machine.backUp(this.#database, 'night'), this.#work(3 + this.#pick(4))]);
		await this.#work(3 + this.#pick(8));
		const acknowledged = await this.#resultIds();
		const epoch = await readEpoch(this.#database.db);
		await this.#machine.stop();
		await fresh.restore(this.#machine.file('night'), { privateKey: this.#machine.privateKey });
		this.#served = await fresh.start();
		assert.notEqual(await readEpoch(this.#database.db), epoch);
		const restored = await this.#resultIds();
		await this.#work(this.#pick(4));
		await this.#everyoneComesBack();
		return { ...(await this.#judge()), sentAgain: [...acknowledged].filter((id) => !restored.has(id)).length };
	}

	/** What everything here holds on to while the store behind it is lost and another takes its place. */
	get #proxy(): Database & { isKilled: boolean } {
		const now = () => this.#database;
		return {
			isKilled: false,
			get kind() {
				return now().kind;
			},
			get db() {
				return now().db;
			},
			get file() {
				return now().file;
			},
			get sqlite() {
				return now().sqlite;
			},
			transaction: (work) => now().transaction(work),
			close: () => now().close()
		};
	}
	get #database(): Database {
		return must(this.#served, 'a store that is served');
	}

	async #begin(): Promise<void> {
		this.#served = await this.#machine.start();
		const database = this.#proxy;
		const server = await aServer(database);
		const { config } = this.#machine;
		setContext({ config, database, sessions: openSessions(database, config), now: () => server.clock.now });
		const ada = await server.person([as('auditor')], { name: 'Ada Wren' });
		const ben = await server.person([as('auditor')], { name: 'Ben Moor' });
		for (const auditor of [ada, ada, ben]) {
			const { record } = await server.audit({ auditor: auditor.id, state: 'allocated' });
			this.#audits.push(record);
		}
		for (const person of [ada, ada, ben]) this.#members.push(await new Member(person, server, database).setsUp());
		for (const member of this.#members) await member.syncs();
	}

	async #work(acts: number): Promise<void> {
		for (let act = 0; act < acts; act += 1) {
			const which = this.#pick(this.#members.length);
			const member = must(this.#members[which], 'a member');
			if (this.#random() < 0.2) member.goesOffline();
			await this.#answer(member, which);
			if (this.#random() < 0.6) await member.comesBack();
		}
	}

	async #answer(member: Member, which: number): Promise<void> {
		const audit = must(this.#audits[which === 2 ? 2 : this.#pick(2)], 'an audit');
		const [question, values] = must(choices[this.#pick(choices.length)], 'a question');
		await member.answers(audit, question, must(values[this.#pick(values.length)], 'an answer'));
		const { open } = must(member.tablet.unlocked, 'an unlocked tablet');
		for (const row of await open.store.outbox()) this.#ids.add((await open.openOutbox(row)).change.id);
	}

	/** More rounds than any way back needs: told of the epoch, sent again, pulled. */
	async #everyoneComesBack(): Promise<void> {
		for (let round = 0; round < 6; round += 1) for (const member of this.#members) await member.comesBack();
	}

	async #resultIds(): Promise<Set<string>> {
		const rows = await this.#database.db.selectFrom('change_result').select('change_id').execute();
		return new Set(rows.map((row) => must(row.change_id, 'an id')));
	}

	async #judge() {
		const { db } = this.#database;
		const rows = await db.selectFrom('record_history').select(['change_id', 'log_seq']).distinct().execute();
		const times = new Map<string, number>();
		for (const { change_id: id } of rows) if (id !== null) times.set(id, (times.get(id) ?? 0) + 1);
		const ids = [...this.#ids];
		for (const member of this.#members) assert.equal(await member.waiting(), 0);
		assert.ok((await verifyLog(db)).ok);
		const shown = await Promise.all(
			[0, 1].map((which) => this.#members[which]?.shows(must(this.#audits[0], 'an audit')))
		);
		assert.deepEqual(shown[1], shown[0]);
		return {
			changes: ids.length,
			lost: ids.filter((id) => !times.has(id)).length,
			doubled: ids.filter((id) => (times.get(id) ?? 0) > 1).length
		};
	}

	#pick(below: number): number {
		return Math.floor(this.#random() * below);
	}
}

/** mulberry32: the seed gives the whole drill. */
function chance(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
