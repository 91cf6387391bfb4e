/** How often each contender is measured, taking turns. `BENCH_ROUNDS=2` for a quick look; no figure from that is quoted. */
export const rounds = Math.max(1, Number(process.env.BENCH_ROUNDS ?? 7));

/** How often B8 kills the browser. The reach is 200 kills, some forty minutes: `npm run bench -- B8 --kills 200`. */
export const kills = Number(argumentAfter('--kills') ?? 40);

/** How many children B7's browser imports beside 10,000: `npm run bench -- B7 --children 1000,100000`, as when left out. */
export const otherCaseloads = (argumentAfter('--children') ?? '1000,100000').split(',').map(Number);

/** What was asked for by name: arguments that are neither a flag nor its value. */
export function namesAsked(): readonly string[] {
	const given = process.argv.slice(2);
	return given
		.filter((one, at) => !one.startsWith('--') && !(given[at - 1] ?? '').startsWith('--'))
		.map((one) => one.toUpperCase());
}

function argumentAfter(flag: string): string | undefined {
	const at = process.argv.indexOf(flag);
	return at < 0 ? undefined : process.argv[at + 1];
}
