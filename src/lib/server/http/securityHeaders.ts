const twoYears = 63_072_000;

/** What none of our pages needs; the camera for photos of evidence and the microphone for dictation, which they do. */
const permissions = [
	...['camera=(self)', 'microphone=(self)'],
	...['accelerometer', 'autoplay', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer'],
	...['midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking']
].map((feature) => (feature.includes('=') ? feature : `${feature}=()`));

/** On every answer, whatever it is. Same-origin referrers, not none: with none a form of ours is sent with Origin null. */
export function securityHeaders(isHttps: boolean): Record<string, string> {
	return {
		'X-Content-Type-Options': 'nosniff',
		'X-Frame-Options': 'DENY',
		'Referrer-Policy': 'same-origin',
		'Cross-Origin-Opener-Policy': 'same-origin',
		'Cross-Origin-Resource-Policy': 'same-origin',
		'Permissions-Policy': permissions.join(', '),
		...(isHttps ? { 'Strict-Transport-Security': `max-age=${twoYears}` } : {})
	};
}

const anyDocument = "base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'";

/** For what carries no page: nothing may be loaded or run from it. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** For a page without a policy of its own, such as the last-resort error page: words and styles, no script. */
export const plainPagePolicy = `default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; ${anyDocument}`;

/** The app shell names the hashes of its own script in a meta element, where frame-ancestors does not count. */
export const shellPolicy = anyDocument;

/** A worker obeys the policy its script came with: it may reach this server, and run Argon2id, which is WebAssembly. */
export const assetPolicy =
	"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	anyDocument;

/** Adds what a dynamic answer lacks. Nothing that the server made for someone stays in a cache. */
export function secureAnswer(response: Response, isHttps: boolean, isFramed = false): Response {
	const answer = canChangeHeaders(response) ? response : new Response(response.body, response);
	for (const [name, value] of Object.entries(securityHeaders(isHttps))) answer.headers.set(name, value);
	if (!answer.headers.has('Cache-Control') || answer.headers.get('Cache-Control') === 'private, no-cache') {
		answer.headers.set('Cache-Control', 'no-store');
	}
	if (!answer.headers.has('Content-Security-Policy')) {
		const isPage = answer.headers.get('Content-Type')?.startsWith('text/html') ?? false;
		answer.headers.set('Content-Security-Policy', isPage ? plainPagePolicy : dataPolicy);
	}
	if (isFramed) letOurselvesFrame(answer);
	return answer;
}

/** For a page that one of ours shows at the width of a phone: nobody else may frame it. */
function letOurselvesFrame({ headers }: Response): void {
	headers.set('X-Frame-Options', 'SAMEORIGIN');
	const policy = headers.get('Content-Security-Policy') ?? '';
	headers.set('Content-Security-Policy', policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
}

/** A redirect made by the platform has headers that cannot be written to. */
function canChangeHeaders(response: Response): boolean {
	try {
		response.headers.set('X-Content-Type-Options', 'nosniff');
		return true;
	} catch (error) {
		if (error instanceof TypeError) return false;
		throw error;
	}
}
