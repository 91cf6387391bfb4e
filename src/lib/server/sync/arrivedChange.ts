import { changeInstant, type Change } from '#lib/domain/changes/Change.ts';
import { isWellFormed } from '#lib/domain/shared/text.ts';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import { changeHash } from '#lib/protocol/hashes.ts';
import { limits } from '#lib/protocol/version.ts';

/** Anything nested deeper was made by no build of ours and would overflow whoever walks it. */
const deepest = 200;

/** A change as it came in, and what can be said of it before anything is asked of the database. */
export type ArrivedChange = {
	/** The members that were recognised; `n` is right, the rest is only of the right type. */
	readonly change: Change;
	/** All that arrived, unknown members too: what is kept if it is parked. */
	readonly raw: unknown;
	/** Of all that arrived, `h` and all: the same n with another is a FORK. */
	readonly fingerprint: string;
	/** Of what was meant: name, record and arguments. The same id with the same meaning is the same act renumbered. */
	readonly meaning: string;
	readonly problem: 'SCHEMA_INVALID' | 'TOO_LARGE' | null;
	/** Its id, where it can be a key. */
	readonly changeId: string | null;
};

const usableId = /^[A-Za-z0-9._-]{1,100}$/;

export async function readArrived(change: Change, raw: Readonly<Record<string, unknown>>): Promise<ArrivedChange> {
	const changeId = usableId.test(change.id) ? change.id : null;
	if (isTooDeep(raw)) return tooDeep(change, changeId);
	const computed = await changeHash(raw);
	return {
		change,
		raw,
		fingerprint: computed === change.h ? computed : await changeHash({ arrived: raw }),
		meaning: await changeHash({ name: raw.name, record: raw.record, args: raw.args ?? null }),
		problem: problemOf(change, raw, computed, changeId),
		changeId
	};
}

function problemOf(change: Change, raw: unknown, computed: string, changeId: string | null): ArrivedChange['problem'] {
	if (Buffer.byteLength(canonicalJson(raw)) > limits.changeBytes) return 'TOO_LARGE';
	if (computed !== change.h || changeId === null || !isWellFormed(raw)) return 'SCHEMA_INVALID';
	return changeInstant.safeParse(change.at).success ? null : 'SCHEMA_INVALID';
}

/** What is too deep to be written down whole is kept by its outer members; no tablet's form can make it. */
async function tooDeep(change: Change, changeId: string | null): Promise<ArrivedChange> {
	const { n, id, at, name, record, h } = change;
	const raw = { n, id, at, name, record: { kind: record.kind, id: record.id }, h, nestedDeeperThan: deepest };
	const fingerprint = await changeHash({ arrived: raw });
	return { change, raw, fingerprint, meaning: fingerprint, problem: 'SCHEMA_INVALID', changeId };
}

/** Without recursion: the very thing it looks for would overflow it. */
export function isTooDeep(value: unknown): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > deepest) return true;
		level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
	}
	return false;
}
