import { building } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { redirect } from '@sveltejs/kit';
import { giveToken, placeOf, readToken, takeToken } from '#lib/server/auth/browserSession.ts';
import { readConfig } from '#lib/server/config.ts';
import { closeContext, context, openContext } from '#lib/server/context.ts';
import { asApiAnswer, foreignOrigin, isApi, isForeign } from '#lib/server/http/apiAnswers.ts';
import { compressAnswer } from '#lib/server/http/compressAnswer.ts';
import { secureAnswer } from '#lib/server/http/securityHeaders.ts';
import { handedOverCookie } from '#lib/protocol/handedOver.ts';
import { answerRefusals, Refusal } from '#lib/server/Refusal.ts';

export const init: ServerInit = async () => {
	if (building) return;
	await openContext(readConfig(), (line) => console.log(line));
	process.once('sveltekit:shutdown', () => void closeContext());
};

export const handle: Handle = async ({ event, resolve }) => {
	const isHttps = event.url.protocol === 'https:';
	event.locals.person = null;
	event.locals.signedInAt = null;
	// The app shell is made while building: there is no database then, and nobody.
	if (building) return secureAnswer(await resolve(event), isHttps);
	if (isApi(event.url.pathname)) {
		const answer = await answerRefusals(async () => {
			if (isForeign(event.request.method, event.request.headers, event.url.origin)) throw foreignOrigin();
			await findWho(event);
			const resolved = await resolve(event);
			const refusal = refusals.get(event.request);
			if (refusal !== undefined) throw refusal;
			return resolved;
		});
		return secureAnswer(await compressAnswer(event.request, await asApiAnswer(answer)), isHttps);
	}
	// The framework looks at the origin of forms alone; a page elsewhere could send us JSON with the cookie.
	if (isForeign(event.request.method, event.request.headers, event.url.origin)) {
		return secureAnswer(new Response('ORIGIN', { status: 403 }), isHttps);
	}
	const mustChange = await findWho(event);
	const away = whereInstead(event, mustChange);
	if (away !== null) redirect(303, away);
	return secureAnswer(await resolve(event), isHttps, event.route.id === framedPage);
};

/** A template being tried out, which stands in a frame as wide as a phone or a tablet. */
const framedPage = '/(online)/templates/[templateId]/preview/answer';

type Event = Parameters<Handle>[0]['event'];
/** What an endpoint refused: the framework tells it to handleError, which cannot choose the answer. */
const refusals = new WeakMap<Request, Refusal>();
const choosePage = '/choose-password';

/** Sets who is signed in. Someone with a one-time password is nobody yet, except to the page where they choose one. */
async function findWho(event: Event): Promise<boolean> {
	if (isHandedOver(event) && !event.url.pathname.startsWith('/api/sync/')) return false;
	const token = readToken(event);
	if (token === null) return false;
	const found = await context().sessions.find(token);
	if (found === null) {
		takeToken(event);
		return false;
	}
	if (found.rotateDue && isDocument(event)) {
		const fresh = await context().sessions.rotate(token, placeOf(event));
		if (fresh !== null) giveToken(event, fresh, context());
	}
	const mayEnter = !found.person.mustChange || event.url.pathname === choosePage;
	event.locals.person = mayEnter ? found.person : null;
	event.locals.signedInAt = mayEnter ? found.signedInAt : null;
	return found.person.mustChange;
}

/** In a child's hands a tablet is nobody's, though its browser holds a sign-in: only what waits there is still sent. */
function isHandedOver({ cookies }: Event): boolean {
	return cookies.get(handedOverCookie) !== undefined;
}

/** Only a page being opened takes a new token: what a tablet sends side by side would trip over it. */
function isDocument({ request }: Event): boolean {
	return request.method === 'GET' && request.headers.get('Sec-Fetch-Dest') === 'document';
}

function whereInstead(event: Event, mustChange: boolean): string | null {
	const { route, url, locals } = event;
	const isOffice = route.id === '/' || (route.id?.startsWith('/(online)') ?? false);
	if (!isOffice || locals.person !== null) return null;
	if (isHandedOver(event)) return '/unlock';
	if (mustChange) return choosePage;
	return url.pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`;
}

/** What went wrong is for our own log, without the address, which may name a person's work. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (error instanceof Refusal) {
		refusals.set(event.request, error);
		return { message: error.code, code: error.code };
	}
	if (status >= 500) console.error(`${event.request.method} ${event.route.id ?? '(no route)'}`, error);
	return status >= 500
		? { message: 'SERVER_ERROR', code: 'SERVER_ERROR' }
		: { message: 'NOT_FOUND', code: 'NOT_FOUND' };
};
