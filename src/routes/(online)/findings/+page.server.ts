import { listThemes } from '#lib/server/findings/findings.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ themes: await orSayWhy(listThemes(actingOf(locals))) });
