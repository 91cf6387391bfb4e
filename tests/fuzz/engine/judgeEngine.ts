import type { RecordRef, RecordState } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { findRecord } from '#lib/server/records/records.repository.ts';
import type { EngineWorld } from './EngineWorld.ts';
import { judgeHistory } from './judgeHistory.ts';

/** After everything came to rest: I1–I4, I6, I9, I12, M1–M6, by what lies in the database and on the tablets. */
export async function judgeEngine(world: EngineWorld): Promise<void> {
	const { db } = world.server.database;
	const all = await db.selectFrom('record_history').selectAll().orderBy('log_seq').execute();
	const rows = all.filter(({ client_id }) => client_id !== null);
	judgeOnce(world, rows);
	judgeOrder(world, rows);
	for (const audit of world.server.audits) {
		const found = must((await findRecord(db, audit)) ?? undefined, 'the audit');
		const own = rows.filter(({ id }) => id === audit.id);
		judgeHistory(world, found.state, own);
		await judgeTablets(world, audit, found.state);
	}
	await judgeParked(world);
	const log = await verifyLog(db);
	if (!log.ok) world.violations.add('lost', 'W2', 'the log does not verify');
}

export type Row = {
	readonly log_seq: number;
	readonly key: string;
	readonly kind: string;
	readonly id: string;
	readonly name: string;
	readonly ver: number;
	readonly value: string;
	readonly how: string;
	readonly by_id: string;
	readonly client_id: string | null;
	readonly n: number | null;
	readonly change_id: string | null;
	readonly base: number;
	readonly at: number;
};

function judgeOnce(world: EngineWorld, rows: readonly Row[]): void {
	const entries = new Map<string, Set<number>>();
	for (const { change_id, log_seq } of rows)
		entries.set(change_id ?? '', (entries.get(change_id ?? '') ?? new Set()).add(log_seq));
	for (const id of world.acknowledged) if (!entries.has(id)) world.violations.add('lost', 'I1', `${id} is nowhere`);
	for (const [id, seqs] of entries)
		if (seqs.size > 1) world.violations.add('doubled', 'I1', `${id} stands ${String(seqs.size)} times`);
}

function judgeOrder(world: EngineWorld, rows: readonly Row[]): void {
	const last = new Map<string, number>();
	for (const { client_id, n, id, key, how } of rows) {
		if (how === 'parked') continue;
		const place = `${client_id ?? ''} ${id} ${key}`;
		if ((last.get(place) ?? 0) > (n ?? 0)) world.violations.add('diverged', 'I3', `${place} is out of order`);
		last.set(place, n ?? 0);
	}
}

async function judgeTablets(world: EngineWorld, audit: RecordRef, truth: RecordState): Promise<void> {
	const holder = await world.holderOf(audit);
	for (const tablet of world.tablets) {
		const { open } = await tablet.page();
		const waiting = (await open.store.outbox()).length;
		if (waiting > 0) world.violations.add('lost', 'I9', `${String(waiting)} changes wait for ever`);
		await open.position();
		const base = await open.base(audit);
		if (holder !== tablet.person.id) {
			const isNamed = (await open.summaries()).some(({ record }) => record.id === audit.id);
			if (base !== null || isNamed) world.violations.add('leaked', 'I4', 'an audit is still on a tablet');
		} else if (base === null || plainly(base) !== plainly(truth)) {
			world.violations.add('diverged', 'I2', `${tablet.person.name} sees another audit`);
		}
	}
}

function plainly({ ver, fields }: RecordState): string {
	const lines = [...fields].map(([key, one]) => [key, one.ver, one.value, (one.other ?? []).map(({ ver: v }) => v)]);
	return JSON.stringify([ver, lines.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))]);
}

/** I12: each is a record that the QA manager is sent. */
async function judgeParked(world: EngineWorld): Promise<void> {
	const { db } = world.server.database;
	const parked = await db.selectFrom('record_history').select('value').where('how', '=', 'parked').execute();
	const records = await db.selectFrom('record').select('id').where('kind', '=', 'parked').execute();
	const there = new Set(records.map(({ id }) => id));
	for (const { value } of parked) {
		const { parked: id } = JSON.parse(value) as { parked: string };
		if (!there.has(id)) world.violations.add('lost', 'I12', 'parked work is out of sight');
	}
}
