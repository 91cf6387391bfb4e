import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const routes = 'src/routes';
const titles = readdirSync(routes, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.svelte'))
	.flatMap((file) =>
		[...readFileSync(path.join(routes, file), 'utf8').matchAll(/<title>([\s\S]*?)<\/title>/g)].map(([, title]) => [
			file,
			title ?? ''
		])
	);

test('V7: no title holds a case number or what a person wrote, since browsers keep titles in their history in plain', () => {
	expect(titles.length).toBeGreaterThan(30);
	expect(titles.filter(([, title]) => /caseRef|\.(what|finding|concern|note|text|worker)\b/.test(title ?? ''))).toEqual(
		[]
	);
});
