import { z } from 'zod';
import { roles } from '#lib/domain/access/Person.ts';
import { day } from '#lib/domain/shared/dates.ts';
import { uuid } from '#lib/domain/shared/ids.ts';

const scope = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('council') }),
	z.object({ kind: z.literal('service'), id: z.string() }),
	z.object({ kind: z.literal('team'), id: z.string() }),
	z.object({ kind: z.literal('own') })
]);

/** A person as the server tells of them. */
export const personShape = z.object({
	id: uuid,
	username: z.string(),
	name: z.string(),
	grants: z.array(z.object({ role: z.enum(roles), scope })),
	team: z.string().nullable(),
	status: z.enum(['active', 'deactivated']),
	until: day.nullable(),
	permVer: z.number().int()
});
