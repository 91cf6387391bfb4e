import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { dateOf, textOf, type FieldError } from '../../readForm.ts';

export type ReadReallocation =
	| { readonly ok: true; readonly auditor: string; readonly reason: string; readonly dueOn?: Day }
	| { readonly ok: false; readonly errors: readonly FieldError[] };

/** Who takes an audit over, why, and by when; the due date stays where it is not changed. */
export function readReallocation(form: FormData, head: Pick<AuditHead, 'auditor' | 'dueOn'>): ReadReallocation {
	const [auditor, reason] = [textOf(form, 'auditor'), textOf(form, 'why')];
	const { day, problem } = dateOf(form, 'moved');
	const errors: FieldError[] = [];
	if (auditor === '') errors.push({ id: 'auditor', words: 'Choose who takes it over' });
	else if (auditor === head.auditor) errors.push({ id: 'auditor', words: 'Choose someone else: it is theirs already' });
	if (problem !== null) errors.push({ id: 'moved', words: problem });
	if (reason === '') errors.push({ id: 'why', words: 'Write why it goes to someone else' });
	if (errors.length > 0) return { ok: false, errors };
	return { ok: true, auditor, reason, ...(day === null || day === head.dueOn ? {} : { dueOn: day }) };
}
