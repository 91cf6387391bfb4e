import type { Kysely } from 'kysely';
import { suggestName } from '#lib/domain/frames/suggestName.ts';
import type { PersonId, ServiceId, TeamId } from '#lib/domain/shared/ids.ts';
import type { Tables } from '../db/connection.ts';
import { listPeople } from '../people/people.repository.ts';
import { listTeams } from '../people/teams.repository.ts';
import { findTies } from './frames.repository.ts';

/** Whom a name of the import stands for: tied by hand, or the only one of exactly that name, or nobody. */
export type Tied = { readonly target: string | null; readonly how: 'exact' | 'hand' | 'none' };

export type NameTies = {
	team(name: string | null): Tied;
	worker(name: string | null): Tied;
	/** A team's place and manager, for scopes and independence. */
	place(name: string | null): {
		readonly team: TeamId | null;
		readonly service: ServiceId | null;
		readonly manager: PersonId | null;
	};
};

export type SuggestedTies = NameTies & {
	/** Whom a name tied to nobody may stand for, for a person to say yes or no to. */
	suggest(kind: 'team' | 'worker', name: string): string | null;
};

/** Spaces, no-break spaces and capitals do not make another name. */
export function nameKey(name: string): string {
	return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

const nobody: Tied = { target: null, how: 'none' };

/** Ties the names of the import to teams and people here. A name that two share is tied to neither. */
export async function readNameTies(db: Kysely<Tables>): Promise<SuggestedTies> {
	const [teams, people, ties] = [await listTeams(db), await listPeople(db), await findTies(db)];
	const byHand = new Map(ties.map((tie) => [`${tie.kind}:${tie.name_key}`, tie.target_id]));
	const candidates = { team: teams, worker: people.filter(({ status }) => status === 'active') };
	const named = { team: uniqueNames(candidates.team), worker: uniqueNames(candidates.worker) };
	const tie = (kind: 'team' | 'worker', name: string | null): Tied => {
		if (name === null) return nobody;
		const key = nameKey(name);
		const hand = byHand.get(`${kind}:${key}`);
		if (hand !== undefined) return { target: hand, how: 'hand' };
		const target = named[kind].get(key);
		return target === undefined ? nobody : { target, how: 'exact' };
	};
	return {
		team: (name) => tie('team', name),
		worker: (name) => tie('worker', name),
		suggest: (kind, name) => suggestName(name, candidates[kind])?.id ?? null,
		place(name) {
			const team = teams.find(({ id }) => id === tie('team', name).target);
			return { team: team?.id ?? null, service: team?.service ?? null, manager: team?.manager ?? null };
		}
	};
}

function uniqueNames(all: readonly { readonly id: string; readonly name: string }[]): Map<string, string> {
	const groups = Map.groupBy(all, ({ name }) => nameKey(name));
	return new Map([...groups].flatMap(([key, of]) => (of.length === 1 && of[0] !== undefined ? [[key, of[0].id]] : [])));
}
