import { z } from 'zod';
import type { MappingChoice } from '#lib/domain/frames/mapColumns.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import type { Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { findMapping, mappingChoice, saveMappingRow } from './frameHistory.repository.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const given = z.strictObject({ headers: digest, mapping: mappingChoice });

/** How a CSV with these headers was mapped the last time it was accepted; null where none was. */
export async function recallMapping(acting: Acting, headers: string): Promise<MappingChoice | null> {
	requireMay(acting, 'import-caseload');
	return digest.safeParse(headers).success ? findMapping(acting.database.db, headers) : null;
}

/** Keeps how the columns were mapped, for the next file with the same headers. */
export async function saveMapping(acting: Acting, asked: unknown): Promise<Result<void, 'mapping.invalid'>> {
	requireMay(acting, 'import-caseload');
	const parsed = given.safeParse(asked);
	if (!parsed.success) return problem('mapping.invalid');
	await acting.database.transaction(async (trx) => {
		await saveMappingRow(trx, { ...parsed.data, by: acting.person.id, at: acting.now });
		await logOfficeAct(trx, acting, 'frame.mapping', parsed.data);
	});
	return ok(undefined);
}
