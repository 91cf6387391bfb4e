import type { Template } from './Template.ts';

/** Templates never change once they are read, so a part of one is made once and is the same thing each time. */
const made = new WeakMap<Template, Map<string, Template>>();

/**
 * A template with some of its sections: a re-audit looks at the same child on the same sections again (practice.md 1.8,
 * stage 9). The closing section stays, for there the whole is graded. Without a list it is the template itself.
 */
export function onlySections(template: Template, sections: readonly string[] | undefined): Template {
	if (sections === undefined) return template;
	const known = made.get(template) ?? new Map<string, Template>();
	made.set(template, known);
	const key = [...sections].sort().join(' ');
	const before = known.get(key);
	if (before !== undefined) return before;
	const kept = template.sections.filter((section) => section.judgement === true || sections.includes(section.id));
	const part = { ...template, sections: kept };
	known.set(key, part);
	return part;
}
