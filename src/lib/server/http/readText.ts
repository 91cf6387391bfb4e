/** A field of a form as text; a file or a missing one is as good as empty. Not trimmed: it may be a password. */
export function readText(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
