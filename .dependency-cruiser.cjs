/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{ name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
		{
			name: 'no-orphans',
			severity: 'error',
			from: {
				orphan: true,
				pathNot: [
					'\\.d\\.ts$',
					'^src/(hooks|service-worker|app)',
					'^src/routes/',
					'^src/lib/server/tasks/',
					'^src/templates/',
					'\\.test\\.ts$'
				]
			},
			to: {}
		}
	],
	options: {
		tsPreCompilationDeps: true,
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(node_modules|build|\\.svelte-kit)' },
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'default'],
			extensions: ['.ts', '.js', '.svelte', '.json']
		}
	}
};
