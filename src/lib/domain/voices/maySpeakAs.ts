import { holds, type Person } from '../access/Person.ts';
import type { AuditHead } from '../changes/RecordState.ts';
import type { Voice } from './Voice.ts';

/** Whoever audits writes down what each of them said; the worker whose case it is speaks for themselves alone. */
export function maySpeakAs(person: Person, { auditor, worker }: AuditHead, from: Voice): boolean {
	const isOnlyTheWorker = worker === person.id && auditor !== person.id && !holds(person, 'qa-manager');
	return !isOnlyTheWorker || from === 'practitioner';
}
