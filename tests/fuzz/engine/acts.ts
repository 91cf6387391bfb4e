import { Chance } from '../Chance.ts';
import type { Death } from './Page.ts';

export type Fault = 'lost request' | 'lost answer' | 'sent twice' | 'server killed' | 'held';
export type EngineAct =
	| {
			readonly do: 'save';
			readonly tablet: number;
			readonly tab: number;
			readonly audit: number;
			readonly act: SaveName;
			readonly field: number;
			readonly value: number;
			readonly death: Death | null;
	  }
	/** Quick taps, each begun before the one before is on the disk. */
	| {
			readonly do: 'burst';
			readonly tablet: number;
			readonly audit: number;
			readonly field: number;
			readonly taps: number;
	  }
	| { readonly do: 'sync'; readonly tablet: number; readonly tab: number }
	| {
			readonly do: 'fault';
			readonly tablet: number;
			readonly path: 'hello' | 'push' | 'pull';
			readonly fault: Fault;
			readonly after: number;
	  }
	| {
			readonly do: 'goOffline' | 'comeBack' | 'restart' | 'loseStore' | 'signOut' | 'signIn' | 'clone';
			readonly tablet: number;
	  }
	| { readonly do: 'arrive' }
	| { readonly do: 'wait'; readonly minutes: number }
	| { readonly do: 'reallocate'; readonly audit: number }
	| { readonly do: 'deactivate' | 'activate'; readonly person: number }
	| { readonly do: 'backup' }
	| { readonly do: 'restore'; readonly back: number };

const saves = {
	'answer.set': 12,
	'answer.clear': 2,
	'note.set': 4,
	'grade.set': 4,
	'feedback.add': 2,
	'action.raise': 1,
	'alert.raise': 1,
	'evidence.attach': 1,
	'audit.submit': 1,
	'audit.withdraw': 3,
	'conflict.resolve': 3
} as const;
export type SaveName = keyof typeof saves;

const kinds = {
	save: 40,
	burst: 3,
	sync: 20,
	fault: 12,
	goOffline: 3,
	comeBack: 4,
	restart: 4,
	loseStore: 2,
	signOut: 1,
	signIn: 2,
	clone: 1,
	arrive: 3,
	wait: 2,
	reallocate: 3,
	deactivate: 1,
	activate: 2,
	backup: 2,
	restore: 1
} as const;

const faults = { 'lost request': 2, 'lost answer': 3, 'sent twice': 2, 'server killed': 2, held: 1 } as const;
const deaths: readonly Death[] = ['before the store', 'after the store', 'after both'];

export const stepsPerHistory = 100;

export function drawEngineHistory(seed: number, steps = stepsPerHistory): readonly EngineAct[] {
	const chance = new Chance(seed * 7 + 3);
	return Array.from({ length: steps }, () => drawAct(chance));
}

function drawAct(chance: Chance): EngineAct {
	const kind = chance.weighted(kinds);
	const tablet = chance.below(12);
	const audit = chance.below(2);
	switch (kind) {
		case 'save':
			return {
				do: kind,
				tablet,
				tab: chance.below(4),
				audit,
				act: chance.weighted(saves),
				field: chance.below(3),
				value: chance.below(3),
				death: chance.below(14) === 0 ? chance.pick(deaths) : null
			};
		case 'burst':
			return { do: kind, tablet, audit, field: chance.below(3), taps: 2 + chance.below(3) };
		case 'sync':
			return { do: kind, tablet, tab: chance.below(4) };
		case 'fault': {
			const path = chance.pick(['hello', 'push', 'push', 'push', 'pull'] as const);
			return { do: kind, tablet, path, fault: chance.weighted(faults), after: chance.below(3) };
		}
		case 'arrive':
		case 'backup':
			return { do: kind };
		case 'wait':
			return { do: kind, minutes: 1 + chance.below(20) };
		case 'reallocate':
			return { do: kind, audit };
		case 'deactivate':
		case 'activate':
			return { do: kind, person: chance.below(2) };
		case 'restore':
			return { do: kind, back: chance.below(3) };
		default:
			return { do: kind, tablet };
	}
}
