/** Someone at the server without a browser: a cookie, and requests as a page of ours makes them. */
export class HttpPerson {
	readonly #origin: string;
	#cookie = '';

	constructor(origin: string) {
		this.#origin = origin;
	}

	async signIn(username: string, password: string): Promise<void> {
		const answer = await this.send('POST', '/api/session', { json: { username, password } });
		if (answer.status !== 204) throw new Error(`${username} could not sign in: ${String(answer.status)}`);
		this.#cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
	}

	open(at: string): Promise<Response> {
		return this.send('GET', at);
	}

	/** `from` is the origin the request says it comes from; null sends none. */
	send(
		method: string,
		at: string,
		{
			json,
			form,
			bytes,
			from = this.#origin
		}: { json?: unknown; form?: Form; bytes?: string; from?: string | null } = {}
	): Promise<Response> {
		const headers = new Headers({ cookie: this.#cookie });
		if (from !== null) headers.set('origin', from);
		if (at.startsWith('/api/sync/')) headers.set('x-dipper-client', '1');
		if (json !== undefined) headers.set('content-type', 'application/json');
		if (json === undefined) headers.set('accept', 'text/html');
		if (form !== undefined) headers.set('content-type', 'application/x-www-form-urlencoded');
		if (bytes !== undefined) headers.set('content-type', 'application/octet-stream');
		const body =
			bytes !== undefined
				? bytes
				: json !== undefined
					? JSON.stringify(json)
					: form === undefined
						? null
						: encoded(form);
		return fetch(`${this.#origin}${at}`, { method, headers, body, redirect: 'manual' });
	}
}

export type Form = Readonly<Record<string, string | readonly string[]>>;

function encoded(form: Form): string {
	const pairs = Object.entries(form).flatMap(([name, value]) =>
		(typeof value === 'string' ? [value] : value).map((one) => [name, one])
	);
	return new URLSearchParams(pairs).toString();
}
