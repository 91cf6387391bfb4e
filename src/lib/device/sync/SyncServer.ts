import type { z } from 'zod';
import { helloAnswer, type HelloAnswer, type HelloRequest } from '#lib/protocol/hello.ts';
import { pullAnswer, type PullAnswer, type PullRequest } from '#lib/protocol/pull.ts';
import { pushAnswer, pushRefusal, type PushAnswer, type PushRefusal, type PushRequest } from '#lib/protocol/push.ts';
import { rescueAnswer, type RescueAnswer, type RescueRequest } from '#lib/protocol/rescue.ts';
import { clientHeader } from '#lib/protocol/version.ts';

/** What came of a request. A refusal is an answer too; only silence is 'no-signal'. */
export type Reply<Body> =
	| { readonly kind: 'answer'; readonly body: Body }
	| { readonly kind: 'conflict'; readonly refusal: PushRefusal }
	| { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly retryAfter: number | null }
	| { readonly kind: 'no-signal' };

export interface SyncServer {
	hello(request: HelloRequest): Promise<Reply<HelloAnswer>>;
	push(request: PushRequest): Promise<Reply<PushAnswer>>;
	pull(request: PullRequest): Promise<Reply<PullAnswer>>;
}

/** The door that asks for no session, only for the tablet's signature (SPEC.md V4). */
export interface RescueServer {
	rescue(request: RescueRequest): Promise<Reply<RescueAnswer>>;
}

/** A request that hangs is no better than none. */
const patience = 90_000;

/** The server over HTTP (SPEC.md, The wire). What does not parse counts as silence: some boxes on the way answer for others. */
export function httpSyncServer(send: typeof fetch = (...args) => fetch(...args)): SyncServer & RescueServer {
	return {
		hello: (request) => askServer(send, 'hello', request, helloAnswer),
		push: (request) => askServer(send, 'push', request, pushAnswer),
		pull: (request) => askServer(send, 'pull', request, pullAnswer),
		rescue: (request) => askServer(send, 'rescue', request, rescueAnswer)
	};
}

/** One question to sync, and what came of it within `waits` milliseconds. */
export async function askServer<Body>(
	send: typeof fetch,
	path: string,
	request: unknown,
	shape: z.ZodType<Body>,
	waits: number = patience
): Promise<Reply<Body>> {
	try {
		const response = await send(`/api/sync/v1/${path}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', [clientHeader]: '1' },
			body: JSON.stringify(request),
			credentials: 'same-origin',
			cache: 'no-store',
			redirect: 'error',
			signal: AbortSignal.timeout(waits)
		});
		if (isOutOfOrder(response)) return { kind: 'refused', status: response.status, code: '', retryAfter: null };
		return await read(response, shape);
	} catch {
		return { kind: 'no-signal' };
	}
}

/** The door in front of the server says that the server does not answer it: no word of ours, but no silence either (V6). */
function isOutOfOrder({ status, headers }: Response): boolean {
	const isJson = headers.get('Content-Type')?.includes('json') ?? false;
	return status >= 502 && status <= 504 && !isJson;
}

async function read<Body>(response: Response, shape: z.ZodType<Body>): Promise<Reply<Body>> {
	const body: unknown = await response.json();
	if (response.ok) return { kind: 'answer', body: shape.parse(body) };
	const conflict = pushRefusal.safeParse(response.status === 409 ? body : null);
	if (conflict.success) return { kind: 'conflict', refusal: conflict.data };
	const code = body !== null && typeof body === 'object' && 'code' in body ? String(body.code) : '';
	return { kind: 'refused', status: response.status, code, retryAfter: seconds(response.headers.get('Retry-After')) };
}

function seconds(header: string | null): number | null {
	const value = Number(header ?? Number.NaN);
	return Number.isFinite(value) && value >= 0 ? value : null;
}
