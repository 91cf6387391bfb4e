/**
 * The endpoints that tablets call, the same functions as in the built program, without SvelteKit around them: it starts
 * at once and needs no build. Only for tests.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { readConfig } from '#lib/server/config.ts';
import { closeContext, context, openContext } from '#lib/server/context.ts';
import { asApiAnswer } from '#lib/server/http/apiAnswers.ts';
import { checkHealth } from '#lib/server/http/checkHealth.ts';
import { answerRefusals } from '#lib/server/Refusal.ts';
import { cookieName } from '#lib/server/auth/cookie.ts';
import { POST as hello } from '../../src/routes/api/sync/v1/hello/+server.ts';
import { POST as pull } from '../../src/routes/api/sync/v1/pull/+server.ts';
import { POST as push } from '../../src/routes/api/sync/v1/push/+server.ts';

const endpoints: Readonly<Record<string, typeof hello>> = {
	'/api/sync/v1/hello': hello,
	'/api/sync/v1/pull': pull,
	'/api/sync/v1/push': push
};

const config = readConfig();
const origin = config.origin ?? `http://localhost:${config.port}`;
const server = createServer((request, response) => {
	answer(request)
		.then(asApiAnswer)
		.then((answered) => send(answered, response))
		.catch((error: unknown) => {
			console.error(error);
			response.destroy();
		});
});
await openContext(config, () => undefined);
server.listen(config.port, config.host);
process.once('SIGTERM', () => {
	server.close(() => void closeContext());
	server.closeIdleConnections();
});

async function answer(incoming: IncomingMessage): Promise<Response> {
	const url = new URL(incoming.url ?? '/', origin);
	if (url.pathname === '/api/health') {
		const { status, body } = await checkHealth(context());
		return Response.json(body, { status });
	}
	const endpoint = endpoints[url.pathname];
	if (endpoint === undefined) return Response.json({ code: 'NOT_FOUND' }, { status: 404 });
	const request = new Request(url, { method: 'POST', headers: headersOf(incoming), body: await buffer(incoming) });
	return answerRefusals(async () => {
		const token = /(?:^|; )dipper=([^;]+)/.exec(incoming.headers.cookie ?? '')?.[1];
		const found = token === undefined ? null : await context().sessions.find(token);
		return endpoint({ request, url, locals: { person: found?.person ?? null } } as Parameters<typeof hello>[0]);
	});
}

function headersOf({ headers }: IncomingMessage): Headers {
	const given = Object.entries(headers).filter((one): one is [string, string] => typeof one[1] === 'string');
	return new Headers(given.filter(([name]) => name !== 'connection' && name !== cookieName(false)));
}

async function send(answered: Response, response: ServerResponse): Promise<void> {
	response.writeHead(answered.status, Object.fromEntries(answered.headers));
	response.end(Buffer.from(await answered.arrayBuffer()));
}
