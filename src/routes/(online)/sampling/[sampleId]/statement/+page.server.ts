import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { readStatement } from '#lib/server/samples/readStatement.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => orSayWhy(readStatement(actingOf(locals), params.sampleId));
