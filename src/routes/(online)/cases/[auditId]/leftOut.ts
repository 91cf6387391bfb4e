import { findQuestion } from '#lib/domain/audits/keys.ts';
import { answersLeftOut, readSetAside, type SetAside } from '#lib/domain/audits/upgradeAudit.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { answerWords } from '#lib/ui/words/kinds.ts';

/** An answer to a question that the audit's version does not ask any more, as it was asked. */
export type LeftOut = Pick<SetAside, 'key' | 'number' | 'text' | 'note'> & { readonly answer: string };

/** What was set aside when the audit went on with a newer version, and what came for such questions after that. */
export function drawLeftOut(
	record: AuditRecord,
	template: Template,
	earlier: readonly Template[],
	today: Day
): LeftOut[] {
	const aside = readSetAside(record);
	const later = earlier.flatMap((one) => answersLeftOut(record, one, template));
	const known = new Set(aside.map(({ key }) => key));
	return [...aside, ...later.filter(({ key }) => !known.has(key))].map(({ key, number, text, note, value }) => {
		const question = earlier.map((one) => findQuestion(one, key)).find((one) => one !== undefined);
		const answer =
			value === null ? '' : question === undefined ? JSON.stringify(value) : answerWords(question, value, today);
		return { key, number, text, note, answer };
	});
}
