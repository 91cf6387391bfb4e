import { may } from '#lib/domain/access/can.ts';
import { reaches, type Person } from '#lib/domain/access/Person.ts';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import { checkExtension, type ExtensionProblem } from '#lib/domain/programme/extension.ts';
import { ok, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText, isWellFormed } from '#lib/domain/shared/text.ts';
import type { Tables } from '../db/connection.ts';
import type { Kysely } from 'kysely';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { findPerson } from '../people/people.repository.ts';
import { listTeams } from '../people/teams.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { notPermitted, recordNotFound } from '../records/records.errors.ts';
import { lockRecord, updateRecord } from '../records/records.repository.ts';
import { requireMay } from '../records/requireMay.ts';
import { insertExtension, listExtensions } from './chasing.repository.ts';

export type ExtensionWish = { readonly auditId: string; readonly dueOn: string; readonly reason: string };

/** Gives an audit longer: a line manager of its auditor up to a week, those who keep the programme as they see fit. */
export async function extendAudit(acting: Acting, wish: ExtensionWish): Promise<Result<null, ExtensionProblem>> {
	requireMay(acting, 'see-programme');
	const today = todayOf(acting.now);
	const asLineManager = !may(acting.person, 'keep-programme', today);
	return acting.database.transaction(async (trx): Promise<Result<null, ExtensionProblem>> => {
		const found = isWellFormed(wish.auditId)
			? await lockRecord(trx, acting.database.kind, { kind: 'audit', id: wish.auditId })
			: null;
		if (found === null || found.deletedWhy !== null) throw recordNotFound();
		const audit = found.state as RecordState<'audit'>;
		if (asLineManager && !(await managesAuditor(trx, acting.person, audit.head.auditor))) throw notPermitted();
		const before = await listExtensions(trx, wish.auditId);
		const reason = cleanText(wish.reason).trim().slice(0, 500);
		const checked = checkExtension({
			dueOn: audit.head.dueOn,
			wanted: wish.dueOn,
			reason,
			before: before.length,
			isSubmitted: audit.head.state === 'submitted',
			asLineManager,
			firstDueOn: before[0]?.from ?? audit.head.dueOn,
			today
		});
		if (!checked.ok) return checked;
		const head = { ...audit.head, dueOn: checked.value };
		await updateRecord(trx, { ...audit, ver: audit.ver + 1, head }, [], acting.now);
		const extension = {
			id: crypto.randomUUID(),
			audit: wish.auditId,
			from: audit.head.dueOn,
			to: checked.value,
			reason,
			agreedBy: acting.person.id
		};
		await insertExtension(trx, extension, acting.now);
		await logOfficeAct(trx, acting, 'audit.extend', extension);
		return ok(null);
	});
}

async function managesAuditor(db: Kysely<Tables>, person: Person, auditorId: string): Promise<boolean> {
	const auditor = await findPerson(db, auditorId);
	const team = (await listTeams(db)).find(({ id }) => id === auditor?.team);
	if (team === undefined || auditor?.id === person.id) return false;
	const place = { team: team.id, service: team.service };
	return reaches(person, 'team-manager', place) || reaches(person, 'service-manager', place);
}
