import type { ActionHead, AuditHead, Field, RecordState } from '#lib/domain/changes/RecordState.ts';
import { changeHash } from '#lib/protocol/hashes.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { readCurrentFrame } from '#lib/server/frames/frames.useCases.ts';
import { addFile, addHolder } from '#lib/server/evidence/evidence.repository.ts';
import { writeJson } from '#lib/server/db/json.ts';
import { findPersonByUsername, insertPerson } from '#lib/server/people/people.repository.ts';
import { saveService, saveTeam } from '#lib/server/people/teams.repository.ts';
import { insertRecord } from '#lib/server/records/records.repository.ts';
import { readEpoch } from '#lib/server/sync/serverIdentity.ts';
import { aPdf, sha256Of } from '../fixtures/evidenceFiles.ts';
import { anAction, anAudit, aPerson } from '../fixtures/records.ts';
import { everyone, mayRead, type Canary, type Row } from './accessTable.ts';
import { demoPassword, type DipperServer } from './DipperServer.ts';
import { HttpPerson } from './HttpPerson.ts';

export const canaryOf = (name: Canary): string => `canary-${name.toLowerCase()}-canary`;
export const canaryNames = Object.keys(mayRead) as Canary[];

/** Ids that requests name, and the bodies of sync that ask for everything there is. */
export type Planted = Awaited<ReturnType<typeof plantCanaries>>;

