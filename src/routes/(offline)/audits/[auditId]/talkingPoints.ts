import { needsKey, workedKey } from '#lib/domain/audits/keys.ts';
import type { Audit } from '#lib/domain/audits/readAudit.ts';

export type TalkingPoints = { readonly worked: readonly string[]; readonly needs: readonly string[] };

/** What the auditor wrote in the closing boxes, section after section: the plain words of an audit, without its numbers. */
export function pointsOf({ template, notes }: Audit): TalkingPoints {
	const under = (keyOf: typeof workedKey) =>
		template.sections.flatMap((section) => {
			const text = (notes.get(keyOf(section)) ?? '').trim();
			return text === '' ? [] : [text];
		});
	return { worked: [...new Set(under(workedKey))], needs: [...new Set(under(needsKey))] };
}
