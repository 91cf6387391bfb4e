import { actionStates, type RecordState } from '../../src/lib/domain/changes/RecordState.ts';
import { hashPassword } from '../../src/lib/server/auth/passwords.ts';
import type { Database } from '../../src/lib/server/db/connection.ts';
import { writeJson } from '../../src/lib/server/db/json.ts';
import { insertPerson } from '../../src/lib/server/people/people.repository.ts';
import { saveService, saveTeam } from '../../src/lib/server/people/teams.repository.ts';
import { columnsOf } from '../../src/lib/server/records/recordRows.ts';
import { as } from '../fixtures/builders.ts';
import { aPerson, anAction, id } from '../fixtures/records.ts';

export const benchPassword = 'heron-alder-otter-ford-11';
const people = 120;
const teams = 16;
const services = 4;
const dayMs = 86_400_000;
const rowsAtOnce = 1_000;

const teamAt = (index: number) => id(100_000 + (index % teams));
const serviceAt = (index: number) => id(200_000 + (index % services));
const personAt = (index: number) => id(300_000 + (index % people));

/**
 * People of sixteen teams in four services, and so many actions: nine in ten that somebody still has to do something
 * about, as bad as it can be, of every state, age and date.
 */
export async function fillWithLoops(database: Database, actions: number, now: number): Promise<void> {
	const passwordHash = await hashPassword(benchPassword);
	await database.transaction(async (trx) => {
		for (let index = 0; index < services; index += 1)
			await saveService(trx, { id: serviceAt(index), name: `Service ${index}`, head: null });
		for (let index = 0; index < teams; index += 1)
			await saveTeam(trx, { id: teamAt(index), name: `Team ${index}`, service: serviceAt(index), manager: null });
		for (let index = 0; index < people; index += 1) {
			const [username, grant] = roleAt(index);
			const person = aPerson([grant], { id: personAt(index), username, name: `Person ${index}` });
			const contact = { email: null, phone: null, mustChange: false };
			await insertPerson(trx, { ...person, ...contact, passwordHash: index < 2 ? passwordHash : null, createdAt: now });
		}
		for (let from = 0; from < actions; from += rowsAtOnce) {
			const rows = Array.from({ length: Math.min(rowsAtOnce, actions - from) }, (_, at) =>
				rowOf(actionAt(from + at, now), now)
			);
			await trx.insertInto('record').values(rows).execute();
		}
	});
}

function roleAt(index: number) {
	if (index === 0) return ['qa@demo.example', as('qa-manager')] as const;
	if (index === 1) return ['tm@demo.example', as('team-manager', { team: teamAt(0) })] as const;
	return [`p${index}@demo.example`, as('practitioner')] as const;
}

function actionAt(index: number, now: number): RecordState<'action'> {
	const ago = (days: number) => new Date(now - days * dayMs).toISOString();
	const action = anAction({
		state: index % 10 === 0 ? 'closed' : (open[index % open.length] ?? 'issued'),
		team: teamAt(index),
		service: serviceAt(index),
		owner: personAt(index * 7),
		verifier: personAt(index * 11 + 1),
		raisedBy: personAt(index * 13 + 2),
		worker: personAt(index * 17 + 3),
		caseRef: `9X-${String(index).padStart(6, '0')}`,
		what: `Write the reason beside each decision in supervision, and look at it again (${index})`,
		raisedAt: ago((index * 31) % 180),
		stateSince: ago((index * 29) % 170),
		dueOn: ago(((index * 37) % 120) - 60).slice(0, 10)
	});
	return { ...action, record: { kind: 'action', id: id(1_000_000 + ((index * 7_919) % 1_000_003)) } };
}

const open = actionStates.filter((state) => !['draft', 'closed', 'impact-checked', 'not-needed'].includes(state));

function rowOf(action: RecordState<'action'>, now: number) {
	return {
		...columnsOf(action),
		...{ kind: 'action' as const, id: action.record.id, ver: 1, head: writeJson(action.head) },
		...{ created_at: now, updated_at: now, deleted_why: null }
	};
}
