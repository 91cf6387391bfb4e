import { partCount } from '#lib/protocol/evidence.ts';
import {
	rescueLimits,
	type RescueAnswer,
	type RescuedFile,
	type RescueReason,
	type SealedFile
} from '#lib/protocol/rescue.ts';
import { partKey } from '../evidence/sealedFile.ts';
import type { DeviceStore, FileRow } from '../store/DeviceStore.ts';
import type { PersonRow } from '../store/People.ts';
import { toBase64 } from '../vault/bytes.ts';
import type { TabletParts } from '../session/TabletParts.ts';
import { writeFiles } from './writeRescue.ts';

/** What became of files: those that the office has, and those that nobody will ever have. */
export type FilesRescued = {
	readonly end: 'files';
	readonly settled: ReadonlySet<string>;
	readonly kept: number;
	readonly lost: number;
};
export type Unanswered =
	| { readonly end: 'no-signal' }
	| { readonly end: 'refused'; readonly code: string; readonly retryAfter: number | null };

type Sending = {
	readonly parts: TabletParts;
	readonly row: PersonRow;
	readonly store: DeviceStore;
	readonly why: RescueReason;
};
type Told = ReadonlyMap<string, RescuedFile>;

/** So many parts of 256 KiB, in base64, fit into one request. */
export const partsInOne = 2;
/** Parts that do not add up at the office are sent anew this often; then it waits for the next try. */
const attempts = 2;

/** Asks how far each file has come and sends the parts that are missing, sealed as they lie (V4): broken off, it goes on. */
export async function sendSealedFiles(sending: Sending, files: readonly FileRow[]): Promise<FilesRescued | Unanswered> {
	const settled = new Map<string, RescuedFile['st'] | 'lost-here'>();
	for (let at = 0; at < files.length; at += rescueLimits.files) {
		const batch = files.slice(at, at + rescueLimits.files);
		const asked = await ask(
			sending,
			batch.map((file) => sealed(file))
		);
		if (!('told' in asked)) return asked;
		for (const file of batch) {
			const end = await sendFile(sending, file, asked.told.get(file.id));
			if (typeof end !== 'string') return end;
			settled.set(file.id, end);
		}
	}
	const kept = [...settled.values()].filter((st) => st === 'kept').length;
	const lost = [...settled.values()].filter((st) => st === 'unread' || st === 'lost-here').length;
	return { end: 'files', settled: new Set(settled.keys()), kept, lost };
}

async function sendFile(
	sending: Sending,
	file: FileRow,
	standing: RescuedFile | undefined
): Promise<RescuedFile['st'] | 'lost-here' | Unanswered> {
	let now = standing;
	for (let attempt = 0; now?.st === 'parts' && attempt < attempts; attempt += 1) {
		const missing = await missingParts(sending.store, file, now.parts ?? []);
		if (missing === null) return 'lost-here';
		for (const parts of missing) {
			const asked = await ask(sending, [sealed(file, await readParts(sending.store, file, parts))]);
			if (!('told' in asked)) return asked;
			now = asked.told.get(file.id);
		}
	}
	if (now === undefined || now.st === 'parts') return { end: 'refused', code: 'FILES', retryAfter: null };
	return now.st;
}

/** In the numbers that go into one request each; null where the browser lost one. */
export async function missingParts(
	store: Pick<DeviceStore, 'partsOf'>,
	{ id, bytes }: FileRow,
	there: readonly number[]
): Promise<readonly (readonly number[])[] | null> {
	const held = new Set((await store.partsOf(id)).map(({ key }) => key));
	const wanted = Array.from({ length: partCount(bytes) }, (_, index) => index).filter((one) => !there.includes(one));
	if (wanted.some((index) => !held.has(partKey(id, index)))) return null;
	return Array.from({ length: Math.ceil(wanted.length / partsInOne) }, (_, at) =>
		wanted.slice(at * partsInOne, (at + 1) * partsInOne)
	);
}

export async function readParts(
	store: Pick<DeviceStore, 'part'>,
	{ id }: FileRow,
	indexes: readonly number[]
): Promise<SealedFile['parts']> {
	const parts: SealedFile['parts'] = [];
	for (const index of indexes) {
		const part = await store.part(partKey(id, index));
		if (part !== undefined) parts.push({ index, sealed: toBase64(part.sealed) });
	}
	return parts;
}

export function sealed({ id, clientId, sealed: facts }: FileRow, parts: SealedFile['parts'] = []): SealedFile {
	return { id, clientId, facts: toBase64(facts), parts };
}

async function ask(
	{ parts, row, why }: Sending,
	files: readonly SealedFile[]
): Promise<{ readonly told: Told } | Unanswered> {
	const reply = await parts.rescues.rescue(await writeFiles(parts, row, files, why));
	if (reply.kind === 'no-signal' || reply.kind === 'conflict') return { end: 'no-signal' };
	if (reply.kind === 'refused') return { end: 'refused', code: reply.code, retryAfter: reply.retryAfter };
	return { told: new Map(filesIn(reply.body).map((file) => [file.id, file])) };
}

/** A server from before files were rescued says nothing of them. */
function filesIn({ files = [] }: RescueAnswer): readonly RescuedFile[] {
	return files;
}