/** Records of each kind, in the north and in the south, with words that nobody but their readers may be sent. */
export async function plantCanaries(server: DipperServer, database: Database) {
	const { db } = database;
	// What the server does by itself each minute would look like something that a refused request had changed.
	await db
		.updateTable('job')
		.set({ due_at: Date.now() + 86_400_000 })
		.where('name', '=', 'ask-about-alerts')
		.execute();
	const now = new Date().toISOString();
	const people: Record<string, string> = {};
	for (const who of everyone.slice(0, 12)) people[who] = (await personOf(database, who)).id;
	const [north, south] = [await placeOf(database, 'Riverside'), await placeOf(database, 'Hillside')];
	const chair = aPerson([{ role: 'auditor', scope: { kind: 'own' } }], { id: crypto.randomUUID(), username: 'chair' });
	const contact = { email: `${canaryOf('email')}@demo.example`, phone: canaryOf('phone'), mustChange: false };
	await insertPerson(db, { ...chair, ...contact, passwordHash: null, createdAt: 1 });

	const keep = async (record: RecordState) => {
		await database.transaction((trx) => insertRecord(trx, record, Date.now()));
		return record.record.id;
	};
	const audit = (name: Canary, head: Partial<AuditHead>, more: Record<string, Field> = {}) => {
		const note: Field = { ver: 2, value: canaryOf(name), by: chair.id, at: now, client: null };
		const whole = { caseRef: `9X-${canaryOf(name)}`, worker: null, template: { id: 'cj-cp', ver: 1 }, ...head };
		return keep({
			...anAudit(whole, { 'note/CJ2.1': note, ...more }),
			record: { kind: 'audit', id: crypto.randomUUID() }
		});
	};
	const action = (text: string, head: Partial<ActionHead>) => {
		const whole = {
			what: text,
			finding: text,
			difference: text,
			caseRef: '9X-200001',
			audit: crypto.randomUUID(),
			...head
		};
		const made = anAction({ raisedAt: now, stateSince: now, dueOn: '2031-01-31', ...whole });
		return keep({ ...made, record: { kind: 'action', id: crypto.randomUUID() } });
	};
	const atNorth = {
		...north,
		owner: people.worker ?? '',
		raisedBy: people.auditor ?? '',
		verifier: people.auditor ?? '',
		worker: null
	};
	const atSouth = { ...south, owner: people['tm.south'] ?? '', raisedBy: chair.id, verifier: chair.id, worker: null };
	const parked = (text: string) =>
		keep({
			record: { kind: 'parked', id: crypto.randomUUID() },
			ver: 1,
			head: {
				state: 'waiting',
				code: 'RECORD_LOCKED',
				change: {
					id: crypto.randomUUID(),
					name: 'note.set',
					record: { kind: 'audit', id: crypto.randomUUID() },
					args: { text }
				},
				by: people.auditor ?? '',
				at: now,
				about: null
			},
			fields: new Map()
		});

	const file = aPdf(canaryOf('fileSouth'));
	const fileSouth = sha256Of(file);
	const named = { question: 'CJ2.1', sha256: fileSouth, name: 'Plan', kind: 'pdf', bytes: file.length };
	const attached = {
		[`evidence/${crypto.randomUUID()}`]: { ver: 1, value: named, by: chair.id, at: now, client: null }
	};
	const records = {
		auditBegun: await audit('auditBegun', { ...north, state: 'begun', auditor: people.auditor ?? '' }),
		auditSouth: await audit(
			'auditSouth',
			{ ...south, state: 'submitted', auditor: chair.id, submittedAt: now },
			attached
		),
		actionNorth: await action(canaryOf('actionNorth'), atNorth),
		actionSouth: await action(canaryOf('actionSouth'), atSouth)
	};
	await keepFile(database, file, chair.id);
	await parked(canaryOf('parked'));
	await renameACase(database, people.qa ?? '');
	const drawn = await drawSample(server, database);

	const epoch = await readEpoch(db);
	const have = {
		[`audit:${records.auditSouth}`]: 1,
		[`audit:${records.auditBegun}`]: 0,
		[`action:${records.actionSouth}`]: 0
	};

	/** An audit of the north with an open alert under its own id, raised by an auditor who is none of these people. */
	function anAlert(id: string): Promise<string> {
		const value = { concern: 'Nobody has visited.' };
		const raised: Field = { ver: 2, value, by: chair.id, at: now, client: null };
		const head = { ...north, state: 'begun', auditor: chair.id, worker: null, openAlerts: 1, openPathways: 1 } as const;
		return keep({
			...anAudit({ caseRef: '9X-200002', template: { id: 'cj-cp', ver: 1 }, ...head }, { [`alert/${id}`]: raised }),
			record: { kind: 'audit', id }
		});
	}

	/** What a row of the table needs made for one request. */
	async function makeFresh(kind: NonNullable<Row['fresh']>): Promise<string> {
		const id = crypto.randomUUID();
		if (kind === 'parked') return parked('Words');
		if (kind === 'alert') return anAlert(id);
		if (kind === 'team') await saveTeam(db, { id, name: `Team ${id}`, service: null, manager: null });
		else if (kind === 'service') await saveService(db, { id, name: `Service ${id}`, head: null });
		else if (kind === 'person') await newPerson(database, id);
		else return action('Set the dates', { ...atNorth, state: kind });
		return id;
	}

	/** Each person syncs as a client of their own: bodies by who sends them. */
	async function syncBodies() {
		const own = { clientId: crypto.randomUUID(), deviceId: crypto.randomUUID() };
		const changes: unknown[] = [];
		for (const record of [
			{ kind: 'audit', id: records.auditSouth },
			{ kind: 'action', id: records.actionSouth }
		]) {
			const name = record.kind === 'audit' ? 'note.set' : 'action.progress';
			const args = record.kind === 'audit' ? { question: 'CJ2.1', text: 'Overwritten' } : { note: 'Overwritten' };
			const change = { n: changes.length + 1, id: crypto.randomUUID(), at: now, name, record, args, base: 0 };
			changes.push({ ...change, h: await changeHash(change) });
		}
		return {
			hello: { ...greeting, ...own },
			push: { proto: 1, epoch, ...own, build: 'test', changes },
			pull: { proto: 1, epoch, clientId: own.clientId, have, seq: 1, limitBytes: 20_000_000 }
		};
	}

	return {
		...records,
		...drawn,
		...(await thePlan(database)),
		fileSouth,
		people: people as Record<string, string> & { readonly 'tm.north': string; readonly auditor: string },
		person: chair.id,
		team: north.team,
		makeFresh,
		syncBodies
	};
}

const greeting = {
	proto: [1],
	build: 'test',
	storeSchema: 1,
	epoch: null,
	lastN: 0,
	outboxCount: 0,
	oldestUnsentAt: null,
	keptCount: 0,
	persisted: true,
	quota: { used: 0, max: 1 },
	clock: '2026-03-01T12:00:00.000Z',
	templates: {}
};

