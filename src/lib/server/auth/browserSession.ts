import type { RequestEvent } from '@sveltejs/kit';
import type { ServerContext } from '../context.ts';
import { cookieName, cookieOptions } from './cookie.ts';
import type { SessionPlace } from './sessions.ts';

type Cookies = RequestEvent['cookies'];

function isHttps(url: URL): boolean {
	return url.protocol === 'https:';
}

export function readToken({ cookies, url }: { cookies: Cookies; url: URL }): string | null {
	return cookies.get(cookieName(isHttps(url))) ?? null;
}

export function giveToken(
	{ cookies, url }: { cookies: Cookies; url: URL },
	token: string,
	context: ServerContext
): void {
	cookies.set(cookieName(isHttps(url)), token, cookieOptions(isHttps(url), context.config.sessionAbsoluteMs));
}

export function takeToken({ cookies, url }: { cookies: Cookies; url: URL }): void {
	const { path, httpOnly, secure, sameSite } = cookieOptions(isHttps(url), 0);
	cookies.delete(cookieName(isHttps(url)), { path, httpOnly, secure, sameSite });
}

export function placeOf(event: Pick<RequestEvent, 'request' | 'getClientAddress'>): SessionPlace {
	return { userAgent: event.request.headers.get('User-Agent') ?? '', address: event.getClientAddress() };
}
