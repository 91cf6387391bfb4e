import type { Person } from '#lib/domain/access/Person.ts';
import { completeRequest, evidenceLimits, evidenceName, mediaTypes, tabletHeader } from '#lib/protocol/evidence.ts';
import { partsHeader, writeParts, type EvidenceKind } from '#lib/protocol/evidence.ts';
import { context, type ServerContext } from '../context.ts';
import { foreignOrigin } from '../http/apiAnswers.ts';
import type { Acting } from '../records/Acting.ts';
import { admitClient } from '../sync/admitClient.ts';
import { parseEnvelope } from '../sync/parseEnvelope.ts';
import { admitSender, admitRequest, answerSync, readBody, readBytes } from '../sync/receive.ts';
import { signedOut } from '../sync/sync.errors.ts';
import { reportError } from '../sync/syncEndpoint.ts';
import { evidenceNotFound, partOutOfRange } from './evidence.errors.ts';
import { complete, readEvidence, readStanding, takePart } from './evidence.useCases.ts';
import { scannerAt } from './scanner.ts';

/** What of a request event these endpoints read. */
export type EvidenceEvent = {
	readonly request: Request;
	readonly url: URL;
	readonly params: { readonly sha256: string };
	readonly locals: { readonly person: Person | null };
};

type Call = { readonly acting: Acting; readonly sha256: string; readonly server: ServerContext };

export function headEvidence(event: EvidenceEvent): Promise<Response> {
	return answerSync(async () => {
		const standing = await readStanding(await admitReader(event));
		if (standing.kind === 'none') throw evidenceNotFound();
		if (standing.kind === 'whole') return new Response(null, { headers: headersOf(standing.file.kind, event) });
		return new Response(null, { status: 204, headers: { [partsHeader]: writeParts(standing.parts) } });
	}, reportError);
}

export function putEvidence(event: EvidenceEvent): Promise<Response> {
	return answerSync(async () => {
		const person = admitSender(event.request, event.url.origin, event.locals.person, 'application/octet-stream');
		const call = await callBy(event, person);
		const part = partOf(event.url);
		await takePart(call, part, await readBytes(event.request, evidenceLimits.partBytes));
		return new Response(null, { status: 204 });
	}, reportError);
}

export function completeEvidence(event: EvidenceEvent): Promise<Response> {
	return answerSync(async () => {
		const call = await callBy(event, admitRequest(event.request, event.url.origin, event.locals.person));
		const request = parseEnvelope(completeRequest, await readBody(event.request, evidenceLimits.completeBytes));
		return Response.json(await complete(call, request, scannerAt(call.server.config.clamd)));
	}, reportError);
}

export function getEvidence(event: EvidenceEvent): Promise<Response> {
	return answerSync(async () => {
		const { file, bytes } = await readEvidence(await admitReader(event));
		return new Response(bytes, { headers: { ...headersOf(file.kind, event), 'Content-Length': String(bytes.length) } });
	}, reportError);
}

/** A page of ours or a person's own address bar; never a page elsewhere, which could tell by it what exists. */
function admitReader(event: EvidenceEvent): Promise<Call> {
	const site = event.request.headers.get('Sec-Fetch-Site');
	if (site !== null && site !== 'same-origin' && site !== 'none') throw foreignOrigin();
	if (event.locals.person === null) throw signedOut();
	return callBy(event, event.locals.person);
}

async function callBy({ request, params }: EvidenceEvent, person: Person): Promise<Call> {
	const server = context();
	const { database } = server;
	const tablet = request.headers.get(tabletHeader);
	if (tablet !== null) await admitClient(database.db, person, tablet);
	const sha256 = evidenceName.safeParse(params.sha256);
	if (!sha256.success) throw evidenceNotFound();
	return { acting: { database, person, now: server.now() }, sha256: sha256.data, server };
}

function partOf(url: URL): number {
	const text = url.searchParams.get('part') ?? '';
	if (!/^\d{1,6}$/.test(text)) throw partOutOfRange();
	return Number(text);
}

const endings: Readonly<Record<EvidenceKind, string>> = {
	png: 'png',
	jpeg: 'jpg',
	heic: 'heic',
	pdf: 'pdf',
	docx: 'docx'
};

/** Named by us, never by who sent it. Pictures are shown; documents are only ever saved, for they may do things. */
function headersOf(kind: EvidenceKind, { params }: EvidenceEvent): Record<string, string> {
	const isPicture = kind === 'png' || kind === 'jpeg' || kind === 'heic';
	const name = `evidence-${params.sha256.slice(0, 12)}.${endings[kind]}`;
	return {
		'Content-Type': mediaTypes[kind],
		'Content-Disposition': `${isPicture ? 'inline' : 'attachment'}; filename="${name}"`,
		'X-Content-Type-Options': 'nosniff',
		'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox"
	};
}
