/** Everything in the model is a number where it can be: twenty thousand histories are to take seconds. */

/** Persons: two auditors, and the QA manager who sees all. */
export const people = [0, 1, 2] as const;
export const manager = 2;
export const recordCount = 3;

export type ActName =
	| 'answer'
	| 'grade'
	| 'note'
	| 'attach'
	| 'submit'
	| 'withdraw'
	| 'resolve'
	/** Something the server cannot read. */
	| 'poison';

export type ModelChange = {
	readonly id: number;
	readonly n: number;
	readonly person: number;
	readonly record: number;
	readonly act: ActName;
	readonly key: string;
	readonly value: number;
	readonly base: number;
	/** The act that wrote what the person was looking at: what `base` is to stand for, whatever past it is of. */
	readonly seen: number;
	/** The tablet's own time, which is never to decide anything. */
	readonly at: number;
	/** Stands for the hash: the same act numbered or based otherwise has another. */
	readonly hash: string;
};

export type Value = {
	/** The act that wrote it. */
	readonly id: number;
	readonly ver: number;
	readonly value: number;
	readonly by: number;
	readonly client: number;
	readonly at: number;
};
export type ModelField = Value & { readonly other: readonly Value[]; readonly pins?: ReadonlyMap<string, number> };
export type Fields = ReadonlyMap<string, ModelField>;

export type ServerRecord = {
	readonly auditor: number;
	readonly ver: number;
	readonly locked: boolean;
	readonly fields: Fields;
};

export type Outcome = 'applied' | 'conflict' | 'parked';
export type ModelResult = { readonly st: Outcome; readonly ver: number; readonly hash: string };

export type HistoryRow = {
	readonly id: number;
	readonly client: number;
	readonly n: number;
	readonly person: number;
	readonly record: number;
	readonly key: string;
	readonly value: number;
	readonly base: number;
	readonly ver: number;
	readonly how: 'written' | 'equal' | 'parked' | 'rescued';
	readonly isConflict: boolean;
};

export type Base = { readonly ver: number; readonly fields: Fields; readonly locked: boolean };
/** A row as it lies sealed on the tablet: bound to the name that the tablet had. */
export type HeldRow = {
	readonly seal: number;
	readonly change: ModelChange;
	readonly result: ModelResult | null;
	/** The epoch whose versions the base counts. */
	readonly seenIn: number;
};

export type PushRequest = { readonly epoch: number; readonly client: number; readonly changes: readonly ModelChange[] };
export type PushAnswer =
	| { readonly code: 'taken'; readonly results: readonly (ModelResult & { readonly n: number })[]; durable: number }
	| { readonly code: 'epoch' | 'unknown' | 'refused' | 'revoked' | 'away' }
	| {
			readonly code: 'gap' | 'fork';
			readonly need: number;
			readonly results: readonly (ModelResult & { readonly n: number })[];
	  };

export type PullRequest = {
	readonly epoch: number;
	readonly client: number;
	readonly have: ReadonlyMap<number, number>;
	readonly seq: number;
};
export type PulledPart = {
	readonly record: number;
	readonly full: boolean;
	readonly from: number;
	readonly ver: number;
	readonly locked: boolean;
	readonly fields: readonly (readonly [string, ModelField])[];
	readonly digest: number;
};
export type PullAnswer = {
	readonly epoch: number;
	readonly reset: boolean;
	readonly seq: number;
	readonly put: readonly PulledPart[];
	readonly gone: readonly number[];
	readonly durable: number;
	readonly leaseUntil: number;
};

/** Stands for the digest of W5: it differs when a key or a version does. */
export function digestOf(fields: Iterable<readonly [string, ModelField]>): number {
	let sum = 0;
	for (const [key, { ver }] of fields) {
		let mixed = ver * 7919;
		for (let index = 0; index < key.length; index += 1) mixed = Math.imul(mixed, 31) + key.charCodeAt(index);
		sum = (sum + mixed) | 0;
	}
	return sum;
}
