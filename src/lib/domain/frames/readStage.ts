import type { Stage } from './SamplingFrame.ts';

const stageWords: readonly (readonly [RegExp, Stage])[] = [
	[/care leaver|leaving care|care experienced|pathway/, 'care-leaver'],
	[/adopt/, 'adoption'],
	[/looked after|\blac\b|\bcla\b|\bcic\b|in care/, 'looked-after'],
	[/child protection|\bcpp?\b/, 'child-protection'],
	[/child(ren)? in need|\bcin\b/, 'child-in-need'],
	[/section 47|\bs ?47\b/, 'section-47'],
	[/assess/, 'assessment'],
	[/early help|\beha?\b/, 'early-help'],
	[/referral/, 'referral'],
	[/contact/, 'contact']
];

/** The stage that a report’s own words mean; null where they could mean any. */
export function readStage(text: string): Stage | null {
	const words = text.toLowerCase().replace(/[-_]/g, ' ');
	return stageWords.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
