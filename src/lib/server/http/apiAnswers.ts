import { Refusal } from '../Refusal.ts';

/** For refusals that the framework makes itself, which know no code of ours. */
const codes: Readonly<Record<number, string>> = {
	400: 'BAD_REQUEST',
	401: 'SIGN_IN',
	403: 'FORBIDDEN',
	404: 'NOT_FOUND',
	405: 'METHOD_NOT_ALLOWED',
	413: 'TOO_LARGE',
	415: 'CONTENT_TYPE',
	422: 'UNPROCESSABLE',
	429: 'TOO_MANY_TRIES',
	503: 'UNAVAILABLE'
};

export function isApi(path: string): boolean {
	return path === '/api' || path.startsWith('/api/');
}

/** Every refusal under /api is JSON with a code and nothing of how we are made (sync.md P4). */
export async function asApiAnswer(response: Response): Promise<Response> {
	if (response.status < 400 || (await hasCode(response))) return response;
	const code = codes[response.status] ?? (response.status >= 500 ? 'SERVER_ERROR' : 'BAD_REQUEST');
	const headers = new Headers();
	for (const name of ['Allow', 'Retry-After']) {
		const value = response.headers.get(name);
		if (value !== null) headers.set(name, value);
	}
	return Response.json({ code }, { status: response.status, headers });
}

async function hasCode(response: Response): Promise<boolean> {
	if (!(response.headers.get('Content-Type')?.startsWith('application/json') ?? false)) return false;
	const body: unknown = await response.clone().json();
	return typeof body === 'object' && body !== null && 'code' in body && !('message' in body);
}

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * A change is taken only from our own pages. Programs send Origin too; a browser on another site cannot make it ours.
 * `Sec-Fetch-Site` is the browser's own word for it, where it has one.
 */
export function isForeign(method: string, headers: Pick<Headers, 'get'>, ownOrigin: string): boolean {
	if (!changing.has(method)) return false;
	if (headers.get('Origin') !== ownOrigin) return true;
	const site = headers.get('Sec-Fetch-Site');
	return site !== null && site !== 'same-origin';
}

export const foreignOrigin = () => new Refusal('ORIGIN', 403);

/** A form cannot say this, so a page elsewhere cannot make a browser send it without asking us first. */
export function requireJson(headers: Headers): void {
	requireType(headers, 'application/json');
}

export function requireType(headers: Headers, wanted: string): void {
	const type = headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== wanted) throw new Refusal('CONTENT_TYPE', 415);
}

/** The body as JSON, no longer than it may be. */
export async function readJsonBody(request: Request, mostBytes: number): Promise<unknown> {
	requireJson(request.headers);
	const text = await request.text();
	if (Buffer.byteLength(text) > mostBytes) throw new Refusal('TOO_LARGE', 413);
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) throw new Refusal('BAD_REQUEST', 400);
		throw error;
	}
}
