import { must } from '#lib/domain/shared/Result.ts';
import type { Database } from '#lib/server/db/connection.ts';

/** A child journey that the demo's auditor was given and has not begun. */
export async function anAllocatedAudit({ db }: Database): Promise<{ id: string; caseRef: string }> {
	const row = await db
		.selectFrom('record')
		.innerJoin('person', 'person.id', 'record.auditor_id')
		.select(['record.id', 'record.case_ref'])
		.where('person.username', '=', 'auditor@demo.example')
		.where('record.kind', '=', 'audit')
		.where('record.state', '=', 'allocated')
		.where('record.head', 'like', '%"cj-%')
		.executeTakeFirstOrThrow();
	return { id: row.id, caseRef: must(row.case_ref ?? undefined, 'a case') };
}
