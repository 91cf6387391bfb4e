import type { Person } from '#lib/domain/access/Person.ts';
import { evidenceLimits, tabletHeader } from '#lib/protocol/evidence.ts';
import { aServer, as, north, type TestServer } from '../../../../tests/fixtures/builders.ts';
import { sha256Of } from '../../../../tests/fixtures/evidenceFiles.ts';
import { openSessions } from '../auth/sessions.ts';
import { readConfig } from '../config.ts';
import { setContext } from '../context.ts';
import type { Database } from '../db/connection.ts';
import { completeEvidence, getEvidence, headEvidence, putEvidence } from './evidenceEndpoint.ts';

export const origin = 'https://dipper.example';
export type Headers = Record<string, string | null>;

type Bytes = Uint8Array<ArrayBuffer>;

export function serve({ database, clock }: TestServer, env: Record<string, string> = {}) {
	const config = readConfig(env);
	setContext({ config, database, sessions: openSessions(database, config), now: () => clock.now });
}

/** The endpoints as one person calls them, with requests made by hand. */
export function caller(person: Person | null) {
	function event(method: string, sha256: string, query: string, body?: Bytes, headers: Headers = {}) {
		const url = new URL(`/api/sync/v1/evidence/${sha256}${query}`, origin);
		const sent = Object.entries(headers).filter((one): one is [string, string] => one[1] !== null);
		const request = new Request(url, { method, headers: sent, ...(body === undefined ? {} : { body }) });
		return { request, url, params: { sha256 }, locals: { person } };
	}
	const usual: Headers = { origin, 'x-dipper-client': '1' };
	const head = (sha256: string, headers: Headers = {}) => headEvidence(event('HEAD', sha256, '', undefined, headers));
	const get = (sha256: string, headers: Headers = {}) => getEvidence(event('GET', sha256, '', undefined, headers));
	const put = (sha256: string, part: number | string, body: Bytes, headers: Headers = {}) =>
		putEvidence(
			event('PUT', sha256, `?part=${part}`, body, {
				...usual,
				'content-type': 'application/octet-stream',
				...headers
			})
		);
	const complete = (sha256: string, request: unknown, headers: Headers = {}) =>
		completeEvidence(
			event('POST', sha256, '/complete', new TextEncoder().encode(JSON.stringify(request)), {
				...usual,
				'content-type': 'application/json',
				...headers
			})
		);
	/** Every part in order, then complete. */
	async function sends(bytes: Bytes, sha256 = sha256Of(bytes)): Promise<Response> {
		const parts = Math.ceil(bytes.length / evidenceLimits.partBytes);
		for (let part = 0; part < parts; part += 1) {
			const from = part * evidenceLimits.partBytes;
			const answer = await put(sha256, part, bytes.slice(from, from + evidenceLimits.partBytes));
			if (answer.status !== 204) return answer;
		}
		return complete(sha256, { bytes: bytes.length, parts });
	}
	return { head, get, put, complete, sends };
}

export const fromTablet = (clientId: string): Headers => ({ [tabletHeader]: clientId });

/** Ada audits in the north; Tess manages its team; Quinn looks after quality; Otto audits elsewhere. */
export async function evidenceWorld(database: Database, env: Record<string, string> = {}) {
	const server = await aServer(database);
	serve(server, env);
	const ada = await server.person([as('auditor')]);
	const tess = await server.person([as('team-manager', { team: north.team })]);
	const quinn = await server.person([as('qa-manager')]);
	const otto = await server.person([as('auditor')]);
	const audit = (await server.audit({ auditor: ada.id, ...north, worker: null })).record;
	const tablet = await server.tablet(ada);
	const by = { ada: caller(ada), tess: caller(tess), quinn: caller(quinn), otto: caller(otto), nobody: caller(null) };

	/** The change that goes before the bytes. */
	async function attaches(
		bytes: Bytes,
		kind: string,
		more: { sha256?: string; record?: { kind: string; id: string }; id?: string; tablet?: typeof tablet } = {}
	) {
		const sha256 = more.sha256 ?? sha256Of(bytes);
		const args = {
			id: more.id ?? crypto.randomUUID(),
			question: 'CJ2.1',
			sha256,
			name: 'As the person called it',
			kind,
			bytes: bytes.length
		};
		const results = await (more.tablet ?? tablet).sends({
			name: 'evidence.attach',
			record: more.record ?? audit,
			args
		});
		return { sha256, id: args.id, results };
	}
	return { server, ada, tess, quinn, otto, audit, tablet, by, attaches };
}

export async function refusal(answer: Response): Promise<[number, string]> {
	const body = (await answer.json()) as { code: string };
	return [answer.status, body.code];
}
