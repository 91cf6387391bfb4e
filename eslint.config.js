import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { domainGlobals, layers } from './layers.js';

const names = Object.keys(layers);

/** Import patterns are regular expressions: in the other kind a leading # begins a comment. @param {readonly string[]} of */
function crossing(of) {
	return `^(#lib|(\\.\\./)+(lib)?|.*/lib)/?(${of.join('|')})/`;
}

/** @param {readonly string[]} packages */
function named(packages) {
	return `^(${packages.map((one) => one.replaceAll(/[$.]/g, '\\$&').replace(/[/:]\*$/, '[/:].+')).join('|')})$`;
}

/**
 * @param {string} name
 * @param {import('./layers.js').Layer} layer
 * @returns {import('typescript-eslint').ConfigArray[number]}
 */
function border(name, layer) {
	const closed = names.filter((other) => other !== name && !layer.mayImport.includes(other));
	const message = `${name} may import ${layer.mayImport.join(', ') || 'nothing but zod'} only (layers.js).`;
	const regexes = [crossing(closed), named(layer.neverPackages)];
	return {
		files: [`src/lib/${name}/**/*.{ts,svelte}`],
		ignores: ['**/*.test.ts'],
		rules: { 'no-restricted-imports': ['error', { patterns: regexes.map((regex) => ({ regex, message })) }] }
	};
}

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'tests/bench/node_modules/',
			'test-results/',
			'playwright-report/',
			'data/',
			'tests/fixtures/released/*/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
		rules: {
			'no-undef': 'off',
			eqeqeq: 'error',
			'no-empty': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'svelte/no-at-html-tags': 'error',
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] } }
	},
	...Object.entries(layers).map(([name, layer]) => border(name, layer)),
	{
		files: ['src/lib/domain/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-globals': ['error', ...domainGlobals],
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'domain is told the time' },
				{ object: 'Math', property: 'random', message: 'domain is given a seed' }
			]
		}
	},
	{
		files: ['src/routes/**/*.{ts,svelte}', 'src/hooks.client.ts', 'src/service-worker.ts'],
		ignores: ['**/+page.server.ts', '**/+layout.server.ts', '**/+server.ts', '**/*.test.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{ regex: crossing(['server']), message: 'server only from +page.server, +layout.server, +server' },
						{ regex: named(['kysely', 'node:*']), message: 'this runs in the browser' }
					]
				}
			]
		}
	}
);
