import type { Selectable } from 'kysely';
import { z } from 'zod';
import { compareFrames } from '#lib/domain/frames/compareFrames.ts';
import { caseKey } from '#lib/domain/frames/caseNumber.ts';
import { partMarks, type ImportedMarks } from '#lib/domain/frames/caseMarks.ts';
import { importedCase, type FrameCase, type SamplingFrame } from '#lib/domain/frames/SamplingFrame.ts';
import { isDay, type Day, type Instant } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import type { FrameTable } from '../db/tables/records.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { findPerson } from '../people/people.repository.ts';
import { listTeams } from '../people/teams.repository.ts';
import { instantOf, todayOf, type Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { findImports, insertFrameChange, type FrameChange } from './frameHistory.repository.ts';
import {
	dropReplacedCases,
	findCurrentFrame,
	findFrameCases,
	insertFrame,
	lockFrames,
	saveTieRow
} from './frames.repository.ts';
import { takeImportedMarks } from './marks.repository.ts';
import { nameKey, readNameTies, type Tied } from './nameTies.ts';

export type FrameSummary = {
	readonly id: string;
	readonly takenOn: Day;
	readonly importedAt: Instant;
	readonly importedBy: PersonId;
	readonly source: string;
	readonly cases: number;
	readonly open: number;
};

export type FrameProblem =
	| 'frame.invalid'
	| 'frame.empty'
	/** facts: caseRef */
	| 'frame.duplicate-case'
	| 'frame.not-a-day'
	| 'frame.date-in-future'
	| 'frame.source-missing';

const longestSource = 200;

/** Takes a caseload in the place of the last one. Only the columns of `importedCase` are let in: anything else is refused whole. */
export async function acceptFrame(
	acting: Acting,
	given: { readonly cases: unknown; readonly takenOn: string; readonly source: string }
): Promise<Result<FrameSummary, FrameProblem>> {
	requireMay(acting, 'import-caseload');
	const checked = checkFrame(given, todayOf(acting.now));
	if (!checked.ok) return checked;
	const { cases, told, takenOn, source } = checked.value;
	const frame: FrameTable = {
		id: crypto.randomUUID(),
		taken_on: takenOn,
		source,
		imported_at: acting.now,
		imported_by: acting.person.id,
		case_count: cases.length,
		open_count: cases.filter((one) => one.open).length,
		is_current: 1
	};
	await acting.database.transaction(async (trx) => {
		await lockFrames(trx, acting.database.kind);
		const before = await findCurrentFrame(trx);
		const change = before === undefined ? null : changeOf(await findFrameCases(trx, before.id), cases);
		await insertFrame(trx, frame, cases);
		if (change !== null) await insertFrameChange(trx, frame.id, change);
		await dropReplacedCases(trx);
		await takeImportedMarks(trx, told, { by: acting.person.id, at: acting.now });
		await logOfficeAct(trx, acting, 'frame.accept', { frame: frame.id, takenOn, source, cases: cases.length });
	});
	return ok(summaryOf(frame));
}

function changeOf(before: readonly FrameCase[], after: readonly FrameCase[]): FrameChange {
	const { new: fresh, gone, team, worker, stage, unchanged } = compareFrames(before, after);
	const counts = { new: fresh.length, team: team.length, worker: worker.length, stage: stage.length, unchanged };
	return { ...counts, gone: [...gone].sort() };
}

function checkFrame(
	given: { readonly cases: unknown; readonly takenOn: string; readonly source: string },
	today: Day
): Result<{ cases: FrameCase[]; told: ImportedMarks; takenOn: Day; source: string }, FrameProblem> {
	const source = cleanText(given.source).trim().slice(0, longestSource);
	if (source === '') return problem('frame.source-missing');
	if (!isDay(given.takenOn)) return problem('frame.not-a-day');
	if (given.takenOn > today) return problem('frame.date-in-future');
	const parsed = z.array(importedCase).safeParse(given.cases);
	if (!parsed.success) return problem('frame.invalid', { at: parsed.error.issues[0]?.path.join('.') ?? '' });
	if (parsed.data.length === 0) return problem('frame.empty');
	const seen = new Set<string>();
	const twice = parsed.data.find(({ caseRef }) => seen.size === seen.add(caseKey(caseRef)).size);
	if (twice !== undefined) return problem('frame.duplicate-case', { caseRef: twice.caseRef });
	return ok({ ...partMarks(parsed.data), takenOn: given.takenOn, source });
}

function summaryOf(row: Selectable<FrameTable>): FrameSummary {
	return {
		id: row.id,
		takenOn: row.taken_on,
		importedAt: instantOf(row.imported_at),
		importedBy: row.imported_by,
		source: row.source,
		cases: row.case_count,
		open: row.open_count
	};
}

export type ImportListing = FrameSummary & {
	readonly isCurrent: boolean;
	/** What it changed against the one before; null for the first, and for imports of before this was kept. */
	readonly change: FrameChange | null;
};

const importsShown = 24;

/** The imports so far, the newest first. */
export async function listImports(acting: Acting): Promise<ImportListing[]> {
	requireMay(acting, 'import-caseload');
	const rows = await findImports(acting.database.db, importsShown);
	return rows.map((row) => ({ ...summaryOf(row), isCurrent: row.is_current === 1, change: row.change }));
}

/** The caseload in use, without its cases. */
export async function currentFrame(acting: Acting): Promise<FrameSummary | null> {
	requireMay(acting, 'draw-sample');
	const row = await findCurrentFrame(acting.database.db);
	return row === undefined ? null : summaryOf(row);
}

/** The caseload in use with every case: for comparing the next import with it. */
export async function readCurrentFrame(acting: Acting): Promise<SamplingFrame | null> {
	requireMay(acting, 'import-caseload');
	const row = await findCurrentFrame(acting.database.db);
	if (row === undefined) return null;
	const { id, takenOn, importedAt, source } = summaryOf(row);
	return { id, takenOn, importedAt, source, cases: await findFrameCases(acting.database.db, row.id) };
}

export type TiedName = Tied & {
	readonly name: string;
	readonly cases: number;
	/** Whom a name tied to nobody may stand for. */
	readonly suggested: string | null;
};

/** Every team and worker that the caseload names, and whom each stands for here; the unmatched first. */
export async function listTies(acting: Acting): Promise<{ teams: TiedName[]; workers: TiedName[] }> {
	requireMay(acting, 'import-caseload');
	const { db } = acting.database;
	const row = await findCurrentFrame(db);
	const cases = row === undefined ? [] : await findFrameCases(db, row.id);
	const ties = await readNameTies(db);
	return {
		teams: countNames(
			cases.map((one) => one.team),
			ties.team,
			(name) => ties.suggest('team', name)
		),
		workers: countNames(
			cases.map((one) => one.worker),
			ties.worker,
			(name) => ties.suggest('worker', name)
		)
	};
}

function countNames(
	names: readonly (string | null)[],
	tie: (name: string) => Tied,
	suggest: (name: string) => string | null
): TiedName[] {
	const groups = Map.groupBy(
		names.filter((name) => name !== null),
		nameKey
	);
	return [...groups.values()]
		.flatMap((of) => {
			const [name] = of;
			if (name === undefined) return [];
			const tied = tie(name);
			return [{ name, cases: of.length, ...tied, suggested: tied.how === 'none' ? suggest(name) : null }];
		})
		.sort(
			(a, b) =>
				Number(a.how !== 'none') - Number(b.how !== 'none') ||
				b.cases - a.cases ||
				a.name.localeCompare(b.name, 'en-GB')
		);
}

/** Ties a name of the import to a team or person by hand, for this caseload and those to come; null says: nobody here. */
export async function saveTie(
	acting: Acting,
	{ kind, name, target }: { readonly kind: 'team' | 'worker'; readonly name: string; readonly target: string | null }
): Promise<Result<void, 'tie.target-unknown' | 'tie.name-missing'>> {
	requireMay(acting, 'import-caseload');
	const key = nameKey(cleanText(name));
	if (key === '') return problem('tie.name-missing');
	if (target !== null && !(await isThere(acting, kind, target))) return problem('tie.target-unknown');
	await acting.database.transaction(async (trx) => {
		await saveTieRow(trx, { kind, name_key: key, target_id: target, tied_by: acting.person.id, tied_at: acting.now });
		await logOfficeAct(trx, acting, 'frame.tie', { kind, name: key, target });
	});
	return ok(undefined);
}

async function isThere({ database: { db } }: Acting, kind: 'team' | 'worker', target: string): Promise<boolean> {
	if (kind === 'worker') return (await findPerson(db, target)) !== null;
	return (await listTeams(db)).some(({ id }) => id === target);
}
