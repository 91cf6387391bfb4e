import type { Transaction } from 'kysely';
import type { ActionRecord } from '#lib/domain/changes/RecordState.ts';
import { caseKey } from '#lib/domain/frames/caseNumber.ts';
import { chaseOn } from '#lib/domain/improvement/chaseLoop.ts';
import { coverOf, type CasePlace, type LoopCover } from '#lib/domain/improvement/coverLoop.ts';
import type { LoopStaff } from '#lib/domain/improvement/loopStaff.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Database, Tables } from '../db/connection.ts';
import { findCurrentFrame, findFrameCases } from '../frames/frames.repository.ts';
import { readNameTies } from '../frames/nameTies.ts';
import type { Job, JobFacts } from '../jobs/Job.ts';
import { onWorkingDay, type WorkingDay } from '../programme/onWorkingDay.ts';
import type { Acting } from '../records/Acting.ts';
import { performAsDipper } from '../records/performAsDipper.ts';
import { lockRecord, updateRecord } from '../records/records.repository.ts';
import { readStaff } from './readStaff.ts';
import { insertLoopChases, listOpenActions } from './tending.repository.ts';

/**
 * Early each working day, before anyone is at a desk: gives on what has nobody, then reminds of what stands still. So no
 * action is without an owner for more than a working day, whoever leaves.
 */
export const tendLoops: Job = {
	name: 'tend-loops',
	every: '25 5 * * *',
	run: loopDay
};

export function loopDay(day: WorkingDay): Promise<JobFacts> {
	const { database, now, signal, stillMine } = day;
	return onWorkingDay(day, async (acting, today) => {
		const staff = await readStaff(database, today);
		const placeOf = await readPlaces(database);
		const facts = { given: 0, moved: 0, unverified: 0 };
		for (const action of await listOpenActions(database.db)) {
			if (signal?.aborted === true) break;
			const place = action.head.caseRef === undefined ? null : placeOf(action.head.caseRef);
			if (coverOf(action.head, place, staff, today) === null) continue;
			const cover = await database.transaction(async (trx) => {
				await stillMine?.(trx);
				return coverUnderLock(trx, acting, action, { place, staff, today });
			});
			if (cover?.owner !== undefined) facts.given += 1;
			if (cover?.place !== undefined) facts.moved += 1;
			if (cover?.verifier === null) facts.unverified += 1;
		}
		return { ...facts, chased: await chase(database, staff, today, now, stillMine) };
	});
}

/** Where the caseload has each child now; null for a child it does not have, or whose team is tied to none here. */
async function readPlaces({ db }: Database): Promise<(caseRef: string) => CasePlace | null> {
	const frame = await findCurrentFrame(db);
	if (frame === undefined) return () => null;
	const ties = await readNameTies(db);
	const teams = new Map((await findFrameCases(db, frame.id)).map((one) => [caseKey(one.caseRef), one.team]));
	return (caseRef) => {
		const { team, service } = ties.place(teams.get(caseKey(caseRef)) ?? null);
		return team === null ? null : { team, service };
	};
}

/** On the record as it is under its lock: whoever changed it since the list was read is not overruled. */
async function coverUnderLock(
	trx: Transaction<Tables>,
	acting: Acting,
	{ record }: ActionRecord,
	{ place, staff, today }: { readonly place: CasePlace | null; readonly staff: LoopStaff; readonly today: Day }
): Promise<LoopCover | null> {
	const found = await lockRecord(trx, acting.database.kind, record);
	if (found === null || found.deletedWhy !== null) return null;
	const action = found.state as ActionRecord;
	const cover = coverOf(action.head, place, staff, today);
	if (cover === null) return null;
	const { owner, place: moved, verifier } = cover;
	if (moved !== undefined || verifier === null) {
		const head = { ...action.head, ...(moved ?? {}), ...(verifier === null ? { verifier } : {}) };
		await updateRecord(trx, { ...action, ver: action.ver + 1, head }, [], acting.now);
	}
	if (owner !== undefined) {
		const args = { owner: owner.to, reason: owner.because };
		await performAsDipper(trx, acting, { record, name: 'action.transfer', args });
	}
	return cover;
}

function chase(
	database: Database,
	staff: LoopStaff,
	today: Day,
	now: number,
	stillMine: WorkingDay['stillMine']
): Promise<number> {
	return database.transaction(async (trx) => {
		await stillMine?.(trx);
		const chases = (await listOpenActions(trx)).flatMap(({ record, head }) => {
			const due = chaseOn(head, staff, today);
			return due === null ? [] : [{ ...due, action: record.id }];
		});
		return insertLoopChases(trx, chases, now);
	});
}
