import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { PersonRow } from '../store/People.ts';
import type { Bytes } from '../vault/bytes.ts';
import { judgePassphrase, type PassphraseProblem } from '../vault/passphrase.ts';
import { afterWrongTry, mayTry, secondsToWait } from '../vault/tries.ts';
import { unwrapRoot, withoutKind, wrapRoot } from '../vault/wraps.ts';
import type { LeaseProblem } from './openUnderLease.ts';
import type { TabletParts } from './TabletParts.ts';

export type UnlockProblem = 'wrong-passphrase' | 'wait' | 'needs-network' | 'damaged' | LeaseProblem;

/** The data key of this person, if the passphrase is theirs. Wrong tries are counted on the disk (SPEC.md V3). */
export async function unwrapWithPassphrase(
	parts: TabletParts,
	row: PersonRow,
	passphrase: string
): Promise<Result<Bytes, UnlockProblem>> {
	const at = parts.now().getTime();
	const allowed = mayTry(row.tries, at);
	if (allowed === 'wait') return problem('wait', { seconds: secondsToWait(row.tries, at) });
	if (allowed === 'needs-network' && !(await isSignedIn(parts, row))) return problem('needs-network');
	for (const wrap of row.wraps) {
		const root = wrap.kind === 'passphrase' ? await unwrapRoot(wrap, passphrase, row.slot) : null;
		if (root !== null) return ok(root);
	}
	return noteWrongTry(parts, row);
}

async function noteWrongTry(parts: TabletParts, row: PersonRow): Promise<Result<never, UnlockProblem>> {
	const at = parts.now().getTime();
	const tries = afterWrongTry(row.tries, at);
	await parts.people.update(row.slot, { tries });
	return problem('wrong-passphrase', { seconds: secondsToWait(tries, at) });
}

/** The row with a new passphrase; other ways in stay as they are. */
export async function rewrapPassphrase(
	parts: TabletParts,
	row: PersonRow,
	old: string,
	fresh: string
): Promise<Result<PersonRow, UnlockProblem | PassphraseProblem>> {
	const judged = judgePassphrase(fresh);
	if (!judged.ok) return judged;
	const root = await unwrapWithPassphrase(parts, row, old);
	if (!root.ok) return root;
	const wrap = await wrapRoot(root.value, fresh, row.slot, parts.derivation);
	root.value.fill(0);
	const wraps = [wrap, ...withoutKind(row.wraps, 'passphrase')];
	await parts.people.update(row.slot, { wraps });
	return ok({ ...row, wraps });
}

/** After ten wrong tries only someone who is signed in as that person may go on trying (V3). */
async function isSignedIn({ server, build, now }: TabletParts, row: PersonRow): Promise<boolean> {
	const reply = await server.hello({
		proto: [1],
		build,
		storeSchema: 1,
		deviceId: row.deviceId,
		clientId: row.clientId,
		epoch: null,
		lastN: 0,
		outboxCount: 0,
		oldestUnsentAt: null,
		keptCount: 0,
		persisted: false,
		quota: { used: 0, max: 0 },
		clock: now().toISOString(),
		templates: {}
	});
	return reply.kind === 'answer' && reply.body.user.id === row.personId;
}
