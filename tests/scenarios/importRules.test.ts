import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = 'docs/import-rules.md';
const rows = [...readFileSync(page, 'utf8').matchAll(/^\| .* \| `(.+?)`: (.+) \|$/gm)];

test('every test that docs/import-rules.md names is there, by that name', () => {
	expect(rows.length).toBeGreaterThan(40);
	const missing = rows.filter(
		([, file = '', name = '']) => !existsSync(file) || !readFileSync(file, 'utf8').includes(name)
	);
	expect(missing.map(([, file, name]) => `${file}: ${name}`)).toEqual([]);
});

test('every row of its tables names one', () => {
	const all = readFileSync(page, 'utf8').match(/^\| .* \|$/gm) ?? [];
	const headings = all.filter((row) => /^\| (rule|---) /.test(row));
	expect(all.length - headings.length).toBe(rows.length);
});
