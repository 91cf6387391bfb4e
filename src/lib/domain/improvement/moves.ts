import type { Role } from '../access/Person.ts';
import type { Act } from '../changes/Change.ts';
import type { ActionState } from '../changes/RecordState.ts';

export type ActionAct = Extract<Act, { kind: 'action' }>;

/** As what a person may make a move: by name in the action, or by a role that reaches its place. */
export const parties = [
	'owner',
	'verifier',
	'team-manager',
	'service-manager',
	'head-of-service',
	'director',
	'qa-manager'
] as const satisfies readonly ('owner' | 'verifier' | Role)[];
export type Party = (typeof parties)[number];

export const moveNames = [
	'accept',
	'progress',
	'complete',
	'verify',
	'return',
	'extend',
	'notNeeded',
	'transfer',
	'held',
	'notHeld'
] as const;
export type MoveName = (typeof moveNames)[number];

export type Move = {
	readonly from: readonly ActionState[];
	/** Null where the action stays as it is. */
	readonly to: ActionState | null;
	readonly by: readonly Party[];
	/** Whoever owns the action may not, whatever else they are: nobody verifies, eases or ends their own work. */
	readonly neverOwner: boolean;
};

const withOwner: readonly ActionState[] = ['issued', 'accepted', 'in-progress', 'returned'];
const line: readonly Party[] = ['team-manager', 'service-manager', 'head-of-service', 'director', 'qa-manager'];

/**
 * The life of an action: from where, to where, by whom. The one table of product.md 6.2 and practice.md 1.11 ("closing
 * needs a verifier who is not the owner"; "not needed" by a service manager or above; an extension is agreed by
 * someone else). Pages, tablets and the server all read it here. Overdue is no state: it is worked out.
 */
export const moves: Readonly<Record<MoveName, Move>> = {
	accept: { from: ['issued', 'returned'], to: 'accepted', by: ['owner'], neverOwner: false },
	progress: { from: withOwner, to: 'in-progress', by: ['owner'], neverOwner: false },
	complete: { from: withOwner, to: 'done', by: ['owner'], neverOwner: false },
	verify: { from: ['done'], to: 'verified', by: verifiers(), neverOwner: true },
	return: { from: ['done'], to: 'returned', by: verifiers(), neverOwner: true },
	extend: { from: withOwner, to: null, by: ['verifier', ...line], neverOwner: true },
	notNeeded: {
		from: [...withOwner, 'done'],
		to: 'not-needed',
		by: ['service-manager', 'head-of-service', 'director', 'qa-manager'],
		neverOwner: true
	},
	transfer: { from: withOwner, to: 'issued', by: ['owner', ...line], neverOwner: false },
	held: { from: ['verified'], to: 'closed', by: impactCheckers(), neverOwner: true },
	notHeld: { from: ['verified'], to: 'returned', by: impactCheckers(), neverOwner: true }
};

function verifiers(): readonly Party[] {
	return ['verifier', 'team-manager', 'service-manager', 'head-of-service', 'qa-manager'];
}

function impactCheckers(): readonly Party[] {
	return ['service-manager', 'head-of-service', 'qa-manager'];
}

/** Of two dates or two owners written apart whoever may write one may choose. */
export const mayChoose: readonly Party[] = ['owner', 'verifier', ...line];

/** The moves that one act on the wire can be: a verdict decides between two. */
const movesOf: Readonly<Record<Exclude<ActionAct['name'], 'conflict.resolve'>, readonly [MoveName, ...MoveName[]]>> = {
	'action.accept': ['accept'],
	'action.progress': ['progress'],
	'action.complete': ['complete'],
	'action.verify': ['verify', 'return'],
	'action.extend': ['extend'],
	'action.notNeeded': ['notNeeded'],
	'action.transfer': ['transfer'],
	'action.impact': ['held', 'notHeld']
};

/** Every move an act of this name may turn out to be; none for a name that moves nothing. */
export function movesNamed(name: string): readonly MoveName[] {
	return Object.hasOwn(movesOf, name) ? movesOf[name as keyof typeof movesOf] : [];
}

/** The move an act makes; null for settling a conflict, which moves nothing. */
export function moveOf(act: ActionAct): MoveName | null {
	switch (act.name) {
		case 'action.verify':
			return act.args.verdict === 'verified' ? 'verify' : 'return';
		case 'action.impact':
			return act.args.verdict === 'held' ? 'held' : 'notHeld';
		case 'conflict.resolve':
			return null;
		default:
			return movesOf[act.name][0];
	}
}

/** Whether someone who stands to an action as these parties may make a move, its state left aside. */
export function mayMake(move: MoveName, as: ReadonlySet<Party>): boolean {
	const { by, neverOwner } = moves[move];
	return !(neverOwner && as.has('owner')) && by.some((party) => as.has(party));
}
