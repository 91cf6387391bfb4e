import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** Under this the header costs more than is won, in bytes. */
const least = 1_024;
const squeeze = promisify(gzip);

/**
 * A pull says the same words over and over: about a tenth of the bytes crosses the Wi-Fi of a car park. Only answers of
 * sync: its endpoints refuse what another site asks, so nobody can put words of their own beside ours and measure what
 * the two shrink to (BREACH).
 */
export async function compressAnswer(request: Request, answer: Response): Promise<Response> {
	if (!mayShrink(request, answer)) return answer;
	const body = Buffer.from(await answer.arrayBuffer());
	const { status } = answer;
	const headers = new Headers(answer.headers);
	headers.append('Vary', 'Accept-Encoding');
	if (body.length < least) return new Response(body, { status, headers });
	headers.set('Content-Encoding', 'gzip');
	headers.delete('Content-Length');
	return new Response(await squeeze(body, { level: 4 }), { status, headers });
}

function mayShrink(request: Request, { status, headers }: Response): boolean {
	if (!new URL(request.url).pathname.startsWith('/api/sync/')) return false;
	if (status !== 200 || headers.has('Content-Encoding')) return false;
	if (!(headers.get('Content-Type')?.startsWith('application/json') ?? false)) return false;
	return takesGzip(request.headers.get('Accept-Encoding') ?? '');
}

/** `gzip;q=0` says no. */
function takesGzip(accepted: string): boolean {
	return accepted.split(',').some((one) => {
		const [coding = '', quality = ''] = one.split(';').map((part) => part.trim());
		return coding === 'gzip' && !/^q=0(\.0*)?$/.test(quality);
	});
}
