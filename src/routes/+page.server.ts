import { redirect } from '@sveltejs/kit';
import { firstPage } from '#lib/server/auth/whereNext.ts';
import type { PageServerLoad } from './$types';

/** Everyone's day begins on a page of their own; the hooks have sent away whoever is not signed in. */
export const load: PageServerLoad = ({ locals }) =>
	redirect(303, locals.person === null ? '/sign-in' : firstPage(locals.person));
