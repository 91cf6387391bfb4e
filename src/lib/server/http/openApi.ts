import { z } from 'zod';
import { completeAnswer, completeRequest, evidenceLimits, mediaTypes, partsHeader } from '#lib/protocol/evidence.ts';
import { helloAnswer, helloRequest } from '#lib/protocol/hello.ts';
import { pullAnswer, pullRequest } from '#lib/protocol/pull.ts';
import { pushAnswer, pushRefusal, pushRequest } from '#lib/protocol/push.ts';
import { shareAnswer, shareRequest } from '#lib/protocol/share.ts';
import { rescueAnswer, rescueRequest } from '#lib/protocol/rescue.ts';
import { clientHeader } from '#lib/protocol/version.ts';

const credentials = z.object({ username: z.string(), password: z.string(), code: z.string().optional() });
const health = z.object({
	status: z.literal('ok'),
	version: z.string(),
	database: z.enum(['sqlite', 'postgres']),
	epoch: z.string().nullable()
});
const refusal = z.looseObject({ code: z.string() });

const inJson = (shape: z.ZodType) => ({
	'application/json': { schema: z.toJSONSchema(shape, { target: 'draft-2020-12' }) }
});
const answer = (description: string, shape?: z.ZodType) =>
	shape === undefined ? { description } : { description, content: inJson(shape) };
const refused = (description: string) => answer(description, refusal);

const signedIn = [{ session: [] }];
const fromOurs = { name: 'Origin', in: 'header', required: true, schema: { type: 'string' } } as const;
const fromClient = {
	name: clientHeader,
	in: 'header',
	required: true,
	schema: { type: 'string', enum: ['1'] }
} as const;

function sync(summary: string, asked: z.ZodType, answered: z.ZodType, more: Record<string, unknown> = {}) {
	return {
		post: {
			summary,
			security: signedIn,
			parameters: [fromOurs, fromClient],
			requestBody: { required: true, content: inJson(asked) },
			responses: {
				200: answer('What the server did or holds', answered),
				401: refused('Nobody is signed in'),
				403: refused('Not from our own pages, without the client header, or not this person’s client'),
				413: refused('Too large'),
				415: refused('Not JSON'),
				422: refused('Not of this shape, or an unknown client'),
				426: refused('A protocol that is no longer spoken'),
				...more
			}
		}
	};
}

const session = {
	post: {
		summary: 'Sign in',
		parameters: [fromOurs],
		requestBody: { required: true, content: inJson(credentials) },
		responses: {
			204: answer('Signed in; the session cookie is set'),
			401: refused('WRONG_CREDENTIALS'),
			403: refused('ORIGIN'),
			415: refused('CONTENT_TYPE'),
			429: refused('TOO_MANY_TRIES, with Retry-After in seconds')
		}
	},
	delete: {
		summary: 'Sign out',
		parameters: [fromOurs],
		responses: { 204: answer('Signed out'), 403: refused('ORIGIN') }
	}
};

const fileName = { name: 'sha256', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } };
const part = { name: 'part', in: 'query', required: true, schema: { type: 'integer', minimum: 0, maximum: 99 } };
const octets = (types: readonly string[]) =>
	Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));
const notTheirs = refused('Not attached by this person, or not theirs to see');

const evidence = {
	head: {
		summary: 'How far a file has come',
		security: signedIn,
		parameters: [fileName],
		responses: { 200: answer('Whole'), 204: answer(`Some parts: ${partsHeader} names them`), 404: notTheirs }
	},
	get: {
		summary: 'The file, without what a picture tells of where and when',
		security: signedIn,
		parameters: [fileName],
		responses: { 200: { description: 'The file', content: octets(Object.values(mediaTypes)) }, 404: notTheirs }
	},
	put: {
		summary: `One part of ${evidenceLimits.partBytes} bytes; the last may be shorter. The change that attaches it goes first`,
		security: signedIn,
		parameters: [fileName, part, fromOurs, fromClient],
		requestBody: { required: true, content: octets(['application/octet-stream']) },
		responses: {
			204: answer('It is there, now or since before'),
			404: notTheirs,
			409: refused('PART_DIFFERS: another body is there; the first is kept'),
			413: refused('TOO_LARGE'),
			422: refused('PART_RANGE'),
			429: refused('QUOTA_PERSON, with Retry-After in seconds'),
			507: refused('QUOTA_COUNCIL')
		}
	}
};
const completed = {
	post: {
		summary: 'All parts are there: check and keep it',
		security: signedIn,
		parameters: [fileName, fromOurs, fromClient],
		requestBody: { required: true, content: inJson(completeRequest) },
		responses: {
			200: answer('Kept', completeAnswer),
			404: notTheirs,
			409: refused(`PARTS_MISSING: ${partsHeader} names those that are there`),
			422: refused('LENGTH_MISMATCH or HASH_MISMATCH: send it anew; WRONG_TYPE or VIRUS: it is not taken'),
			503: refused('SCANNER_DOWN, with Retry-After in seconds')
		}
	}
};

/** What other programs may call, in OpenAPI 3.1: made from the shapes the server itself parses with. */
export function describeApi(version: string) {
	return {
		openapi: '3.1.0',
		info: { title: 'Dipper', version, description: 'Times are ISO 8601 UTC. Every refusal is JSON with a code.' },
		components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-dipper' } } },
		paths: {
			'/api/health': { get: { summary: 'Is it well', responses: { 200: answer('It is', health) } } },
			'/api/session': session,
			'/api/sync/v1/hello': sync('Register a tablet and learn the terms', helloRequest, helloAnswer),
			'/api/sync/v1/push': sync('Send changes in order', pushRequest, pushAnswer, {
				409: answer('EPOCH, GAP or FORK; what came before stays applied', pushRefusal)
			}),
			'/api/sync/v1/pull': sync('Fetch what this person may see', pullRequest, pullAnswer),
			'/api/sync/v1/rescue': sync('Send sealed work on the tablet’s signature alone', rescueRequest, rescueAnswer, {
				403: refused('ORIGIN, CLIENT_HEADER, SIGNATURE, or SEAL'),
				409: refused('RECOVERY_KEY or RECOVERY_WRAP'),
				429: refused('TOO_MANY_TRIES, with Retry-After in seconds')
			}),
			'/api/sync/v1/evidence/{sha256}': evidence,
			'/api/sync/v1/evidence/{sha256}/complete': completed,
			'/api/sync/v1/share': sync('Half of what opens this person’s store on this tablet', shareRequest, shareAnswer)
		}
	};
}
