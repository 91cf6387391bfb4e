import type { OpenStore } from '../store/OpenStore.ts';
import type { HeldChange } from '../store/sealedShapes.ts';
import { findLost } from './findLost.ts';
import { attaches, detaches, listAllFiles, type HeldFile } from './heldFiles.ts';
import { sealFacts, type FileFacts } from './sealedFile.ts';
import { sendFile, type FileEnd, type SendParts } from './sendFile.ts';

export type FilesEnd = Exclude<FileEnd, { end: 'sent' | 'unwanted' | 'refused' }> | { readonly end: 'done' };

const dayMs = 86_400_000;
/** A server's backup of the night after holds the file too; after a restore from it nothing is missing (W7). */
const keptAfterSending = 2 * dayMs;
const longestKept = 14 * dayMs;

/**
 * One round over the files of this tablet: each whose change has gone up is sent, and each that the server has had for
 * long enough is let go. A change that still waits goes first (P14), and is never held up by this.
 */
export async function sendFiles(parts: SendParts): Promise<FilesEnd> {
	const { open } = parts;
	let last: FilesEnd = { end: 'done' };
	await open.position();
	const { serverEpoch } = await open.state();
	const changes = await open.changes();
	for (const file of await listAllFiles(open)) {
		if (serverEpoch === null || isWaiting(changes, file.id) || file.refused !== null) continue;
		if (file.sentAt !== null && file.sentEpoch === serverEpoch) {
			if (isNeededNoMore(changes, file, Date.parse(open.now()))) await drop(open, file);
			continue;
		}
		const end = await sendFile(parts, file);
		if (end.end === 'no-signal' || end.end === 'signed-out') return end;
		if (end.end === 'later') last = end;
		await settle(open, file, end, serverEpoch);
	}
	await findLost(parts);
	return last;
}

function isWaiting(changes: readonly HeldChange[], id: string): boolean {
	return changes.some(({ change, receipt }) => receipt === null && (attaches(change, id) || detaches(change, id)));
}

/** Kept while the change is: until a verified backup holds it, and a while longer; at most two weeks. */
function isNeededNoMore(changes: readonly HeldChange[], { id, sentAt }: HeldFile, now: number): boolean {
	const age = now - Date.parse(sentAt ?? '');
	return age > longestKept || (age > keptAfterSending && !changes.some(({ change }) => attaches(change, id)));
}

async function settle(open: OpenStore, file: HeldFile, end: FileEnd, epoch: string): Promise<void> {
	if (end.end === 'sent') await note(open, file, { sentAt: open.now(), sentEpoch: epoch });
	if (end.end === 'refused') await note(open, file, { refused: end.code });
	if (end.end === 'unwanted' && (await wasTakenOff(open, file))) await drop(open, file);
}

async function note(open: OpenStore, file: HeldFile, fresh: Partial<FileFacts>): Promise<void> {
	const { id: _, row, ...facts } = file;
	await open.write({ put: { files: [await sealFacts(open, row, { ...facts, ...fresh })] } });
	open.bell.ring();
}

/** Only a detachment that the server confirms lets a file go unsent; whatever else is unclear, it stays. */
async function wasTakenOff(open: OpenStore, { id, record }: HeldFile): Promise<boolean> {
	const field = (await open.base(record))?.fields.get(`evidence/${id}`);
	return field !== undefined && field.value === null;
}

async function drop(open: OpenStore, { id }: HeldFile): Promise<void> {
	await open.write({ drop: { files: [id] } });
	open.bell.ring();
}
