import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import type { SaveName } from './acts.ts';

const questions = ['CJ2.1', 'CJ2.2', 'CJ2.3'] as const;
const values = [
	['yes', 'no', 'partly'],
	['good', 'inadequate', 'outstanding'],
	['achieved', 'drifting', 'achieved']
] as const;
const grades = ['good', 'inadequate', 'requires-improvement'] as const;

type Wanted = { readonly act: SaveName; readonly field: number; readonly value: number };
export type Made = { readonly name: string; readonly args: unknown; readonly base: number };

/** What a person could do who looks at the record as it is shown; null where there is nothing of the kind to do. */
export function argsOf({ act, field, value }: Wanted, record: RecordState, person: string): Made | null {
	const question = questions[field % 3] ?? 'CJ2.1';
	const answer = values[field % 3]?.[value % 3] ?? 'yes';
	const at = (key: string) => record.fields.get(key)?.ver ?? 0;
	const id = crypto.randomUUID();
	switch (act) {
		case 'answer.set':
			return { name: act, args: { question, value: answer }, base: at(`answer/${question}`) };
		case 'answer.clear':
			return { name: act, args: { question }, base: at(`answer/${question}`) };
		case 'note.set':
			return { name: act, args: { question, text: `Note ${String(value)}` }, base: at(`note/${question}`) };
		case 'grade.set': {
			const args = { section: 'CJ2', grade: grades[value % 3], reason: `Because ${id.slice(0, 4)}` };
			return { name: act, args, base: at(`grade/CJ2/${person}`) };
		}
		case 'feedback.add':
			return { name: act, args: { id, from: 'child', text: 'It helped' }, base: 0 };
		case 'alert.raise':
			return { name: act, args: { id, concern: 'A worry' }, base: 0 };
		case 'evidence.attach':
			return {
				name: act,
				args: { id, question, sha256: 'a'.repeat(64), name: 'plan.pdf', kind: 'pdf', bytes: 12 },
				base: 0
			};
		case 'action.raise':
			return {
				name: act,
				args: { id, level: 'child', finding: 'f', what: 'w', difference: 'd', owner: person, dueOn: '2026-04-01' },
				base: 0
			};
		case 'audit.submit':
			return { name: act, args: { why: 'So far' }, base: at('submission') };
		case 'audit.withdraw':
			return { name: act, args: { reason: 'Not yet' }, base: at('submission') };
		case 'conflict.resolve': {
			const open = [...record.fields].find(([, one]) => one.other !== undefined);
			return open === undefined ? null : { name: act, args: { key: open[0], keep: 'value' }, base: open[1].ver };
		}
	}
}
