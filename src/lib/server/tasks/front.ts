import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isApi, isForeign } from '../http/apiAnswers.ts';
import type { EarlierAssets } from './earlierAssets.ts';
import { assetPolicy, securityHeaders, shellPolicy } from '../http/securityHeaders.ts';

export type Front = {
	/** The address people type, where one was given. */
	readonly origin: string | null;
	/** The port listened on: with no origin given, only this machine's own names for it are ours. */
	readonly port: () => number;
	/** The built application: files first, then pages and endpoints. */
	readonly handler: RequestListener;
	/** Files that only an earlier build had. */
	readonly earlier?: EarlierAssets;
};

/** How the application is told the scheme, where no origin is fixed. Only we write it. */
export const schemeHeader = 'x-dipper-scheme';

/**
 * What stands before the built application. It serves its files and refuses foreign forms before our hooks run, so
 * headers that belong on every answer, and the refusal as JSON, are given here.
 */
export function makeFront({ origin, port, handler, earlier }: Front): RequestListener {
	return (request, response) => {
		const own = origin ?? loopbackOrigin(request, port());
		delete request.headers[schemeHeader];
		if (origin === null) {
			request.headers[schemeHeader] = 'http';
			request.headers.host = new URL(own).host;
		}
		const path = pathOf(request);
		setHeaders(response, path, own.startsWith('https:'));
		if (isApi(path) && isForeign(request.method ?? 'GET', asHeaders(request), own)) return refuse(response);
		if (earlier?.(request, response, path) === true) return;
		return handler(request, response);
	};
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** Someone else's name for this machine (DNS rebinding) is not ours: it is read as localhost, and its Origin refused. */
function loopbackOrigin({ headers }: IncomingMessage, port: number): string {
	const name = loopbackNames.find((each) => headers.host === `${each}:${port}`);
	return `http://${name ?? 'localhost'}:${port}`;
}

function pathOf({ url = '/' }: IncomingMessage): string {
	const path = url.split('?', 1)[0] ?? '/';
	return path.replace(/^\/+/, '/');
}

function asHeaders({ headers }: IncomingMessage) {
	return {
		get(name: string): string | null {
			const value = headers[name.toLowerCase()];
			return Array.isArray(value) ? value.join(', ') : (value ?? null);
		}
	};
}

/**
 * Pages, endpoints and files named by their content write their own over these. Anything else, the service worker, the
 * shell and the manifest above all, is checked anew each time, or a tablet would go on with yesterday's build.
 */
function setHeaders(response: ServerResponse, path: string, isHttps: boolean) {
	for (const [name, value] of Object.entries(securityHeaders(isHttps))) response.setHeader(name, value);
	response.setHeader('Content-Security-Policy', path.endsWith('.html') ? shellPolicy : assetPolicy);
	response.setHeader('Cache-Control', 'no-cache');
}

function refuse(response: ServerResponse) {
	const body = JSON.stringify({ code: 'ORIGIN' });
	response.writeHead(403, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
	response.end(body);
}
