import type {
	ActionHead,
	AuditHead,
	ModerationHead,
	ParkedHead,
	RecordState,
	TemplateHead
} from '../changes/RecordState.ts';
import { isOpen } from '../improvement/actionLife.ts';
import { daysBetween, dayInEngland, type Day } from '../shared/dates.ts';
import { hasOpenPathway, maySee } from './can.ts';
import type { Person } from './Person.ts';

/** How long finished work stays on a tablet, in days. */
export const keptAfterEnd = 31;

/**
 * What a tablet holds: of what its person may see, the work that is going on and what has just ended
 * (product.md, sizing: a tablet holds what its person may need, not the council).
 */
export function carries(person: Person, record: RecordState, today: Day): boolean {
	if (!maySee(person, record, today)) return false;
	switch (record.record.kind) {
		case 'audit':
			return isRecentAudit(record.head as AuditHead, today);
		case 'action':
			return isRecentAction(record.head as ActionHead, today);
		case 'moderation':
			return isCarriedModeration(person, record.head as ModerationHead, today);
		case 'parked':
			return (record.head as ParkedHead).state === 'waiting';
		default:
			return true;
	}
}

/** Whoever has something to do in it, and for a while who is told what came of it. */
function isCarriedModeration(person: Person, moderation: ModerationHead, today: Day): boolean {
	const { state, moderator, auditor, since } = moderation;
	if (state === 'withdrawn') return false;
	if (state === 'panel' || (state !== 'decided' && moderator === person.id)) return true;
	if (state !== 'decided' || (moderator !== person.id && auditor !== person.id)) return false;
	return daysBetween(dayInEngland(since), today) <= keptAfterEnd;
}

function isRecentAudit(audit: AuditHead, today: Day): boolean {
	if (audit.state !== 'submitted' || hasOpenPathway(audit) || audit.submittedAt === undefined) return true;
	return daysBetween(dayInEngland(audit.submittedAt), today) <= keptAfterEnd;
}

function isRecentAction(action: ActionHead, today: Day): boolean {
	return isOpen(action.state) || daysBetween(dayInEngland(action.stateSince), today) <= keptAfterEnd;
}

/**
 * Of what a tablet could hold, what it needs: no template but those its audits, and those it moderates, were begun with.
 * An audit begins on the server, which sends its template along, so the library of some seventy sets stays there
 * (decision 0023).
 */
export function neededOf(records: readonly RecordState[]): readonly RecordState[] {
	const used = new Set(
		records.flatMap(({ record, head }) =>
			record.kind === 'audit' || record.kind === 'moderation'
				? [versionOf((head as AuditHead | ModerationHead).template)]
				: []
		)
	);
	return records.filter(
		({ record, head }) => record.kind !== 'template' || used.has(versionOf((head as TemplateHead).template))
	);
}

function versionOf({ id, ver }: TemplateHead['template']): string {
	return `${id}~${ver}`;
}
