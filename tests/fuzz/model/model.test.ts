import { expect, test } from 'vitest';
import { readRegressions } from '../regressions.ts';
import type { Act } from './acts.ts';
import { modelBugNames, modelBugs } from './bugs.ts';
import { explainModel, playActs, runModel } from './playModel.ts';

const histories = Number(process.env.MODEL_HISTORIES ?? 20_000);

test.each(readRegressions('model'))('$rule: once, $what', ({ acts }) => {
	expect(playActs(acts as Act[]).violations).toEqual([]);
});

test(`I1–I9, I11, I12, M1–M6, S5, S7, S8, V4, V6, W1–W10: in ${String(histories)} histories of the model nothing is lost, doubled, leaked or different`, () => {
	const run = runModel(1, histories);
	expect(run.failedSeed === null ? '' : explainModel(run.failedSeed)).toBe('');
	const { changes, restores, revocations, lostAnswers, kills } = run.counts;
	console.log(
		`model: ${run.histories} histories, ${changes} changes, ${restores} restores, ${revocations} revocations, ` +
			`${lostAnswers} lost acknowledgements, ${kills} kills: 0 lost, 0 doubled, 0 leaked, 0 diverged`
	);
	expect(changes).toBeGreaterThan(histories * 20);
	for (const count of Object.values(run.counts)) expect(count).toBeGreaterThan(histories / 20);
}, 300_000);

test.each(modelBugNames.map((bug) => ({ bug, rule: modelBugs[bug] })))(
	'$rule: the model finds the planted fault: $bug',
	({ bug }) => {
		expect(runModel(1, 6_000, bug).failedSeed).not.toBeNull();
	},
	120_000
);

test('a failing history is told in its fewest acts, with the command that shows it again', () => {
	const { failedSeed } = runModel(1, 1_000, 'last-writer-wins');
	const told = explainModel(failedSeed ?? 0, 'last-writer-wins');
	expect(told).toContain('lost (M2)');
	expect(told).toContain(`npm run fuzz -- --model --seed ${String(failedSeed)}`);
	expect(told.split('\n').length).toBeLessThan(10);
});
