import type { Stage } from '../frames/SamplingFrame.ts';

/** The module on proceedings follows no stage of the import: whoever plans an audit chooses it. */
const variants: Partial<Record<Stage, string>> = {
	contact: 'cj-fd',
	'early-help': 'cj-eh',
	referral: 'cj-fd',
	'child-in-need': 'cj-cin',
	'child-protection': 'cj-cp',
	'looked-after': 'cj-cla',
	'care-leaver': 'cj-cl',
	adoption: 'cj-fa'
};

/** Where the council works by Family Help, one team holds all of these and one form follows the child through them. */
const familyHelp = 'cj-fh';
const familyHelpStages: readonly Stage[] = [
	'early-help',
	'assessment',
	'section-47',
	'child-in-need',
	'child-protection'
];

/**
 * The template a child is audited with: the Child Journey's variant for their stage where it is among those published,
 * the core where there is none. Every other template is for every child.
 */
export function variantFor(templateId: string, stage: Stage, published: ReadonlySet<string>): string {
	if (templateId !== 'cj') return templateId;
	if (published.has(familyHelp) && familyHelpStages.includes(stage)) return familyHelp;
	const variant = variants[stage];
	return variant !== undefined && published.has(variant) ? variant : templateId;
}
