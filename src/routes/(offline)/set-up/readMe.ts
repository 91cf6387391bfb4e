import { z } from 'zod';
import type { Person } from '#lib/domain/access/Person.ts';
import { personShape } from '#lib/device/sync/personShape.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';

export type SignedIn = { readonly person: Person; readonly council: string };

const answer = z.object({ person: personShape, council: z.string() });

/** Asks the office who is signed in here. Anything but an answer of ours is no signal: a hotel's page answers everything. */
export async function readMe(ask: typeof fetch): Promise<Result<SignedIn, 'signed-out' | 'no-signal'>> {
	try {
		const response = await ask('/api/me', { headers: { Accept: 'application/json' }, cache: 'no-store' });
		if (response.status === 401) return problem('signed-out');
		const read = answer.safeParse(response.ok ? await response.json() : null);
		return read.success ? ok(read.data) : problem('no-signal');
	} catch {
		return problem('no-signal');
	}
}
