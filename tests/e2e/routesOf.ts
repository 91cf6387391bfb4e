import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One thing the server answers: a page opened, a form's action, or a method of an endpoint. */
export type Answered = { readonly route: string; readonly act: string };

/** Everything under src/routes that answers a request, read from the files, so that nothing can be left out of a table. */
export function answeredRoutes(folder = 'src/routes'): Answered[] {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return files.flatMap((file) => {
		const route = path.dirname(file) === '.' ? '/' : `/${path.dirname(file)}`;
		const name = path.basename(file);
		const acts = () => actsIn(name, readFileSync(path.join(folder, file), 'utf8'));
		if (
			name === '+page.svelte' ||
			(name === '+page.server.ts' && !files.includes(file.replace('.server.ts', '.svelte')))
		)
			return [{ route, act: 'open' }, ...(name === '+page.svelte' ? [] : acts().map((act) => ({ route, act })))];
		return ['+page.server.ts', '+server.ts'].includes(name) ? acts().map((act) => ({ route, act })) : [];
	});
}

function actsIn(name: string, source: string): string[] {
	if (name === '+server.ts')
		return [
			...source.matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE|HEAD|fallback)\b/gm)
		].map(([, method]) => method ?? '');
	const actions = /^export const actions\b[^{]*\{\n([\s\S]*?)^\}/m.exec(source)?.[1] ?? '';
	return [...actions.matchAll(/^\t(\w+)\s*[:,(]/gm)].map(([, action]) => `?/${action ?? ''}`);
}
