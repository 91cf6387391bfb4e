import {
	rescueLimits,
	signRescue,
	type RescueReason,
	type RescueRequest,
	type SealedFile,
	type SealedRow
} from '#lib/protocol/rescue.ts';
import { protocolVersion } from '#lib/protocol/version.ts';
import type { PersonRow } from '../store/People.ts';
import type { TabletParts } from '../session/TabletParts.ts';
import type { SealedWork } from './gatherRows.ts';
import { tabletKey } from './tabletKey.ts';

/** Room for everything in a request but its rows. */
const envelopeBytes = 8 * 1024;
const mostRows = 200;

type Batch = { readonly outbox: SealedRow[]; readonly kept: SealedRow[] };

/** Signed requests that together carry all of it, in order, each no longer than the server reads. */
export async function writeRescue(
	parts: TabletParts,
	row: PersonRow,
	work: SealedWork,
	why: RescueReason
): Promise<RescueRequest[]> {
	const signed: RescueRequest[] = [];
	for (const batch of inBatches(work))
		signed.push(await writeOne(parts, { ...row, clientId: work.clientId }, batch, why));
	return signed;
}

/** One that carries files, or asks how far they have come. */
export async function writeFiles(
	parts: TabletParts,
	row: PersonRow,
	files: readonly SealedFile[],
	why: RescueReason
): Promise<RescueRequest> {
	return writeOne(parts, row, { outbox: [], kept: [] }, why, { files: [...files] });
}

/** One that carries nothing: the tablet asks what it should do, or says that it is done. */
export async function writeWord(
	parts: TabletParts,
	who: Pick<PersonRow, 'clientId' | 'deviceId'>,
	word: { readonly why: RescueReason; readonly wiped?: boolean }
): Promise<RescueRequest> {
	const more = word.wiped === true ? { wiped: true } : {};
	return writeOne(parts, { ...who, wraps: [] }, { outbox: [], kept: [] }, word.why, more);
}

async function writeOne(
	parts: TabletParts,
	{ clientId, deviceId, wraps }: Pick<PersonRow, 'clientId' | 'deviceId' | 'wraps'>,
	{ outbox, kept }: Batch,
	why: RescueReason,
	more: Pick<Partial<RescueRequest>, 'wiped' | 'files'> = {}
): Promise<RescueRequest> {
	const { privateKey } = await tabletKey(parts.people);
	const wrap = wraps.find((one) => one.kind === 'recovery') ?? null;
	const at = parts.now().toISOString();
	const nonce = crypto.randomUUID();
	const { build } = parts;
	const proto = protocolVersion;
	return signRescue({ proto, build, deviceId, clientId, at, nonce, why, outbox, kept, wrap, ...more }, privateKey);
}

/** Kept ones first: what the server was told before comes before what it was not. */
export function inBatches({ outbox, kept }: Pick<SealedWork, 'outbox' | 'kept'>): Batch[] {
	const batches: Batch[] = [];
	let room = 0;
	for (const { of, row } of inOrder(outbox, kept)) {
		const bytes = row.sealed.length + 64;
		const last = batches.at(-1);
		const isFull = last === undefined || bytes > room || last.outbox.length + last.kept.length >= mostRows;
		const batch: Batch = isFull ? { outbox: [], kept: [] } : last;
		if (isFull) {
			batches.push(batch);
			room = rescueLimits.bytes - envelopeBytes;
		}
		room -= bytes;
		batch[of].push(row);
	}
	return batches;
}

function inOrder(outbox: readonly SealedRow[], kept: readonly SealedRow[]) {
	const all = [
		...kept.map((row) => ({ of: 'kept' as const, row })),
		...outbox.map((row) => ({ of: 'outbox' as const, row }))
	];
	return all.sort((a, b) => a.row.n - b.row.n);
}
