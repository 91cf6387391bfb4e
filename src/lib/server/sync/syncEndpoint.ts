import type { Person } from '#lib/domain/access/Person.ts';
import { context, type ServerContext } from '../context.ts';
import { admitRequest, answerSync, readBody } from './receive.ts';

/** What of a request event an endpoint of sync reads. */
export type SyncEvent = {
	readonly request: Request;
	readonly url: URL;
	readonly locals: { readonly person: Person | null };
};

export type SyncCall = { readonly server: ServerContext; readonly person: Person; readonly body: unknown };

/** The door that hello, push and pull share. */
export function syncEndpoint(maxBytes: number, answer: (call: SyncCall) => Promise<Response>) {
	return ({ request, url, locals }: SyncEvent): Promise<Response> =>
		answerSync(async () => {
			const person = admitRequest(request, url.origin, locals.person);
			return answer({ server: context(), person, body: await readBody(request, maxBytes) });
		}, reportError);
}

/** The kind of error and where it was thrown: never its message, which may hold what a person typed. */
export function reportError(error: unknown): void {
	const where = error instanceof Error ? (error.stack?.split('\n').slice(1, 4).join('') ?? '') : '';
	console.error(`sync: ${error instanceof Error ? error.name : typeof error}${where}`);
}
