import type { Audit } from '#lib/domain/audits/readAudit.ts';
import type { Section } from '#lib/domain/templates/Template.ts';
import { gateWords } from '#lib/ui/words/kinds.ts';

/** The worst first: a concern stands whatever else was safe. */
const worstFirst = ['concern', 'cannot-tell', 'safe'] as const;

/** What stands in place of a grade where a section is a gate: the worst of its gates answered so far, in words. */
export function gateResult(audit: Pick<Audit, 'answers'>, section: Section): string | null {
	if (section.gate !== true) return null;
	const given = section.questions
		.filter((question) => question.kind === 'gate')
		.map((question) => audit.answers.get(question.id)?.value);
	const worst = worstFirst.find((value) => given.includes(value));
	return worst === undefined ? null : gateWords[worst];
}
