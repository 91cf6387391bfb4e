import { fieldsFrom } from '#lib/domain/changes/records.ts';
import type { Field, Json, RecordState, WrittenValue } from '#lib/domain/changes/RecordState.ts';
import { recordDigest } from '#lib/protocol/hashes.ts';
import type { PulledField, PulledRecord } from '#lib/protocol/pull.ts';

export type Author = { readonly person: string; readonly clientId: string };

/**
 * A record after a pull: whole, or newer fields upon the base they follow. Null when they follow another
 * base, or when the fields do not give the server's digest: then it is fetched whole (SPEC.md W5).
 */
export async function readPulled(
	pulled: PulledRecord,
	base: RecordState | null,
	me: Author
): Promise<RecordState | null> {
	if (!pulled.full && (base === null || base.ver !== pulled.from)) return null;
	const newer = pulled.fields.map((field): [string, Field] => [field.key, readField(field, me)]);
	const fields = fieldsFrom([...(pulled.full || base === null ? [] : base.fields), ...newer]);
	if ((await recordDigest(fields)) !== pulled.digest) return null;
	const { kind, id } = pulled.record;
	return { record: { kind, id }, ver: pulled.ver, head: pulled.head, fields } as unknown as RecordState;
}

/**
 * The server does not tell which tablet wrote a field; what this person wrote is taken as written here, so
 * that they never seem to differ with themselves while something waits.
 */
function readField({ key: _, conflict: __, ...field }: PulledField, me: Author): Field {
	const { ver, value, by, at, deviceAt, other } = field;
	return {
		ver,
		value: value as Json,
		by,
		at,
		...(deviceAt === undefined ? {} : { deviceAt }),
		...(by === me.person ? { client: me.clientId } : {}),
		...(other === undefined || other.length === 0 ? {} : { other: other as readonly WrittenValue[] })
	};
}
