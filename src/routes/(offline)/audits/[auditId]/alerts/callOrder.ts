import type { Day } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { callOrderWords } from '#lib/ui/words/alerts.ts';

type Listed = {
	readonly id: string;
	readonly name: string;
	readonly roles: readonly string[];
	readonly team: string | null;
	readonly services?: readonly string[];
	readonly phone: string | null;
	readonly status: string;
	readonly away?: readonly { readonly from: Day; readonly until: Day; readonly standIn: string | null }[];
};
type Team = {
	readonly id: string;
	readonly name: string;
	readonly service: string;
	readonly serviceName: string;
	readonly manager: string | null;
};
export type ToCall = {
	readonly id: PersonId;
	readonly name: string;
	readonly role: string;
	readonly phone: string | null;
	/** One of several of the same role, after the first two: at hand, but out of the way. */
	readonly isFurther: boolean;
	/** The last day they are away, where they are today. */
	readonly awayUntil: Day | null;
};

const ofEachRole = 2;

/**
 * Whom to telephone, in order: the child's team manager, then a service manager, then a head of service
 * (practice.md 1.8). Where somebody manages or works in the child's service, nobody from another stands in the way.
 * Before somebody who is away comes whoever stands in for them. Nobody is told to telephone themselves.
 */
export function callOrder(
	teamId: string | null,
	teams: readonly Team[],
	directory: readonly Listed[],
	today: Day,
	me: PersonId
): ToCall[] {
	const team = teams.find((one) => one.id === teamId);
	const working = directory.filter((person) => person.status === 'active' && person.id !== me);
	const manager = working.find((person) => person.id === team?.manager);
	const ofTeam = manager ?? working.find((person) => person.roles.includes('team-manager') && person.team === teamId);
	const inService = (person: Listed) =>
		team !== undefined &&
		(person.services?.includes(team.service) === true ||
			teams.find((one) => one.id === person.team)?.service === team.service);
	const holding = (role: string) => {
		const all = working.filter((person) => person.roles.includes(role) && person.id !== ofTeam?.id);
		const near = all.filter(inService);
		return near.length > 0 ? near : all;
	};
	const inOrder = (role: string, words: string) =>
		holding(role).map((person, at) => toCall(person, words, at >= ofEachRole));
	const [first, second, third] = callOrderWords;
	const order = [
		...(ofTeam === undefined ? [] : [toCall(ofTeam, team === undefined ? first : `${first}, ${team.name}`)]),
		...inOrder('service-manager', second),
		...inOrder('head-of-service', third)
	];
	const staffed = order.flatMap((one) => withStandIn(one, working, today));
	return staffed.filter((one, index) => staffed.findIndex((other) => other.id === one.id) === index);
}

/** Who is away can still be called, after the one who stands in. */
function withStandIn(one: ToCall, working: readonly Listed[], today: Day): ToCall[] {
	const person = working.find(({ id }) => id === one.id);
	const leave = person?.away?.find(({ from, until }) => from <= today && today <= until);
	if (leave === undefined) return [one];
	const standIn = working.find(({ id }) => id === leave.standIn);
	const away = { ...one, awayUntil: leave.until };
	if (standIn === undefined) return [away];
	return [toCall(standIn, `${one.role}: stands in for ${one.name}`, one.isFurther), away];
}

function toCall({ id, name, phone }: Listed, role: string, isFurther = false): ToCall {
	return { id, name, role, phone, isFurther, awayUntil: null };
}
