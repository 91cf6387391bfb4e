import type { AuditRecord } from '../../src/lib/domain/changes/RecordState.ts';
import type { Person } from '../../src/lib/domain/access/Person.ts';
import { hashPassword } from '../../src/lib/server/auth/passwords.ts';
import type { Database } from '../../src/lib/server/db/connection.ts';
import { insertPerson } from '../../src/lib/server/people/people.repository.ts';
import { saveService, saveTeam } from '../../src/lib/server/people/teams.repository.ts';
import { insertRecord } from '../../src/lib/server/records/records.repository.ts';
import { saveSetting } from '../../src/lib/server/settings/settings.repository.ts';
import { publishShipped } from '../../src/lib/server/templates/templates.useCases.ts';
import { shippedTemplates } from '../../src/templates/shippedTemplates.ts';
import { benchTemplate } from './benchTemplate.ts';

export const auditor = {
	username: 'bench@demo.example',
	password: 'heron-alder-otter-ford-11',
	passphrase: 'otter ford alder heron'
};
const personId = id(0xa0);
const team = id(0xb0);
const service = id(0xc0);
const due = '2027-12-01';

/** A store with one auditor and, for each size of template, so many audits that are theirs. */
export async function fillStore(
	database: Database,
	audits: readonly { readonly questions: number; readonly count: number; readonly answered?: number }[]
): Promise<void> {
	const now = Date.now();
	await saveSetting(database.db, 'council-name', 'Marchbrook children’s services');
	await saveService(database.db, { id: service, name: 'North', head: null });
	await saveTeam(database.db, { id: team, name: 'Riverside', service, manager: null });
	const person: Person = {
		id: personId,
		username: auditor.username,
		name: 'Dana Whitlock',
		grants: [{ role: 'auditor', scope: { kind: 'own' } }],
		team,
		status: 'active',
		until: null,
		permVer: 1
	};
	const passwordHash = await hashPassword(auditor.password);
	await insertPerson(database.db, {
		...person,
		email: null,
		phone: null,
		mustChange: false,
		passwordHash,
		createdAt: now
	});
	await publishShipped(
		database,
		[...shippedTemplates(), ...audits.map(({ questions }) => benchTemplate(questions))],
		now
	);
	await database.transaction(async (trx) => {
		for (const { questions, count, answered = 0 } of audits) {
			for (let at = 0; at < count; at += 1) await insertRecord(trx, anAudit(questions, at, answered), now);
		}
	});
}

/** The id of an audit that `fillStore` made. */
export function auditId(questions: number, at: number): string {
	return id(0xd000000 + questions * 10_000 + at);
}

function anAudit(questions: number, at: number, answered: number): AuditRecord {
	const asked = benchTemplate(questions).sections.flatMap((section) =>
		section.questions.filter(({ kind }) => kind === 'ynp')
	);
	const fields = asked
		.slice(0, answered)
		.map(({ id: key }, index): [string, { ver: number; value: string; by: string; at: string }] => [
			`answer/${key}`,
			{ ver: index + 2, value: 'yes', by: personId, at: '2026-11-01T09:00:00.000Z' }
		]);
	return {
		record: { kind: 'audit', id: auditId(questions, at) },
		ver: 1 + fields.length,
		head: {
			state: fields.length > 0 ? 'begun' : 'allocated',
			template: { id: `bench-${questions}`, ver: 1 },
			caseRef: `9X-${String(100_000 + at)}`,
			team,
			service,
			worker: null,
			workerName: null,
			auditor: personId,
			dueOn: due,
			route: 'random',
			case: {
				stage: 'child-in-need',
				ageBand: '5-7',
				planType: null,
				legalStatus: null,
				uasc: null,
				disability: null,
				dates: {},
				importedOn: null
			},
			openAlerts: 0
		},
		fields: new Map(fields)
	};
}

function id(number: number): string {
	return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
