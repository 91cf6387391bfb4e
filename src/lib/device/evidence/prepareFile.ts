import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import { evidenceLimits, type EvidenceKind } from '#lib/protocol/evidence.ts';
import { toHex, type Bytes } from '../vault/bytes.ts';
import { kindOf } from './kindOf.ts';
import { evidencePicture, shrinkOnCanvas, thumbnail, type Shrink } from './pictures.ts';
import type { PreparedFile, PrepareProblem } from './PreparedFile.ts';

/** A photo straight from a camera may be larger than what is sent: it is shrunk first. */
const mostBeforeShrinking = 100 * 1024 * 1024;
const longestName = 200;

/** Makes a chosen file ready to be attached, or says why it cannot be. What is far too large is not even read. */
export async function prepareFile(
	file: File,
	shrink: Shrink = shrinkOnCanvas
): Promise<Result<PreparedFile, PrepareProblem>> {
	if (file.size === 0) return problem('evidence.empty');
	const kind = await peek(file);
	if (kind === null) return problem('evidence.wrong-kind');
	const isDocument = kind === 'pdf' || kind === 'docx';
	if (file.size > (isDocument ? evidenceLimits.fileBytes : mostBeforeShrinking)) return problem('evidence.too-large');
	return isDocument ? whole(file, kind, null) : picture(file, kind, shrink);
}

async function peek(file: File): Promise<EvidenceKind | null> {
	return kindOf(new Uint8Array(await file.slice(0, 12).arrayBuffer()));
}

/** A HEIC that this browser cannot draw goes as it is: the server takes out what it tells. */
async function picture(file: File, kind: EvidenceKind, shrink: Shrink): Promise<Result<PreparedFile, PrepareProblem>> {
	const shrunk = await shrink(file, evidencePicture);
	const thumb = await shrink(file, thumbnail);
	if (shrunk !== null) return finish(ending(file.name, 'jpg'), 'jpeg', shrunk, thumb);
	return kind === 'heic' ? whole(file, kind, thumb) : problem('evidence.unreadable');
}

async function whole(
	file: File,
	kind: EvidenceKind,
	thumb: Bytes | null
): Promise<Result<PreparedFile, PrepareProblem>> {
	if (file.size > evidenceLimits.fileBytes) return problem('evidence.too-large');
	return finish(file.name, kind, new Uint8Array(await file.arrayBuffer()), thumb);
}

async function finish(
	name: string,
	kind: EvidenceKind,
	bytes: Bytes,
	thumb: Bytes | null
): Promise<Result<PreparedFile, PrepareProblem>> {
	if (bytes.length > evidenceLimits.fileBytes) return problem('evidence.too-large');
	const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
	return ok({ name: named(name, kind), kind, bytes, sha256, thumb });
}

function named(name: string, kind: EvidenceKind): string {
	const clean = cleanText(name).trim();
	return clean === '' ? kind : clean.slice(-longestName);
}

function ending(name: string, wanted: string): string {
	return `${name.replace(/\.[^.]{1,5}$/, '')}.${wanted}`;
}
