import { dayInEngland } from '#lib/domain/shared/dates.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { callBackLink, makeLink, seeLinks, type Asks } from '#lib/server/voices/feedbackLinks.useCases.ts';
import { textOf } from '../../../readForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const { audit, links } = await orSayWhy(seeLinks(acting, params.auditId));
	const today = todayOf(acting.now);
	return {
		id: params.auditId,
		caseRef: audit.head.caseRef,
		of: asksOf(url.searchParams.get('of')),
		links: links.map(({ id, asks, made_at, ends_on, used_at, ended_at }) => ({
			...{ id, asks, madeOn: dayInEngland(new Date(made_at).toISOString()), endsOn: ends_on },
			state:
				used_at !== null
					? ('used' as const)
					: ended_at !== null
						? ('called-back' as const)
						: ends_on < today
							? ('over' as const)
							: ('open' as const)
		}))
	};
};

export const actions: Actions = {
	make: async ({ locals, params, request, url }) => {
		const asks = asksOf(textOf(await request.formData(), 'asks'));
		const { token, endsOn } = await orSayWhy(makeLink(actingOf(locals), { auditId: params.auditId, asks }));
		return { made: { asks, endsOn, address: `${url.origin}/say/${token}` } };
	},
	end: async ({ locals, params, request }) => {
		const id = textOf(await request.formData(), 'id');
		await orSayWhy(callBackLink(actingOf(locals), params.auditId, id));
		return { made: null };
	}
};

function asksOf(text: string | null): Asks {
	return text === 'partner' ? 'partner' : 'parent';
}
