import { needsKey, workedKey } from '#lib/domain/audits/keys.ts';
import type { BuiltIn, Question, Section } from '#lib/domain/templates/Template.ts';

/** What stands on a section's page, each on its own sheet. */
export type Part = { readonly key: string; readonly number: string } & (
	| { readonly kind: 'question'; readonly question: Question }
	| { readonly kind: 'built-in'; readonly builtIn: BuiltIn }
	| { readonly kind: 'closing'; readonly worked: string; readonly needs: string }
	| { readonly kind: 'grade' }
);

/** A section's page in order: its questions with what Dipper keeps itself between them, the closing boxes, the grade. */
export function partsOf(section: Section, asked: readonly Question[]): Part[] {
	const questions = asked.map((question): Part => ({
		key: question.id,
		number: question.number,
		kind: 'question',
		question
	}));
	const builtIn = (section.builtIn ?? []).map((one): Part => ({
		key: one.id,
		number: one.number,
		kind: 'built-in',
		builtIn: one
	}));
	const inOrder = builtIn.length === 0 ? questions : [...questions, ...builtIn].sort(byNumber);
	const worked = workedKey(section);
	return [
		...inOrder,
		...(section.closing
			? [{ key: worked, number: 'what worked', kind: 'closing' as const, worked, needs: needsKey(section) }]
			: []),
		...(section.graded ? [{ key: `${section.id}.G`, number: 'the grade', kind: 'grade' as const }] : [])
	];
}

/** The part a key stands on: the second closing box stands on the sheet of the first. */
export function partAt(parts: readonly Part[], key: string | null): Part | undefined {
	return parts.find((part) => part.key === key || (part.kind === 'closing' && part.needs === key));
}

export function partAfter(parts: readonly Part[], part: Part): Part | null {
	return parts[parts.indexOf(part) + 1] ?? null;
}

export function partBefore(parts: readonly Part[], part: Part): Part | null {
	return parts[parts.indexOf(part) - 1] ?? null;
}

/** "11.2" before "11.10", "11.5a" before "11.5b". */
function byNumber(one: Part, other: Part): number {
	return one.number.localeCompare(other.number, 'en', { numeric: true });
}
