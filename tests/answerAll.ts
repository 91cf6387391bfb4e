/**
 * `npm run answer-all`: every question set that ships is answered on a phone from the first question to the last, with
 * answers from chance. `--walks` how many walks, each set at least once; `--from` the seed of the first, each walk has
 * the next; `--only` those whose name fits. Build first.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { provideChromium } from './findChromium.ts';

const { values } = parseArgs({
	options: {
		walks: { type: 'string', default: '1' },
		from: { type: 'string', default: '1' },
		only: { type: 'string', default: '' }
	}
});
const env = {
	...process.env,
	CHROMIUM: provideChromium(),
	DIPPER_TAP_WALKS: values.walks,
	DIPPER_TAP_FROM: values.from
};
const args = ['playwright', 'test', 'everyTemplate', '--trace=off', '-g', values.only];
const { status } = spawnSync('npx', args, { stdio: 'inherit', env });
process.exit(status ?? 1);
