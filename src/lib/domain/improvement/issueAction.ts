import type { ApplyContext } from '../changes/Effect.ts';
import type { AuditChanges } from '../changes/Change.ts';
import type { ActionRecord, AuditRecord, Field, Json } from '../changes/RecordState.ts';

/**
 * An action comes into being when an auditor raises it: issued to its owner, to be verified by the one
 * who raised it, or by a manager where the auditor is to do it themselves: nobody verifies their own work.
 */
export function issueAction(
	audit: AuditRecord,
	raised: AuditChanges['action.raise'],
	{ author, template }: ApplyContext
): ActionRecord {
	const field = (value: Json): Field => ({
		ver: 1,
		value,
		by: author.person.id,
		at: author.at,
		client: author.clientId
	});
	return {
		record: { kind: 'action', id: raised.id },
		ver: 1,
		head: {
			state: 'issued',
			level: raised.level,
			what: raised.what,
			owner: raised.owner,
			dueOn: raised.dueOn,
			finding: raised.finding,
			difference: raised.difference,
			audit: audit.record.id,
			...(raised.question === undefined ? {} : { question: raised.question }),
			caseRef: audit.head.caseRef,
			team: audit.head.team,
			service: audit.head.service,
			worker: audit.head.worker,
			raisedBy: author.person.id,
			raisedAt: author.at,
			verifier: raised.owner === author.person.id ? null : author.person.id,
			priority: isPriority(template, raised.question),
			extensions: 0,
			stateSince: author.at
		},
		fields: new Map([
			['state', field('issued')],
			['owner', field(raised.owner)],
			['dueOn', field(raised.dueOn)]
		])
	};
}

function isPriority(template: ApplyContext['template'], question: string | undefined): boolean {
	if (template === null || question === undefined) return false;
	return template.sections.some((section) =>
		section.questions.some((asked) => asked.id === question && asked.alerts.some((alert) => alert.level === 'priority'))
	);
}
