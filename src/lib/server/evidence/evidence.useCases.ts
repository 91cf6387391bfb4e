import { isActive, maySee } from '#lib/domain/access/can.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { readEvidence as filesOf, type ShownEvidence } from '#lib/domain/evidence/readEvidence.ts';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import { mostParts, type CompleteAnswer, type CompleteRequest } from '#lib/protocol/evidence.ts';
import { findClient } from '../sync/clients.repository.ts';
import { noteAccess } from '../log/accessLog.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { evidenceNotFound, partDiffers, partOutOfRange } from './evidence.errors.ts';
import {
	addPart,
	findFile,
	findLinks,
	findPart,
	listHolders,
	listParts,
	readChunks,
	type EvidenceFile,
	type LinkedRecord
} from './evidence.repository.ts';
import { joined, keepWhole, type Named } from './keepWhole.ts';
import { requireRoom } from './quota.ts';
import type { Scan } from './scanner.ts';

/** How far a file has come, for who attached it and for who may see a record that names it. */
export type Standing =
	| { readonly kind: 'whole'; readonly file: EvidenceFile }
	| { readonly kind: 'parts'; readonly parts: readonly number[] }
	| { readonly kind: 'none' };

/** HEAD (P14). Who neither attached nor sees it is answered as if there were nothing (P8). */
export async function readStanding({ acting, sha256 }: Named): Promise<Standing> {
	const { db } = acting.database;
	const { mine, seen } = await linksFor(acting, sha256);
	const file = await findFile(db, sha256);
	if (file !== null && sentByOne(await listHolders(db, sha256), [...mine, ...seen])) return { kind: 'whole', file };
	const senders = new Set([...mine, ...seen].map((link) => link.by_id));
	for (const sender of senders) {
		const parts = await listParts(db, sha256, sender);
		if (parts.length > 0) return { kind: 'parts', parts: parts.map(({ part }) => part) };
	}
	return { kind: 'none' };
}

/**
 * PUT (P14). The same part again is as good as the first time. Another body under a part that is there is refused and
 * the first kept: which of the two is right only the whole can tell, and if it was the second, `complete` finds the
 * hash wrong and everything is sent anew. The tablet holds the file until then.
 */
export async function takePart({ acting, sha256 }: Named, part: number, body: Uint8Array): Promise<void> {
	const { database, person, now } = acting;
	const { mine } = await linksFor(acting, sha256);
	const [link] = mine;
	if (link === undefined) throw evidenceNotFound();
	if (!Number.isInteger(part) || part < 0 || part >= mostParts || body.length === 0) throw partOutOfRange();
	if ((await listHolders(database.db, sha256)).has(person.id)) return;
	const there = await listParts(database.db, sha256, person.id);
	if (there.length === 0) await requireRoom(database.db, person.id, link.bytes, now);
	const added = await addPart(database.db, { sha256, personId: person.id, part, at: now }, body);
	if (added) return;
	const kept = await findPart(database.db, sha256, person.id, part);
	if (kept !== null && !Buffer.from(kept).equals(body)) throw partDiffers();
}

/** POST complete (P14): whole, of that name, of the kind it was attached as, clean; then it is kept and its parts go. */
export async function complete(
	{ acting, sha256 }: Named,
	request: CompleteRequest,
	scan: Scan | null
): Promise<CompleteAnswer> {
	const { database, person } = acting;
	const { mine } = await linksFor(acting, sha256);
	if (mine.length === 0) throw evidenceNotFound();
	const before = await findFile(database.db, sha256);
	if (before !== null && (await listHolders(database.db, sha256)).has(person.id)) return answerOf(before);
	const kinds = mine.map((link) => link.file_kind);
	return answerOf(await keepWhole({ acting, sha256 }, request, { kinds, scan }));
}

/** GET: for whoever may see a record that names the file, and it is noted that they saw it. */
export async function readEvidence({
	acting,
	sha256
}: Named): Promise<{ file: EvidenceFile; bytes: Uint8Array<ArrayBuffer> }> {
	const { database, person, now } = acting;
	const { db } = database;
	const { seen } = await linksFor(acting, sha256);
	const file = await findFile(db, sha256);
	const holders = await listHolders(db, sha256);
	const through = seen.find((link) => holders.has(link.by_id));
	if (file === null || through === undefined) throw evidenceNotFound();
	await noteAccess(db, { at: now, personId: person.id, clientId: null, act: 'evidence' }, [through.record]);
	return { file, bytes: joined(await readChunks(db, sha256)) };
}

/** The files of a record that this person reads, for a page: those whose bytes are not here say where they still are. */
export async function listEvidence(acting: Acting, { fields }: Pick<RecordState, 'fields'>): Promise<ShownEvidence[]> {
	const { db } = acting.database;
	return Promise.all(
		filesOf(fields).map(async (file) => {
			const isWhole = (await listHolders(db, file.sha256)).has(file.by);
			const clientId = fields.get(`evidence/${file.id}`)?.client ?? null;
			const client = isWhole || clientId === null ? null : await findClient(db, clientId);
			return { ...file, isWhole, tablet: client === null ? null : client.device_id.slice(0, 8) };
		})
	);
}

type SeenLink = LinkedRecord & { readonly record: RecordState };

/** The links this person made, and those in records they may see. A link by someone else's word alone gives nothing. */
async function linksFor(acting: Acting, sha256: string): Promise<{ mine: LinkedRecord[]; seen: SeenLink[] }> {
	const { database, person, now } = acting;
	if (!isActive(person, todayOf(now))) return { mine: [], seen: [] };
	const links = await findLinks(database.db, sha256);
	return {
		mine: links.filter((link) => link.by_id === person.id),
		seen: links.filter((link): link is SeenLink => isSeen(person, link, now))
	};
}

function isSeen(person: Person, { record }: LinkedRecord, now: number): boolean {
	return record !== null && maySee(person, record, todayOf(now));
}

function sentByOne(holders: ReadonlySet<string>, links: readonly LinkedRecord[]): boolean {
	return links.some((link) => holders.has(link.by_id));
}

function answerOf({ sha256, kind, served_sha256, served_bytes }: EvidenceFile): CompleteAnswer {
	return { sha256, kind, served: { sha256: served_sha256, bytes: served_bytes } };
}
