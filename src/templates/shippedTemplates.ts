import { assembleTemplate, variant, type Variant } from '#lib/domain/templates/assembleTemplate.ts';
import { borrow, borrowSection, type Borrow } from '#lib/domain/templates/borrowSection.ts';
import { withClosers } from '#lib/domain/templates/closers.ts';
import { shortForm } from '#lib/domain/templates/shortForm.ts';
import { section, template, type Section, type Template } from '#lib/domain/templates/Template.ts';
import type { Result } from '#lib/domain/shared/Result.ts';
import { reservedSets, variantSets } from './childJourneySets.ts';
import cj from './cj.json' with { type: 'json' };
import closers from './closers.json' with { type: 'json' };
import { themedSets } from './themedSets.ts';

const borrows = borrow.array().default([]);
const variantSet = variant.extend({ sections: section.array().default([]), borrows });
const themedSet = template.extend({ borrows });

/** Every question set that comes with Dipper: the Child Journey and its variants, the themed sets and their short forms. */
export function shippedTemplates(): readonly Template[] {
	const core = template.parse(cj);
	const variants = variantSets.map((one) => variantSet.parse(one));
	const modules = modulesOf(variants);
	const closing = section.parse(closers);
	const themed = themedSets.map((one) => {
		const { borrows, ...theme } = themedSet.parse(one);
		return withClosers({ ...theme, sections: [...borrowed(borrows, modules), ...theme.sections] }, closing);
	});
	return [
		core,
		...variants.map((one) => assembled(core, one, modules)),
		...themed,
		...themed.filter(hasShortForm).map((theme) => whole(shortForm(theme, dipSampleName(theme))))
	];
}

/** Sets that come with Dipper and that nobody is offered until a QA manager brings them back. */
export function reservedTemplates(): readonly Template[] {
	const core = template.parse(cj);
	const modules = modulesOf(variantSets.map((one) => variantSet.parse(one)));
	return reservedSets.map((one) => assembled(core, variantSet.parse(one), modules));
}

type VariantSet = Variant & { readonly borrows: readonly Borrow[] };
type Modules = Readonly<Record<string, readonly Section[]>>;

function modulesOf(variants: readonly VariantSet[]): Modules {
	return Object.fromEntries(variants.map(({ id, sections }) => [id, sections]));
}

function assembled(core: Template, { borrows, ...own }: VariantSet, modules: Modules): Template {
	return whole(assembleTemplate(core, { ...own, sections: [...borrowed(borrows, modules), ...own.sections] }));
}

function borrowed(borrows: readonly Borrow[], modules: Modules): Section[] {
	return borrows.map((one) => whole(borrowSection(one, modules)));
}

/** Observations, feedback and a few others are looked at whole or not at all: none of their rows is marked. */
function hasShortForm({ sections }: Template): boolean {
	return sections.some(({ id, questions }) => id !== closers.id && questions.some(({ dip }) => dip));
}

/** What the short form of a themed set is called. */
export function dipSampleName({ title, short }: Template): Pick<Template, 'title' | 'short'> {
	return { title: `Dip sample: ${title}`, short: `${short}, dip sample` };
}

/** What is shipped is whole, or the program is wrong. */
function whole<Made>(made: Result<Made>): Made {
	if (!made.ok) throw new Error(`${made.problem.code} ${JSON.stringify(made.problem.facts ?? {})}`);
	return made.value;
}
