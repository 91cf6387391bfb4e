import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import {
	allowPerson,
	allowTablet,
	askToWipe,
	revokePerson,
	revokeTablet,
	seeTablet,
	takeBackAsking,
	trustKey
} from '#lib/server/devices/tablets.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { instantOf } from '#lib/server/records/Acting.ts';
import { textOf } from '../../readForm.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const today = dayInEngland(instantOf(acting.now));
	const { device, people, incidents, receipts } = await orSayWhy(seeTablet(acting, params.deviceId));
	return {
		tablet: {
			facts: device.facts,
			persisted: device.persisted,
			quotaUsed: device.quota_used,
			quotaMax: device.quota_max,
			isLost: device.revoked_at !== null,
			hasOtherKey: device.offeredKey !== null
		},
		...{ people, incidents, receipts, today },
		mayAct: may(acting.person, 'look-after-tablets', today),
		saved: url.searchParams.has('saved')
	};
};

const noReason = (of: string) => [{ id: `reason-${of}`, words: 'Say why, so that whoever asks later can see it' }];
const notSure = (of: string) => [{ id: `confirm-${of}`, words: 'Tick the box to say that you mean it' }];

/** Back to the tablet's page; with what is missing, if something is. */
async function act(
	event: RequestEvent,
	work: (form: FormData) => Promise<{ readonly ok: boolean } | void>,
	isGrave = false
) {
	const form = await event.request.formData();
	const of = textOf(form, 'client') || 'tablet';
	if (isGrave && form.get('confirm') === null) return fail(400, { errors: notSure(of) });
	const done = await orSayWhy(work(form));
	if (done !== undefined && !done.ok) return fail(400, { errors: noReason(of) });
	redirect(303, `/tablets/${event.params.deviceId}?saved`);
}

export const actions: Actions = {
	ask: (event) => act(event, (form) => askToWipe(actingOf(event.locals), textOf(form, 'client'))),
	unask: (event) => act(event, (form) => takeBackAsking(actingOf(event.locals), textOf(form, 'client'))),
	revoke: (event) =>
		act(event, (form) => revokePerson(actingOf(event.locals), textOf(form, 'client'), textOf(form, 'reason')), true),
	allow: (event) => act(event, (form) => allowPerson(actingOf(event.locals), textOf(form, 'client'))),
	lost: (event) =>
		act(event, (form) => revokeTablet(actingOf(event.locals), event.params.deviceId, textOf(form, 'reason')), true),
	found: (event) => act(event, () => allowTablet(actingOf(event.locals), event.params.deviceId)),
	trust: (event) => act(event, () => trustKey(actingOf(event.locals), event.params.deviceId))
};
