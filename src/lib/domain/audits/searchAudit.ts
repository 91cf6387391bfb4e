import type { Question, Section } from '../templates/Template.ts';
import { askedIn } from './askedIn.ts';
import type { Audit } from './readAudit.ts';

/** Where words stand in an audit: the question, or what was written for it. */
export type Hit = {
	readonly section: Section;
	readonly question: Question;
	readonly in: 'number' | 'question' | 'answer' | 'note' | 'guidance';
	/** What was written, where the words stand in that. */
	readonly text: string | null;
};

const most = 20;

/**
 * The questions asked of this child in which all of the words stand, those nearest to what was meant first: a number, the
 * question itself, what was written, and guidance last. Small letters and accents do not matter.
 */
export function searchAudit(audit: Audit, sought: string): readonly Hit[] {
	const words = plain(sought).split(/\s+/).filter(Boolean);
	if (words.length === 0) return [];
	const asked = askedIn(audit);
	const hits = audit.template.sections.flatMap((section) =>
		section.questions
			.filter(({ id }) => asked.has(id))
			.flatMap((question) => hitIn(audit, section, question, words) ?? [])
	);
	return order.flatMap((place) => hits.filter((hit) => hit.in === place)).slice(0, most);
}

const order: readonly Hit['in'][] = ['number', 'question', 'note', 'answer', 'guidance'];

function hitIn(audit: Audit, section: Section, question: Question, words: readonly string[]): Hit | null {
	const has = (text: string) => words.every((word) => plain(text).includes(word));
	const at = (place: Hit['in'], text: string | null = null): Hit => ({ section, question, in: place, text });
	const note = audit.notes.get(question.id) ?? '';
	const value = audit.answers.get(question.id)?.value;
	if (words.length === 1 && plain(question.number) === words[0]) return at('number');
	if (has(`${question.number} ${question.text} ${question.short ?? ''}`)) return at('question');
	if (has(note)) return at('note', note);
	if (question.kind === 'text' && typeof value === 'string' && has(value)) return at('answer', value);
	return has(question.guidance) ? at('guidance') : null;
}

function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase();
}
