import type { Person } from '#lib/domain/access/Person.ts';
import { clientHeader } from '#lib/protocol/version.ts';
import { Refusal } from '../Refusal.ts';
import { isTransient } from './isTransient.ts';
import { foreignOrigin, malformedEnvelope, noClientHeader, notJson, signedOut, tooMuch, tryLater } from './sync.errors.ts';

/** What a request to sync must be before it is read: from our own page, by a program that means it, JSON, signed in (P4). */
export function admitRequest(request: Request, ownOrigin: string, person: Person | null): Person {
	if (request.headers.get('origin') !== ownOrigin) throw foreignOrigin();
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin') throw foreignOrigin();
	if (request.headers.get(clientHeader) !== '1') throw noClientHeader();
	const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
	if (type !== 'application/json') throw notJson();
	if (person === null) throw signedOut();
	return person;
}

/** The body as JSON, read no further than it may be long. */
export async function readBody(request: Request, maxBytes: number): Promise<unknown> {
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooMuch();
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of request.body ?? []) {
		bytes += chunk.byteLength;
		if (bytes > maxBytes) throw tooMuch();
		chunks.push(chunk);
	}
	return parseJson(Buffer.concat(chunks).toString('utf8'));
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
		if (!(error instanceof Refusal)) report(error);
		const refusal = error instanceof Refusal ? error : isTransient(error) ? tryLater() : new Refusal('SERVER_ERROR', 500);
		return withNoStore(Response.json({ code: refusal.code }, { status: refusal.status, headers: refusal.headers }));
	}
}

function withNoStore(response: Response): Response {
	response.headers.set('Cache-Control', 'no-store');
	return response;
}
