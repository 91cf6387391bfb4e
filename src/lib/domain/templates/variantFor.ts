import type { Stage } from '../frames/SamplingFrame.ts';

/** The modules on proceedings and on Family Help follow no stage of the import: whoever plans an audit chooses them. */
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

/**
 * The template a child is audited with: the Child Journey's variant for their stage where it is among those published,
 * the core where there is none. Every other template is for every child.
 */
export function variantFor(templateId: string, stage: Stage, published: ReadonlySet<string>): string {
	const variant = templateId === 'cj' ? variants[stage] : undefined;
	return variant !== undefined && published.has(variant) ? variant : templateId;
}
