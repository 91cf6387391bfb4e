import { randomUUID } from 'node:crypto';
import type { Grant } from '#lib/domain/access/Person.ts';
import type { Database } from '../db/connection.ts';
import type { NewStaffMember, StaffMember } from './people.repository.ts';
import { findPerson, insertPerson } from './people.repository.ts';
import { must } from '#lib/domain/shared/Result.ts';

export const asAdministrator: readonly Grant[] = [{ role: 'administrator', scope: { kind: 'council' } }];

/** For tests: someone who works here, an auditor unless said otherwise. */
export async function addTestPerson({ db }: Database, given: Partial<NewStaffMember> = {}): Promise<StaffMember> {
	const id = given.id ?? randomUUID();
	await insertPerson(db, {
		id,
		username: `person-${id}@demo.example`,
		name: 'Priya Raman',
		email: null,
		phone: null,
		grants: [{ role: 'auditor', scope: { kind: 'own' } }],
		team: null,
		status: 'active',
		until: null,
		mustChange: false,
		passwordHash: null,
		createdAt: 0,
		...given
	});
	return must(await findPerson(db, id), 'the person just added');
}