async function keepFile(database: Database, file: Uint8Array, by: string): Promise<void> {
	const sha256 = sha256Of(file);
	const whole = { sha256, kind: 'pdf', bytes: file.length, served_sha256: sha256, served_bytes: file.length } as const;
	await database.transaction(async (trx) => {
		await addFile(trx, { ...whole, scan: 'none', at: 1 }, file);
		await addHolder(trx, sha256, by, file.length, 1);
	});
}

async function personOf(database: Database, who: string) {
	const found = await findPersonByUsername(database.db, `${who}@demo.example`);
	if (found === null) throw new Error(`nobody is ${who}`);
	return found;
}

async function placeOf({ db }: Database, team: string): Promise<{ team: string; service: string }> {
	const row = await db.selectFrom('team').selectAll().where('name', '=', team).executeTakeFirstOrThrow();
	return { team: row.id, service: row.service_id ?? '' };
}

/** The demo's improvement plan, and an action of it that nobody leads. */
async function thePlan({ db }: Database): Promise<{ plan: string; planItem: string }> {
	const item = await db.selectFrom('plan_item').selectAll().where('ref', '=', '1.1').executeTakeFirstOrThrow();
	return { plan: item.plan_id, planItem: item.id };
}

async function newPerson({ db }: Database, id: string): Promise<void> {
	const person = aPerson([{ role: 'auditor', scope: { kind: 'own' } }], { id, username: `fresh-${id}` });
	await insertPerson(db, { ...person, email: null, phone: null, mustChange: false, passwordHash: null, createdAt: 1 });
}

/** Two who are signed in when their access ends: one has left, one's last day has passed. */
export async function plantLeavers({ db }: Database): Promise<void> {
	const passwordHash = await hashPassword(demoPassword);
	for (const username of ['left', 'late']) {
		const grants = (['qa-manager', 'administrator', 'director'] as const).map((role) => ({
			role,
			scope: { kind: 'council' } as const
		}));
		const person = aPerson(grants, { id: crypto.randomUUID(), username });
		await insertPerson(db, { ...person, email: null, phone: null, mustChange: false, passwordHash, createdAt: 1 });
	}
}

export async function endTheirAccess({ db }: Database): Promise<void> {
	await db.updateTable('person').set({ status: 'deactivated' }).where('username', '=', 'left').execute();
	await db.updateTable('person').set({ until_on: '2026-01-01' }).where('username', '=', 'late').execute();
}

/** A closed case of the caseload gets the canary for its number: no sample draws it. */
async function renameACase(database: Database, qa: string): Promise<void> {
	const { db } = database;
	const person = { ...(await personOf(database, 'qa')), id: qa };
	const frame = await readCurrentFrame({ database, person, now: Date.now() });
	const closed = frame?.cases.find((one) => !one.open);
	if (frame === null || closed === undefined) throw new Error('no closed case in the caseload');
	const renamed = { ...closed, caseRef: canaryOf('caseload') };
	await db
		.updateTable('frame_case')
		.set({ case_ref: renamed.caseRef, facts: writeJson(renamed) })
		.where('frame_id', '=', frame.id)
		.where('case_ref', '=', closed.caseRef)
		.execute();
}

/** Drawn by the QA manager as the page draws it, and not allocated yet. */
async function drawSample(server: DipperServer, { db }: Database) {
	const qa = new HttpPerson(server.origin);
	await qa.signIn('qa@demo.example', demoPassword);
	const form = {
		template: 'cj-cp~1',
		name: canaryOf('sample'),
		seed: '417-heron',
		method: 'simple-random',
		size: '4',
		months: '0',
		stage: 'child-protection'
	};
	const answer = await qa.send('POST', '/sampling/new?/draw', { form });
	const sample = /\/sampling\/([\w-]+)/.exec(answer.headers.get('location') ?? '')?.[1];
	if (sample === undefined) throw new Error(`no sample was drawn: ${String(answer.status)} ${await answer.text()}`);
	const cases = await db
		.selectFrom('sample_case')
		.selectAll()
		.where('sample_id', '=', sample)
		.orderBy('place')
		.execute();
	return { sample, sampleCase: cases[0]?.case_ref ?? '', otherCase: cases[1]?.case_ref ?? '' };
}
