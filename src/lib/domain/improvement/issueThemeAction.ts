import type { ActionLevel, ActionRecord, Field, Json } from '../changes/RecordState.ts';
import type { Day, Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';

export type ThemeActionAsked = {
	readonly id: string;
	readonly theme: string;
	readonly level: Exclude<ActionLevel, 'child'>;
	readonly finding: string;
	readonly what: string;
	readonly difference: string;
	readonly owner: PersonId;
	readonly dueOn: Day;
	/** How many findings it answers. */
	readonly findings: number;
	/** Where the findings are: the team they all lie in, else the service, else the council. */
	readonly place: { readonly team: string | null; readonly service: string | null };
};

/**
 * One action for a team or the service that answers the findings of many audits (product.md 6.4). Its impact is later
 * looked at on its theme. Whoever raises it verifies it, unless they are to do it themselves.
 */
export function issueThemeAction(asked: ThemeActionAsked, by: PersonId, at: Instant): ActionRecord {
	const field = (value: Json): Field => ({ ver: 1, value, by, at, client: null });
	const { id, theme, level, finding, what, difference, owner, dueOn, findings, place } = asked;
	return {
		record: { kind: 'action', id },
		ver: 1,
		head: {
			...{ state: 'issued', level, what, owner, dueOn, finding, difference, theme, findings, ...place },
			worker: null,
			raisedBy: by,
			raisedAt: at,
			verifier: owner === by ? null : by,
			priority: false,
			extensions: 0,
			stateSince: at
		},
		fields: new Map([
			['state', field('issued')],
			['owner', field(owner)],
			['dueOn', field(dueOn)]
		])
	};
}

/** The narrowest place that holds them all. */
export function commonPlace(
	places: readonly { readonly team: string | null; readonly service: string | null }[]
): ThemeActionAsked['place'] {
	const [first] = places;
	const team = first?.team ?? null;
	const service = first?.service ?? null;
	const isOneService = service !== null && places.every((place) => place.service === service);
	const isOneTeam = team !== null && places.every((place) => place.team === team);
	return { team: isOneTeam ? team : null, service: isOneService ? service : null };
}
