import type { Question, Section } from '../Template.ts';

/**
 * Numbers are what people read, ids are what answers are kept under. Where the questions of a section are counted
 * through they stay so; where they have numbers of their own ("CP4", "10.2a") each keeps its own.
 */
export function countThrough(questions: readonly Question[], before: Section): Question[] {
	const style = styleOf(before);
	return questions.map((question, index) => {
		const number = style === null ? question.number : `${style}${index + 1}`;
		return number === question.number ? question : { ...question, number };
	});
}

/** The numbers a section has, dealt out again in their order: what stands between its questions stays where it is. */
export function dealAgain(questions: readonly Question[], before: Section): Question[] {
	const numbers = before.questions.map(({ number }) => number).sort(byNumber);
	return questions.map((question, index) => ({ ...question, number: numbers[index] ?? question.number }));
}

/** The number a question that is added at the end gets. */
export function nextNumber(section: Section): string {
	const style = styleOf(section) ?? `${section.number}.`;
	const taken = new Set([...section.questions, ...(section.builtIn ?? [])].map(({ number }) => number));
	let count = section.questions.length + 1;
	while (taken.has(`${style}${count}`)) count += 1;
	return `${style}${count}`;
}

/** A section under another number: its questions' numbers follow where they begin with its own. */
export function renumberSection(section: Section, number: string): Section {
	if (number === section.number) return section;
	const follow = <Numbered extends { readonly number: string }>(one: Numbered): Numbered =>
		one.number.startsWith(`${section.number}.`)
			? { ...one, number: `${number}${one.number.slice(section.number.length)}` }
			: one;
	return {
		...section,
		number,
		questions: section.questions.map(follow),
		...(section.builtIn === undefined ? {} : { builtIn: section.builtIn.map(follow) })
	};
}

/** "2." where its questions are 2.1, 2.2 and on; "" where they are 1, 2; null where they have numbers of their own. */
function styleOf({ number, questions, builtIn = [] }: Section): string | null {
	if (builtIn.length > 0) return null;
	return (
		[`${number}.`, ''].find((style) => questions.every((one, index) => one.number === `${style}${index + 1}`)) ?? null
	);
}

/** "11.2" before "11.10", "11.5a" before "11.5b". */
export function byNumber(one: string, other: string): number {
	return one.localeCompare(other, 'en', { numeric: true });
}
