import { previewUpgrade, upgradeAudit, type UpgradePreview } from '#lib/domain/audits/upgradeAudit.ts';
import { maySee } from '#lib/domain/access/can.ts';
import type { AuditHead, AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { isWellFormed } from '#lib/domain/shared/text.ts';
import { inUse } from '#lib/domain/templates/editing/versions.ts';
import type { PublishProblemCode } from '#lib/domain/templates/editing/TemplateDraft.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { instantOf, todayOf, type Acting } from '../records/Acting.ts';
import { keepHistory } from '../records/history.repository.ts';
import { listHeads } from '../records/listHeads.ts';
import { readRecord } from '../records/readRecord.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { lockRecord, updateRecord } from '../records/records.repository.ts';
import { requireMay } from '../records/requireMay.ts';
import { findTemplate, listStored, versionsOf } from './templates.repository.ts';

export type OlderAudit = {
	readonly id: string;
	readonly head: Pick<AuditHead, 'caseRef' | 'auditor' | 'state' | 'dueOn' | 'template'>;
};

/** The audits under way that began with a version before the one in use, soonest due first. */
export async function listOlder(acting: Acting, templateId: string): Promise<OlderAudit[]> {
	requireMay(acting, 'edit-templates');
	const newest = await findNewest(acting.database.db, templateId, acting);
	const open = await listHeads(acting, 'audit', (eb) => eb('state', 'in', ['allocated', 'begun']));
	return open
		.filter(({ head: { template } }) => template.id === templateId && template.ver < (newest?.version ?? 0))
		.map(({ record, head: { caseRef, auditor, state, dueOn, template } }) => ({
			id: record.id,
			head: { caseRef, auditor, state, dueOn, template }
		}))
		.sort((one, other) => (one.head.dueOn < other.head.dueOn ? -1 : 1));
}

export type Upgradable = {
	readonly head: AuditHead;
	/** The audit's version, to be named when it is moved: what was answered since is not left out unseen. */
	readonly ver: number;
	readonly before: Template;
	readonly after: Template;
	readonly preview: UpgradePreview;
};

/** What the version in use would change in one audit. Null: it has that version, or there is none to move to. */
export async function seeUpgrade(acting: Acting, auditId: string): Promise<Upgradable | null> {
	requireMay(acting, 'edit-templates');
	const record = (await readRecord(acting, { kind: 'audit', id: auditId })) as AuditRecord;
	const versions = await findVersions(acting.database.db, record, acting);
	if (versions === null || record.head.state === 'submitted') return null;
	const { before, after } = versions;
	return { head: record.head, ver: record.ver, before, after, preview: previewUpgrade(record, before, after) };
}

/**
 * Moves an audit that is not submitted to the version in use. What waits on a tablet on the version before is still
 * taken when it comes (W8); every value that was taken out of its question stays in history (M6).
 */
export async function upgrade(
	acting: Acting,
	auditId: string,
	seenVer: number
): Promise<Result<void, PublishProblemCode>> {
	requireMay(acting, 'edit-templates');
	return acting.database.transaction(async (trx): Promise<Result<void, PublishProblemCode>> => {
		const found = isWellFormed(auditId)
			? await lockRecord(trx, acting.database.kind, { kind: 'audit', id: auditId })
			: null;
		const isSeen =
			found !== null && found.deletedWhy === null && maySee(acting.person, found.state, todayOf(acting.now));
		if (!isSeen) throw recordNotFound();
		const record = found.state as AuditRecord;
		if (record.head.state === 'submitted') return problem('upgrade.submitted');
		if (record.ver !== seenVer) return problem('upgrade.changed');
		const versions = await findVersions(trx, record, acting);
		if (versions === null) return problem('upgrade.nothing-newer');
		const { before, after } = versions;
		const by = { by: acting.person.id, at: instantOf(acting.now) };
		const upgraded = upgradeAudit(record, before, after, by);
		await updateRecord(trx, upgraded.record, upgraded.written, acting.now);
		const act = { audit: auditId, template: after.id, from: before.version, to: after.version };
		const logSeq = await logOfficeAct(trx, acting, 'audit.upgrade', act);
		const origin = { logSeq, name: 'audit.upgrade', by: acting.person.id, at: acting.now, deviceAt: null };
		await keepHistory(
			trx,
			{ ...origin, clientId: null, n: null, changeId: null, base: 0 },
			upgraded.written.map((key) => {
				const { value = null } = upgraded.record.fields.get(key) ?? {};
				return { record: record.record, key, value, ver: upgraded.record.ver, how: 'written' as const };
			})
		);
		return ok(undefined);
	});
}

async function findVersions(
	db: Kysely<Tables>,
	{ head }: AuditRecord,
	acting: Acting
): Promise<{ readonly before: Template; readonly after: Template } | null> {
	const newest = await findNewest(db, head.template.id, acting);
	const before = await findTemplate(db, head.template);
	if (newest === undefined || before === null || newest.version <= before.version) return null;
	return { before, after: newest.template };
}

async function findNewest(db: Kysely<Tables>, templateId: string, { now }: Acting) {
	return inUse(versionsOf(await listStored(db), templateId), todayOf(now));
}
