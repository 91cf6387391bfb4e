import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { domainGlobals, layers } from '../../layers.js';

const eslint = new ESLint();
const names = Object.keys(layers) as (keyof typeof layers)[];

async function rulesBroken(file: string, code: string): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath: file });
	return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

/** A planted import that must be refused wherever it stands in a layer, and one that must pass. */
describe('a planted import across a border fails the lint', () => {
	for (const name of names) {
		const layer = layers[name] as (typeof layers)[string];
		const closed = names.filter((other) => other !== name && !layer.mayImport.includes(other));
		test.each(closed)(`${name} may not import %s`, async (other) => {
			for (const from of [`#lib/${other}/planted.ts`, `#lib/${other}/deep/planted.ts`, `../../${other}/planted.ts`]) {
				const broken = await rulesBroken(`src/lib/${name}/planted/planted.ts`, `import '${from}';\n`);
				expect(broken, from).toContain('no-restricted-imports');
			}
		});
		test.each(layer.neverPackages.map((one) => one.replace('*', 'planted')))(
			`${name} may not import the package %s`,
			async (name_) => {
				expect(await rulesBroken(`src/lib/${name}/planted.ts`, `import '${name_}';\n`)).toContain(
					'no-restricted-imports'
				);
			}
		);
		test.each(layer.mayImport)(`${name} may import %s`, async (other) => {
			expect(await rulesBroken(`src/lib/${name}/planted.ts`, `import '#lib/${other}/planted.ts';\n`)).not.toContain(
				'no-restricted-imports'
			);
		});
	}

	test.each(['src/routes/(offline)/planted/+page.svelte', 'src/routes/planted/Planted.ts'])(
		'%s may not import server',
		async (file) => {
			const code = file.endsWith('.svelte')
				? `<script lang="ts">import '#lib/server/planted.ts';</script>\n`
				: `import '#lib/server/planted.ts';\n`;
			expect(await rulesBroken(file, code)).toContain('no-restricted-imports');
		}
	);

	test('a page’s server file may import server', async () => {
		const broken = await rulesBroken(
			'src/routes/(online)/planted/+page.server.ts',
			`import '#lib/server/planted.ts';\n`
		);
		expect(broken).not.toContain('no-restricted-imports');
	});

	test.each(domainGlobals)('domain may not name %s', async (global) => {
		expect(await rulesBroken('src/lib/domain/planted.ts', `export const planted = ${global};\n`)).toContain(
			'no-restricted-globals'
		);
	});

	test.each(['Date.now()', 'Math.random()'])('domain may not call %s', async (call) => {
		expect(await rulesBroken('src/lib/domain/planted.ts', `export const planted = ${call};\n`)).toContain(
			'no-restricted-properties'
		);
	});
});
