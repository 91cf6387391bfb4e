import type { Kysely } from 'kysely';
import type { Away } from '#lib/domain/alerts/askWhom.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Tables } from '../db/connection.ts';

/** Who is or will be away, from the register of leave, and who stands in for them meanwhile. */
export async function listAway(db: Kysely<Tables>, today: Day): Promise<Away[]> {
	const rows = await db
		.selectFrom('auditor_leave')
		.leftJoin('auditor', 'auditor.person_id', 'auditor_leave.person_id')
		.select(['auditor_leave.person_id', 'auditor_leave.from_on', 'auditor_leave.to_on', 'auditor.deputy_id'])
		.where('auditor_leave.to_on', '>=', today)
		.orderBy('auditor_leave.from_on')
		.orderBy('auditor_leave.id')
		.execute();
	return rows.map((row) => ({
		person: row.person_id,
		from: row.from_on,
		until: row.to_on,
		standIn: row.deputy_id
	}));
}
