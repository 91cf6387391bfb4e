import { fail, redirect } from '@sveltejs/kit';
import { gibibyte, mebibyte } from '#lib/domain/evidence/EvidenceQuota.ts';
import { saveQuota, seeQuota } from '#lib/server/evidence/quota.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { typedIn } from '../../readForm.ts';
import { readQuotaForm } from './readQuotaForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { personDayBytes, councilBytes, usedBytes } = await orSayWhy(seeQuota(actingOf(locals)));
	return {
		personDayBytes: Math.round(personDayBytes / mebibyte),
		councilBytes: Math.round(councilBytes / gibibyte),
		used: { bytes: usedBytes, share: usedBytes / councilBytes },
		saved: url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const acting = actingOf(locals);
		await orSayWhy(seeQuota(acting));
		const form = await request.formData();
		const { quota, errors } = readQuotaForm(form);
		if (quota === null) return fail(400, { errors, typed: typedIn(form) });
		await orSayWhy(saveQuota(acting, quota));
		redirect(303, '/settings/files?saved');
	}
};
