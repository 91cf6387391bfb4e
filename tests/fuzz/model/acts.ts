import { Chance } from '../Chance.ts';
import type { SaveCrash } from './ModelTablet.ts';
import { recordCount, type ActName } from './shapes.ts';

export type PushFault = 'none' | 'lost' | 'lost answer' | 'twice' | 'late' | 'killed';
export type PullFault = 'none' | 'lost' | 'slow';

/** One thing that happens. Numbers beyond what there is wrap round, so that any act may be left out (shrinking). */
export type Act =
	| {
			readonly do: 'save';
			readonly tablet: number;
			readonly record: number;
			readonly act: ActName;
			readonly field: number;
			readonly value: number;
			readonly crash: SaveCrash;
	  }
	| { readonly do: 'saveInTwoTabs'; readonly tablet: number; readonly record: number; readonly field: number }
	| { readonly do: 'draft'; readonly tablet: number; readonly record: number; readonly field: number }
	| {
			readonly do: 'sync';
			readonly tablet: number;
			readonly greets: boolean;
			readonly push: PushFault;
			readonly pull: PullFault;
			readonly killedAfter: number;
			readonly batch: number;
	  }
	| { readonly do: 'pull'; readonly tablet: number; readonly fault: PullFault }
	| { readonly do: 'together'; readonly first: number; readonly second: number; readonly watcher: number }
	| { readonly do: 'arrive'; readonly which: number }
	| { readonly do: 'upload' | 'restart' | 'loseStore' | 'signOut' | 'signIn'; readonly tablet: number }
	| { readonly do: 'clone' | 'revoke' | 'rescue'; readonly tablet: number }
	| { readonly do: 'reallocate'; readonly record: number }
	| { readonly do: 'deactivate' | 'activate'; readonly person: number }
	| { readonly do: 'backup' | 'verify' }
	| { readonly do: 'restore'; readonly back: number }
	| { readonly do: 'days'; readonly days: number };

const kinds = {
	save: 34,
	saveInTwoTabs: 2,
	draft: 2,
	sync: 22,
	pull: 5,
	together: 3,
	arrive: 4,
	upload: 3,
	restart: 4,
	loseStore: 2,
	signOut: 1,
	signIn: 2,
	clone: 1,
	revoke: 1,
	rescue: 1,
	reallocate: 5,
	deactivate: 1,
	activate: 2,
	backup: 4,
	verify: 2,
	restore: 2,
	days: 3
} as const;

const actNames = { answer: 20, grade: 5, note: 4, attach: 3, submit: 2, withdraw: 2, resolve: 3, poison: 1 } as const;
const crashes = { none: 30, inside: 1, 'between copies': 1, after: 1 } as const;
const pushFaults = { none: 14, lost: 2, 'lost answer': 4, twice: 2, late: 2, killed: 2 } as const;
const pullFaults = { none: 10, lost: 2, slow: 3 } as const;

/** The same history for the same seed. */
export function drawHistory(seed: number): readonly Act[] {
	const chance = new Chance(seed);
	const length = 40 + chance.below(120);
	return Array.from({ length }, () => drawAct(chance));
}

function drawAct(chance: Chance): Act {
	const kind = chance.weighted(kinds);
	const tablet = chance.below(12);
	const record = chance.below(recordCount);
	switch (kind) {
		case 'save':
			return {
				do: kind,
				tablet,
				record,
				act: chance.weighted(actNames),
				field: chance.below(3),
				value: chance.below(4),
				crash: chance.weighted(crashes)
			};
		case 'saveInTwoTabs':
		case 'draft':
			return { do: kind, tablet, record, field: chance.below(3) };
		case 'sync':
			return {
				do: kind,
				tablet,
				greets: chance.below(3) === 0,
				push: chance.weighted(pushFaults),
				pull: chance.weighted(pullFaults),
				killedAfter: chance.below(3),
				batch: 1 + chance.below(6)
			};
		case 'pull':
			return { do: kind, tablet, fault: chance.weighted(pullFaults) };
		case 'together':
			return { do: kind, first: tablet, second: chance.below(12), watcher: chance.below(12) };
		case 'arrive':
			return { do: kind, which: chance.below(8) };
		case 'reallocate':
			return { do: kind, record };
		case 'deactivate':
		case 'activate':
			return { do: kind, person: chance.below(2) };
		case 'backup':
		case 'verify':
			return { do: kind };
		case 'restore':
			return { do: kind, back: chance.below(4) };
		case 'days':
			return { do: kind, days: 1 + chance.below(9) };
		default:
			return { do: kind, tablet };
	}
}
