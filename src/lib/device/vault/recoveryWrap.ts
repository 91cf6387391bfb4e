import { publicKey } from '#lib/protocol/deviceKey.ts';
import type { HelloAnswer } from '#lib/protocol/hello.ts';
import { wrapForRecovery } from '#lib/protocol/recovery.ts';
import type { PersonRow } from '../store/People.ts';
import type { Vault } from './Vault.ts';
import { withoutKind, type Wrap } from './wraps.ts';

/**
 * The ways in with one for the server's recovery key as it is now (SPEC.md V2 d): at enrolment, and whenever the key is
 * a new one. Null where nothing is to change.
 */
export async function wrapsWithRecovery(
	vault: Vault,
	row: Pick<PersonRow, 'wraps' | 'deviceId' | 'personId'>,
	told: HelloAnswer['recoveryKey']
): Promise<readonly Wrap[] | null> {
	const jwk = publicKey.safeParse(told?.jwk);
	if (told === null || !jwk.success) return null;
	if (row.wraps.some((wrap) => wrap.kind === 'recovery' && wrap.kid === told.kid)) return null;
	const { deviceId, personId } = row;
	const wrap = await vault.lendRoot((root) =>
		wrapForRecovery(root, { kid: told.kid, jwk: jwk.data }, { deviceId, personId })
	);
	return [...withoutKind(row.wraps, 'recovery'), wrap];
}
