import type { Stage } from '../../frames/SamplingFrame.ts';
import type { ClockUse, Question, Section } from '../Template.ts';
import { byNumber, countThrough, dealAgain, nextNumber, renumberSection } from './numbering.ts';
import type { TemplateDraft } from './TemplateDraft.ts';

/** What changes; `undefined` takes a member away. Of what is not there nothing changes: none of these can fail. */
export type Changes<Thing> = { readonly [Key in keyof Thing]?: Thing[Key] | undefined };

export function changeTemplate(draft: TemplateDraft, changes: Changes<TemplateDraft>): TemplateDraft {
	return changed(draft, changes);
}

export function changeSection(draft: TemplateDraft, id: string, changes: Changes<Section>): TemplateDraft {
	return withSection(draft, id, (section) => changed(section, changes));
}

export function changeQuestion(draft: TemplateDraft, id: string, changes: Changes<Question>): TemplateDraft {
	const edit = (question: Question) => (question.id === id ? changed(question, changes) : question);
	return {
		...draft,
		sections: draft.sections.map((section) =>
			section.questions.some((question) => question.id === id)
				? { ...section, questions: section.questions.map(edit) }
				: section
		)
	};
}

/** The clock of children at one stage; null takes it away, and they go by the question's own again. */
export function changeStageClock(
	byStage: Question['byStage'],
	stage: Stage,
	changes: Changes<ClockUse> | null
): Question['byStage'] {
	const { [stage]: before = {}, ...others } = byStage ?? {};
	const next = changes === null ? others : { ...others, [stage]: changed(before, changes) };
	return Object.keys(next).length === 0 ? undefined : next;
}

/** Before the section in which the grade is given, which stays last; else at the end. */
export function addSection(draft: TemplateDraft, section: Section): TemplateDraft {
	const closing = draft.sections.findIndex(({ judgement, id }) => judgement === true || id === 'X');
	const at = section.judgement === true || closing < 0 ? draft.sections.length : closing;
	const sections = [...draft.sections.slice(0, at), section, ...draft.sections.slice(at)];
	return { ...draft, sections: isCounted(draft.sections) ? numbered(sections) : sections };
}

export function removeSection(draft: TemplateDraft, id: string): TemplateDraft {
	const sections = draft.sections.filter((section) => section.id !== id);
	return { ...draft, sections: isCounted(draft.sections) ? numbered(sections) : sections };
}

export function moveSection(draft: TemplateDraft, id: string, to: number): TemplateDraft {
	const sections = moved(draft.sections, id, to);
	const numbers = draft.sections.map(({ number }) => number).sort(byNumber);
	return {
		...draft,
		sections: sections.map((section, index) => renumberSection(section, numbers[index] ?? section.number))
	};
}

/** At the end of the section, or at a place in it. */
export function addQuestion(draft: TemplateDraft, sectionId: string, question: Question, at?: number): TemplateDraft {
	return withSection(draft, sectionId, (section) => {
		const index = at ?? section.questions.length;
		const added = { ...question, number: nextNumber(section) };
		const questions = [...section.questions.slice(0, index), added, ...section.questions.slice(index)];
		return { ...section, questions: countThrough(questions, section) };
	});
}

export function removeQuestion(draft: TemplateDraft, id: string): TemplateDraft {
	return withSection(draft, sectionOf(draft, id)?.id, (section) => {
		const questions = section.questions.filter((question) => question.id !== id);
		return { ...section, questions: countThrough(questions, section) };
	});
}

/** To a place in its section, or in another one. */
export function moveQuestion(draft: TemplateDraft, id: string, to: number, sectionId?: string): TemplateDraft {
	const from = sectionOf(draft, id);
	const question = from?.questions.find((one) => one.id === id);
	if (from === undefined || question === undefined) return draft;
	if (sectionId !== undefined && sectionId !== from.id) {
		if (!draft.sections.some((section) => section.id === sectionId)) return draft;
		return addQuestion(removeQuestion(draft, id), sectionId, question, to);
	}
	return withSection(draft, from.id, (section) => ({
		...section,
		questions: dealAgain(moved(section.questions, id, to), section)
	}));
}

export function sectionOf(draft: TemplateDraft, questionId: string): Section | undefined {
	return draft.sections.find(({ questions }) => questions.some(({ id }) => id === questionId));
}

export function questionIn(draft: TemplateDraft, id: string): Question | undefined {
	return sectionOf(draft, id)?.questions.find((question) => question.id === id);
}

function withSection(draft: TemplateDraft, id: string | undefined, edit: (section: Section) => Section): TemplateDraft {
	return { ...draft, sections: draft.sections.map((section) => (section.id === id ? edit(section) : section)) };
}

function moved<Thing extends { readonly id: string }>(things: readonly Thing[], id: string, to: number): Thing[] {
	const thing = things.find((one) => one.id === id);
	if (thing === undefined) return [...things];
	const rest = things.filter((one) => one !== thing);
	const at = Math.max(0, Math.min(to, rest.length));
	return [...rest.slice(0, at), thing, ...rest.slice(at)];
}

/** Sections numbered 1, 2 and on; the closers' X stands apart. */
function isCounted(sections: readonly Section[]): boolean {
	return counted(sections).every(({ number }, index) => number === String(index + 1));
}

function numbered(sections: readonly Section[]): Section[] {
	const order = counted(sections);
	return sections.map((section) => {
		const place = order.indexOf(section);
		return place < 0 ? section : renumberSection(section, String(place + 1));
	});
}

function counted(sections: readonly Section[]): Section[] {
	return sections.filter(({ id }) => id !== 'X');
}

function changed<Thing extends object>(thing: Thing, changes: Changes<Thing>): Thing {
	const members = Object.entries({ ...thing, ...changes }).filter(([, value]) => value !== undefined);
	return Object.fromEntries(members) as Thing;
}
