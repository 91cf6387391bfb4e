import type { Transaction } from 'kysely';
import { readAudit, readRelied } from '#lib/domain/audits/readAudit.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { findingsOf } from '#lib/domain/findings/findingsOf.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import type { Template, TemplateRef } from '#lib/domain/templates/Template.ts';
import type { Tables } from '../db/connection.ts';
import type { Job, JobCall } from '../jobs/Job.ts';
import { lockRecord } from '../records/records.repository.ts';
import { stableId } from '../records/stableId.ts';
import { findTemplate } from '../templates/templates.repository.ts';
import { listUngathered, saveFindings, unlinkAction } from './findings.repository.ts';

/** In one run: the first after an upgrade has years to read and must let others have their turn. */
const most = 500;

/**
 * Gathers what submitted audits show, as soon as they come in and whenever one changes. A finding keeps its id, its
 * actions and what was decided about it for as long as the audit shows it; run again it writes nothing twice.
 */
export const gatherFindings: Job = {
	name: 'gather-findings',
	every: '* * * * *',
	async run(call) {
		const { database, signal } = call;
		const templates = new Map<string, Template | null>();
		const facts = { audits: 0, findings: 0 };
		for (const id of await listUngathered(database.db, most)) {
			if (signal.aborted) break;
			facts.findings += await database.transaction((trx) => gather(trx, call, templates, id));
			facts.audits += 1;
		}
		return facts;
	}
};

async function gather(
	trx: Transaction<Tables>,
	{ database, stillMine }: JobCall,
	templates: Map<string, Template | null>,
	id: string
): Promise<number> {
	await stillMine(trx);
	const found = await lockRecord(trx, database.kind, { kind: 'audit', id });
	if (found === null || found.deletedWhy !== null) return 0;
	const audit = found.state as AuditRecord;
	const { state, submittedAt, template: ref } = audit.head;
	const template = state === 'submitted' ? await templateOf(trx, templates, ref) : null;
	const shown =
		template === null || submittedAt === undefined
			? []
			: findingsOf(readAudit(audit, template), dayInEngland(submittedAt));
	const kept = shown.map((one) => ({ ...one, id: idOf(id, one.key) }));
	await saveFindings(trx, { audit: id, ver: audit.ver, foundAt: Date.parse(submittedAt ?? '') || 0, found: kept });
	for (const { question, action } of readRelied(audit, false))
		await unlinkAction(trx, idOf(id, `answer/${question}`), action);
	return kept.length;
}

async function templateOf(trx: Transaction<Tables>, known: Map<string, Template | null>, ref: TemplateRef) {
	const key = `${ref.id}~${ref.ver}`;
	const before = known.get(key);
	if (before !== undefined) return before;
	const template = await findTemplate(trx, ref);
	known.set(key, template);
	return template;
}

/** The same finding of the same audit has the same id whoever gathers it, however often. */
function idOf(audit: string, key: string): string {
	return stableId(`finding:${audit}:${key}`);
}
