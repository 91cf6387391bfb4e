import { error } from '@sveltejs/kit';
import { Refusal } from '../Refusal.ts';

/** On a page a refusal becomes the error page of its status; what is not theirs is simply not there. */
export async function orErrorPage<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (thrown) {
		if (thrown instanceof Refusal) error(thrown.status, { message: thrown.code, code: thrown.code });
		throw thrown;
	}
}

/** A field of a form as text; a file or a missing one is as good as empty. */
export function readText(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
