import type { Section, Template } from '../Template.ts';

/** Sets that the council made itself: no set that will ever ship is called so. */
const ownPrefix = 'own-';
const longestId = 60;

/** An id from a title that no other template has: `own-first-visits`, `own-first-visits-2`. */
export function nameTemplate(title: string, taken: ReadonlySet<string>): string {
	const slug = title
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, longestId)
		.replace(/^-+|-+$/g, '');
	const wanted = `${ownPrefix}${slug === '' ? 'set' : slug}`;
	return firstFree(wanted, (count) => `${wanted}-${count}`, taken);
}

/** `S1`, `S2` and on: the first that neither this draft nor any version of the template ever used. */
export function nameSection(used: ReadonlySet<string>): string {
	return firstFree('S1', (count) => `S${count}`, used);
}

/** `T07.11` after `T07.10`: an id is never used again, since the answers kept under it were to another question. */
export function nameQuestion(section: Pick<Section, 'id'>, used: ReadonlySet<string>): string {
	const base = section.id.replace(/[^A-Z0-9]/g, '') || 'S';
	const pattern = new RegExp(`^${base}\\.(\\d+)`);
	const numbers = [...used].map((id) => Number(pattern.exec(id)?.[1] ?? 0));
	return `${base}.${Math.max(0, ...numbers) + 1}`;
}

/** Every id a template has: sections, questions and built-in parts share one space of them. */
export function idsIn(template: Pick<Template, 'sections'>): readonly string[] {
	return template.sections.flatMap(({ id, questions, builtIn = [] }) => [
		id,
		...[...questions, ...builtIn].map((one) => one.id)
	]);
}

/** Ids that no new section or question may have: those of this draft, and of every version that was published. */
export function usedIds(published: readonly string[], draft: Pick<Template, 'sections'>): ReadonlySet<string> {
	return new Set([...published, ...idsIn(draft)]);
}

function firstFree(wanted: string, next: (count: number) => string, taken: ReadonlySet<string>): string {
	if (!taken.has(wanted)) return wanted;
	let count = 2;
	while (taken.has(next(count))) count += 1;
	return next(count);
}
