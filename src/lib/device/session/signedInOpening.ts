import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { ShareAnswer } from '#lib/protocol/share.ts';
import type { PersonRow } from '../store/People.ts';
import { wipe, type Bytes } from '../vault/bytes.ts';
import { unwrapWithShare, wrapWithShare, type ShareWrap } from '../vault/shareWrap.ts';
import { withoutKind } from '../vault/wraps.ts';
import type { TabletParts } from './TabletParts.ts';

export type SignedInProblem = 'not-signed-in' | 'locked-since' | 'no-signal';

/** The data key by the server's half, where its person is signed in (SPEC.md V2 c). */
export async function unwrapSignedIn(parts: TabletParts, row: PersonRow): Promise<Result<Bytes, SignedInProblem>> {
	const wrap = shareWrapOf(row);
	const asked = wrap === null ? problem('not-signed-in') : await askShare(parts, row);
	if (!asked.ok) return asked;
	if (wrap === null || wasLockedSince(row, asked.value, parts.now().getTime())) return problem('locked-since');
	const root = await unwrapWithShare(wrap, asked.value.share, row.slot);
	return root === null ? problem('not-signed-in') : ok(root);
}

/** Whether a button for it is worth showing. */
export async function maySignedInOpen(parts: TabletParts, row: PersonRow): Promise<boolean> {
	const wrap = shareWrapOf(row);
	if (wrap === null) return false;
	const asked = await askShare(parts, row);
	if (!asked.ok || asked.value.share.id !== wrap.shareId) return false;
	return !wasLockedSince(row, asked.value, parts.now().getTime());
}

/**
 * With the key in hand and the person signed in, the way in for the next time: made at the first unlocking with signal,
 * and anew when the server's half has changed. `root` is wiped.
 */
export async function keepShareWrap(parts: TabletParts, slot: string, root: Bytes): Promise<void> {
	try {
		const row = (await parts.people.list()).find((one) => one.slot === slot);
		if (row === undefined) return;
		const asked = await askShare(parts, row);
		if (!asked.ok || shareWrapOf(row)?.shareId === asked.value.share.id) return;
		const wrap = await wrapWithShare(root, asked.value.share, slot);
		await parts.people.changeWraps(slot, (wraps) => [...withoutKind(wraps, 'share'), wrap]);
	} finally {
		wipe(root);
	}
}

function shareWrapOf(row: PersonRow): ShareWrap | null {
	return row.wraps.find((wrap): wrap is ShareWrap => wrap.kind === 'share') ?? null;
}

async function askShare(parts: TabletParts, row: PersonRow): Promise<Result<ShareAnswer, SignedInProblem>> {
	const reply = await parts.shares.ask(row.clientId);
	if (reply.kind === 'answer') return ok(reply.body);
	return problem(reply.kind === 'no-signal' ? 'no-signal' : 'not-signed-in');
}

/**
 * A lock holds against a sign-in from before it, or it would be none. Both times are lengths, each by one clock: how long
 * ago the password was typed by the server's, how long ago it was locked by the tablet's (SPEC.md M3).
 */
function wasLockedSince({ lockedAt }: PersonRow, { signedInFor }: ShareAnswer, now: number): boolean {
	return lockedAt !== null && now - Date.parse(lockedAt) <= signedInFor * 1000;
}
