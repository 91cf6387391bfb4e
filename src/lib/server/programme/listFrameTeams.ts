import { findCurrentFrame, findFrameCases } from '../frames/frames.repository.ts';
import type { Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';

/** The names of teams as the caseload has them, of its open cases. */
export async function listFrameTeams(acting: Acting): Promise<string[]> {
	requireMay(acting, 'keep-programme');
	const { db } = acting.database;
	const frame = await findCurrentFrame(db);
	if (frame === undefined) return [];
	const open = (await findFrameCases(db, frame.id)).filter((one) => one.open);
	return [...new Set(open.flatMap(({ team }) => team ?? []))].sort((a, b) => a.localeCompare(b, 'en-GB'));
}
