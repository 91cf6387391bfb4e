import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import type { PullAnswer } from '#lib/protocol/pull.ts';
import type { RecordRow, SummaryRow } from '../store/DeviceStore.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import { nameOf } from '../store/sealedShapes.ts';
import { overlay, summariesOf, unmadeActions } from '../store/viewRecord.ts';
import { leaseFrom } from '../vault/lease.ts';
import { readPulled } from './readPulled.ts';
import { afterLettingGo, backedUpTo, findToLetGo, nothingToLetGo, reportLetGo } from './letGo.ts';
import type { SyncParts } from './SyncParts.ts';

export type Taken =
	/** Another answer was asked for since, in this tab or another: this one is stale (W5). */
	| { readonly taken: false }
	/** Names of records that must be fetched whole. */
	| { readonly taken: true; readonly again: readonly string[] };

/**
 * Takes one answer, or the gathered pages of a reset, in one transaction: what it puts, what is gone, and
 * what waits replayed on top of it (SPEC.md W4–W6). It never touches the outbox.
 */
export async function takePull(
	{ open, report }: Pick<SyncParts, 'open' | 'report'>,
	answer: PullAnswer
): Promise<Taken> {
	for (;;) {
		const position = await open.position();
		if (position.seq !== answer.seq) return { taken: false };
		const state = await open.state();
		const me = { person: state.me.id, clientId: open.clientId };
		const records: RecordState[] = [];
		const again: string[] = [];
		for (const pulled of answer.put) {
			const ref = pulled.record as RecordState['record'];
			const record = await readPulled(pulled, answer.reset ? null : await open.base(ref), me);
			if (record === null) again.push(nameOf(ref));
			else records.push(record);
		}
		const gone = await whatGoes(open, answer);
		const bad = answer.put.filter(({ record }) => again.includes(`${record.kind}:${record.id}`));
		const dropped = await Promise.all(bad.map(({ record }) => open.rid(record as RecordState['record'])));
		const { rows, summaries } = await sealAll(open, records);
		// Only a hello may say that the server was restored: it sends again what was lost, and nothing is let go before.
		const isGreeted = answer.epoch === state.serverEpoch;
		const backing = backedUpTo(state, isGreeted ? answer.durableN : 0, open.now());
		const letGo = isGreeted ? await findToLetGo(open, state, backing.durableN) : nothingToLetGo;
		const orphans = answer.reset ? await draftsWithout(open, [...rows, ...summaries]) : [];
		const written = await open.write({
			expect: position,
			...(answer.reset ? { clear: ['records', 'summaries'] as const } : {}),
			drop: {
				records: [...gone, ...dropped],
				summaries: gone,
				draftsOf: [...gone, ...orphans],
				sentFilesOf: gone,
				kept: letGo.drop
			},
			put: { records: rows, summaries },
			meta: await open.sealState({
				...afterLettingGo(state, letGo),
				epoch: answer.epoch,
				...backing,
				permVer: answer.permVer,
				offlineUntil: answer.lease.offlineUntil,
				lease: leaseFrom(answer.lease.offlineUntil, answer.serverTime, Date.parse(open.now()))
			}),
			turns: true
		});
		if (!written) continue;
		reportLetGo(open, state, letGo, report);
		open.bell.ring();
		return { taken: true, again };
	}
}

/** What is filed under every record that is gone, and under the actions that only unsent work on one of them would make. */
async function whatGoes(open: OpenStore, { gone, put }: PullAnswer): Promise<string[]> {
	const rids = await Promise.all(gone.map(({ record }) => open.rid(record as RecordState['record'])));
	const came = await Promise.all(put.map(({ record }) => open.rid(record as RecordState['record'])));
	const lost = (await open.changes()).filter(({ rid }) => rids.includes(rid)).map(({ change }) => change);
	return [...rids, ...(await unmadeActions(open, lost)).filter((rid) => !came.includes(rid))];
}

/** After a reset only what came is here: drafts of all else go as those of a record that is gone (W6). */
async function draftsWithout(open: OpenStore, came: readonly RecordRow[]): Promise<string[]> {
	const { drafts } = await open.store.everything();
	return drafts.map(({ rid }) => rid).filter((rid) => !came.some((row) => row.rid === rid));
}

/** Templates come first: what an audit's summary says hangs on its template. */
async function sealAll(
	open: OpenStore,
	records: readonly RecordState[]
): Promise<{ rows: RecordRow[]; summaries: SummaryRow[] }> {
	const changes = await open.changes();
	const rows = await Promise.all(records.map((record) => open.sealRecord(record)));
	const summaries: SummaryRow[] = [];
	for (const record of records) {
		const view = await overlay(open, record, record, changes, records);
		for (const summary of await summariesOf(open, view)) summaries.push(await open.sealSummary(summary));
	}
	return { rows, summaries };
}
