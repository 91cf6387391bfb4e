import { assembleTemplate, variant } from '#lib/domain/templates/assembleTemplate.ts';
import { withClosers } from '#lib/domain/templates/closers.ts';
import { shortForm } from '#lib/domain/templates/shortForm.ts';
import { section, template, type Template } from '#lib/domain/templates/Template.ts';
import type { Result } from '#lib/domain/shared/Result.ts';
import cjCin from './cj-cin.json' with { type: 'json' };
import cjCla from './cj-cla.json' with { type: 'json' };
import cjCp from './cj-cp.json' with { type: 'json' };
import cj from './cj.json' with { type: 'json' };
import closers from './closers.json' with { type: 'json' };
import t07 from './t07.json' with { type: 'json' };
import t29 from './t29.json' with { type: 'json' };

const variants: readonly unknown[] = [cjCin, cjCp, cjCla];
const themes: readonly unknown[] = [t07, t29];

/** Every question set that comes with Dipper: the Child Journey and its variants, the themed sets and their short forms. */
export function shippedTemplates(): readonly Template[] {
	const core = template.parse(cj);
	const themed = themes.map((theme) => withClosers(template.parse(theme), section.parse(closers)));
	return [
		core,
		...variants.map((one) => whole(assembleTemplate(core, variant.parse(one)))),
		...themed,
		...themed.map((theme) => whole(shortForm(theme, dipSampleName(theme))))
	];
}

/** What the short form of a themed set is called. */
export function dipSampleName({ title, short }: Template): Pick<Template, 'title' | 'short'> {
	return { title: `Dip sample: ${title}`, short: `${short}, dip sample` };
}

/** What is shipped is whole, or the program is wrong. */
function whole(made: Result<Template>): Template {
	if (!made.ok) throw new Error(`${made.problem.code} ${JSON.stringify(made.problem.facts ?? {})}`);
	return made.value;
}
