import type { Change } from '../../../src/lib/domain/changes/Change.ts';
import { changeHash } from '../../../src/lib/protocol/hashes.ts';

/** A day of month end is 2,000 changes in 50 audits (B3). */
export const changesOnAnAudit = 40;
const words = 'Seen in the case note of the ninth: the plan was read with the mother, and the worker came back to it.';

/** Answers, and a note after every third. */
export function act(questions: readonly string[], at: number): { readonly name: string; readonly args: object } {
	const question = questions[at % questions.length] ?? '';
	if (at % 4 === 3) return { name: 'note.set', args: { question, text: `${words} ${at}` } };
	return { name: 'answer.set', args: { question, value: ['yes', 'no', 'partly'][at % 3] } };
}

export async function change(given: {
	readonly n: number;
	readonly record: Change['record'];
	readonly tpl: { readonly id: string; readonly ver: number };
	readonly act: { readonly name: string; readonly args: object };
}) {
	const plain = {
		n: given.n,
		id: crypto.randomUUID(),
		at: new Date().toISOString(),
		record: given.record,
		base: 0,
		tpl: given.tpl,
		...given.act
	};
	return { ...plain, h: await changeHash(plain) };
}
