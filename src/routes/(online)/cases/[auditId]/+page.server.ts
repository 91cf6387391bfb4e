import { readAudit } from '#lib/domain/audits/readAudit.ts';
import { may } from '#lib/domain/access/can.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { actingOf, orNothing, orSayWhy } from '#lib/server/http/officePage.ts';
import { listLoops } from '#lib/server/improvement/loops.ts';
import { findNames, findTeamNames } from '#lib/server/people/nameBook.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { readHistory, readRecord } from '#lib/server/records/readRecord.ts';
import { readTemplate } from '#lib/server/templates/templates.useCases.ts';
import { auditHistory } from './auditHistory.ts';
import { hasAnything, readSections } from './drawAudit.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { database, person, now } = acting;
	const today = todayOf(now);
	const record = (await orSayWhy(readRecord(acting, { kind: 'audit', id: params.auditId }))) as AuditRecord;
	const template = await orSayWhy(readTemplate(acting, record.head.template));
	const audit = readAudit(record, template);
	const history = await orSayWhy(readHistory(acting, record.record));
	const loops = may(person, 'see-loops', today)
		? ((await orNothing(listLoops(acting, { audit: audit.id, show: 'all' })))?.loops ?? [])
		: [];
	const { head } = audit;
	const names = await findNames(database.db, [
		head.auditor,
		head.worker,
		...history.map(({ by }) => by),
		...audit.actions.map(({ owner }) => owner),
		...loops.flatMap(({ head: action, move }) => [action.owner, move])
	]);
	const sections = readSections(audit, head.auditor, today);
	return {
		id: audit.id,
		head,
		template: { title: template.title, version: template.version },
		teamName: head.team === null ? null : ((await findTeamNames(database.db))[head.team] ?? null),
		names,
		sections: sections.filter(hasAnything),
		overall: audit.grades.get('overall') ?? [],
		submission: audit.submission,
		alerts: audit.alerts,
		feedback: audit.feedback,
		conflicts: audit.conflicts.length,
		actions: audit.actions.map((action) => {
			const loop = loops.find(({ id }) => id === action.id);
			const { id, what, owner, dueOn, difference, level } = action;
			return { id, what, owner, dueOn, difference, level, state: loop?.head.state ?? null, move: loop?.move ?? null };
		}),
		history: auditHistory(history, template, names, today).slice(0, 200)
	};
};
