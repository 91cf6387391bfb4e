import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { readSample } from '#lib/server/samples/samples.useCases.ts';
import type { RequestHandler } from './$types';

/** All that drawing a sample again needs, as one file: docs/redraw.mjs and docs/redraw.py read it. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { id, name, template, sample } = await orSayWhy(readSample(actingOf(locals), params.sampleId));
	return new Response(JSON.stringify({ id, name, template, sample }, null, '\t'), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="sample-${id}.json"`,
			'cache-control': 'no-store'
		}
	});
};
