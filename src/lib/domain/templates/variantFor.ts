import type { Stage } from '../frames/SamplingFrame.ts';

const variants: Partial<Record<Stage, string>> = {
	'child-in-need': 'cj-cin',
	'child-protection': 'cj-cp',
	'looked-after': 'cj-cla'
};

/**
 * The template a child is audited with: the Child Journey's variant for their stage where it is among those published,
 * the core where there is none. Every other template is for every child.
 */
export function variantFor(templateId: string, stage: Stage, published: ReadonlySet<string>): string {
	const variant = templateId === 'cj' ? variants[stage] : undefined;
	return variant !== undefined && published.has(variant) ? variant : templateId;
}
