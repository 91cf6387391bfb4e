import { findQuestion, findSection } from '#lib/domain/audits/keys.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { gatherGaps, type GatheredFinding } from '#lib/domain/findings/gatherThemes.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { gradeWord } from '#lib/ui/words/grades.ts';
import { answerWords } from '#lib/ui/words/kinds.ts';

/** A finding as the office reads it, with the head of its audit. */
export type SeenFinding = GatheredFinding & {
	readonly value: string | null;
	readonly setAside: { readonly why: string } | null;
	readonly actions: readonly { readonly id: string }[];
	readonly head: Pick<AuditHead, 'template'>;
};

export type DrawnFinding = {
	readonly id: string;
	readonly audit: string;
	readonly caseRef: string;
	readonly team: string | null;
	readonly state: SeenFinding['state'];
	/** The answer or grade in words; empty where the note is all there is. */
	readonly says: string;
	readonly note: string;
	readonly priority: boolean;
	readonly actions: readonly string[];
	readonly setAside: string | null;
};
export type DrawnGap = {
	readonly key: string;
	readonly title: string;
	readonly children: number;
	readonly findings: readonly DrawnFinding[];
};

export type Source = {
	readonly templateOf: (finding: Pick<SeenFinding, 'head'>) => Template | null;
	readonly noteOf: (audit: string, key: string) => string;
	readonly today: Day;
};

/** Findings by what they are about: the same question or section in several audits stands together. */
export function drawGaps(findings: readonly SeenFinding[], source: Source): DrawnGap[] {
	return gatherGaps(findings).map(({ key, children, findings: all }) => ({
		key,
		children,
		title: titleOf(key, all, source),
		findings: all.map((one) => drawFinding(one, source))
	}));
}

function titleOf(gap: string, [first]: readonly SeenFinding[], { templateOf }: Source): string {
	const template = first === undefined ? null : templateOf(first);
	const [source = '', key = ''] = gap.split('/', 2);
	if (source === 'action') return 'Actions that auditors raised by themselves';
	if (template === null) return key;
	if (source === 'answer') return findQuestion(template, key)?.text ?? key;
	const [section = '', box] = key.split('.', 2);
	const title = findSection(template, section)?.title ?? section;
	if (source === 'grade') return `Graded: ${title}`;
	return box === 'worked' ? `What worked: ${title}` : `What needs to happen: ${title}`;
}

function drawFinding(one: SeenFinding, { templateOf, noteOf, today }: Source): DrawnFinding {
	const { id, audit, caseRef, team, state, priority, actions, setAside } = one;
	const drawn = { id, audit, caseRef, team, state, priority, setAside: setAside?.why ?? null };
	return {
		...drawn,
		actions: actions.map((action) => action.id),
		says: saysOf(one, templateOf(one), today),
		note: noteOf(audit, noteKey(one.key))
	};
}

function saysOf({ key, value }: SeenFinding, template: Template | null, today: Day): string {
	if (key.startsWith('grade/')) return gradeWord(value);
	const question = template === null ? undefined : findQuestion(template, key.slice('answer/'.length));
	if (!key.startsWith('answer/') || question === undefined) return '';
	return value === null ? 'Late' : answerWords(question, value as AnswerValue, today);
}

/** Where in its audit the words of a finding stand. */
export function noteKey(key: string): string {
	const [source = '', rest = ''] = key.split('/', 2);
	if (source === 'grade') return `note/${rest}.needs`;
	return source === 'action' ? key : `note/${rest}`;
}
