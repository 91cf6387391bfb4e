import { isTransient } from './db/isTransient.ts';

/** What a person or a program asked for and is not given, and why: a code for the wire, a status, never a sentence. */
export class Refusal extends Error {
	readonly code: string;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;

	constructor(code: string, status: number, headers: Readonly<Record<string, string>> = {}) {
		super(code);
		this.code = code;
		this.status = status;
		this.headers = headers;
	}
}

/** The database is away or busy: nothing is wrong with what was asked. */
export const tryLater = () => new Refusal('TRY_LATER', 503, { 'Retry-After': '5' });

/** Turns a refusal thrown inside an endpoint into its JSON answer; anything else goes on up. */
export async function answerRefusals(work: () => Promise<Response>): Promise<Response> {
	try {
		return await work();
	} catch (error) {
		const refusal = isTransient(error) ? tryLater() : error;
		if (!(refusal instanceof Refusal)) throw error;
		return Response.json({ code: refusal.code }, { status: refusal.status, headers: refusal.headers });
	}
}
