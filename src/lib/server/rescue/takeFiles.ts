import { partCount } from '#lib/protocol/evidence.ts';
import type { RescuedFile } from '#lib/protocol/rescue.ts';
import { addPart, findLinks, listHolders, listParts } from '../evidence/evidence.repository.ts';
import { keepWhole } from '../evidence/keepWhole.ts';
import { requireRoom } from '../evidence/quota.ts';
import type { Scan } from '../evidence/scanner.ts';
import type { Acting } from '../records/Acting.ts';
import { Refusal } from '../Refusal.ts';
import type { OpenedFile } from './openFiles.ts';

/** What is told of a file beside its id. */
type Outcome = { readonly st: RescuedFile['st']; readonly parts?: number[]; readonly code?: RescuedFile['code'] };
type Opened = NonNullable<OpenedFile['opened']>;

/**
 * Files that only the tablet had, under the same rules as any other (P14): named by what their person attached, of the
 * kind it says, looked through, within the council's room. Their person may be gone: what they may do now is not asked,
 * for what attaches the file has been judged already.
 */
export async function takeFiles(
	acting: Acting,
	files: readonly OpenedFile[],
	scan: Scan | null
): Promise<RescuedFile[]> {
	const taken: RescuedFile[] = [];
	for (const { id, opened } of files)
		taken.push({ id, ...(opened === null ? { st: 'unread' } : await takeFile(acting, opened, scan)) });
	return taken;
}

async function takeFile(acting: Acting, { facts, parts }: Opened, scan: Scan | null): Promise<Outcome> {
	const { database, person, now } = acting;
	const { db } = database;
	const { sha256 } = facts;
	const mine = (await findLinks(db, sha256)).filter((link) => link.by_id === person.id);
	if (mine.length === 0) return { st: 'unnamed' };
	if ((await listHolders(db, sha256)).has(person.id)) return { st: 'kept' };
	const before = await listParts(db, sha256, person.id);
	if (before.length === 0 && parts.length > 0) await requireRoom(db, person.id, facts.bytes, now);
	for (const { index, bytes } of parts) await addPart(db, { sha256, personId: person.id, part: index, at: now }, bytes);
	const there = (await listParts(db, sha256, person.id)).map(({ part }) => part);
	const count = partCount(facts.bytes);
	if (there.length < count) return { st: 'parts', parts: there };
	const kinds = mine.map((link) => link.file_kind);
	return judged(keepWhole({ acting, sha256 }, { bytes: facts.bytes, parts: count }, { kinds, scan }));
}

const forGood = new Set(['WRONG_TYPE', 'VIRUS']);
const anew = new Set(['HASH_MISMATCH', 'LENGTH_MISMATCH', 'PARTS_MISSING']);

/** No room, or a scanner that is silent, is for the whole request to say: the tablet tries again. */
async function judged(keeping: Promise<unknown>): Promise<Outcome> {
	try {
		await keeping;
		return { st: 'kept' };
	} catch (error) {
		if (error instanceof Refusal && forGood.has(error.code))
			return { st: 'refused', code: error.code as RescuedFile['code'] };
		if (error instanceof Refusal && anew.has(error.code)) return { st: 'parts', parts: [] };
		throw error;
	}
}
