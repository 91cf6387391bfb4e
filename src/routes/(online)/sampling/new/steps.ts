/** The steps of a themed audit, from its questions to its going out. */
export function stepsOf(links: { readonly template?: string } = {}) {
	return [
		{ label: 'Template', ...(links.template === undefined ? {} : { href: links.template }) },
		{ label: 'Sample' },
		{ label: 'Allocate' },
		{ label: 'Due date' },
		{ label: 'Go' }
	];
}
