import { addWorkingDays } from '../calendar/workingDays.ts';
import type { AuditHead } from '../changes/RecordState.ts';
import { dayInEngland, type Day } from '../shared/dates.ts';

/** So many working days after submitting the worker may still reply before the grade is final (question-sets.md, CJ11.5). */
export const replyWorkingDays = 5;

export type RightOfReply =
	/** The auditor has not shown it yet. */
	| { readonly state: 'not-yet' }
	/** `until` is known once the audit is submitted. */
	| { readonly state: 'open'; readonly until: Day | null }
	| { readonly state: 'final'; readonly because: 'moderated' | 'time' };

/** Whether the worker whose case it is can still be heard before the grade is final. Later words are kept all the same. */
export function rightOfReply(head: AuditHead, today: Day): RightOfReply {
	if (head.moderated !== undefined) return { state: 'final', because: 'moderated' };
	if (head.state !== 'submitted' || head.submittedAt === undefined)
		return head.replyAskedAt === undefined ? { state: 'not-yet' } : { state: 'open', until: null };
	const until = addWorkingDays(dayInEngland(head.submittedAt), replyWorkingDays).on;
	return today <= until ? { state: 'open', until } : { state: 'final', because: 'time' };
}
