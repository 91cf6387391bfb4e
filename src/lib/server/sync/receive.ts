import type { Person } from '#lib/domain/access/Person.ts';
import { clientHeader } from '#lib/protocol/version.ts';
import { foreignOrigin, isForeign, requireType } from '../http/apiAnswers.ts';
import { Refusal } from '../Refusal.ts';
import { isTransient } from '../db/isTransient.ts';
import { malformedEnvelope, noClientHeader, signedOut, tooMuch, tryLater } from './sync.errors.ts';

/** What a request to sync must be before it is read: from our own page, by a program that means it, JSON, signed in (P4). */
export function admitRequest(request: Request, ownOrigin: string, person: Person | null): Person {
	return admitSender(request, ownOrigin, person, 'application/json');
}

/** The same for a body of another type: parts of evidence are plain bytes (P14). */
export function admitSender(request: Request, ownOrigin: string, person: Person | null, type: string): Person {
	admitStranger(request, ownOrigin, type);
	if (person === null) throw signedOut();
	return person;
}

/** The same, for who need not be signed in: a rescue answers for itself by its signature (V4). */
export function admitStranger(request: Request, ownOrigin: string, type = 'application/json'): void {
	if (isForeign(request.method, request.headers, ownOrigin)) throw foreignOrigin();
	if (request.headers.get(clientHeader) !== '1') throw noClientHeader();
	requireType(request.headers, type);
}

/** The body as JSON, read no further than it may be long. */
export async function readBody(request: Request, maxBytes: number): Promise<unknown> {
	return parseJson((await readBytes(request, maxBytes)).toString('utf8'));
}

/** The body as it came. One that says it is longer than it may be is not read at all. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooMuch();
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of request.body ?? []) {
		bytes += chunk.byteLength;
		if (bytes > maxBytes) throw tooMuch();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) throw malformedEnvelope();
		throw error;
	}
}

/** A refusal as its code; anything unforeseen as a code too, never a stack, and reported for whoever runs the server. */
export async function answerSync(work: () => Promise<Response>, report: (error: unknown) => void): Promise<Response> {
	try {
		return withNoStore(await work());
	} catch (error) {
		const refusal = refusalFor(error);
		if (refusal.status >= 500) report(error);
		return withNoStore(Response.json({ code: refusal.code }, { status: refusal.status, headers: refusal.headers }));
	}
}

function refusalFor(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	// The server in front of us stops reading a body sooner than we would: its own limit, told in our words.
	if (error instanceof Error && 'status' in error && error.status === 413) return tooMuch();
	return isTransient(error) ? tryLater() : new Refusal('SERVER_ERROR', 500);
}

function withNoStore(response: Response): Response {
	response.headers.set('Cache-Control', 'no-store');
	return response;
}
