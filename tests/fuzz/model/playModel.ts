import { shrink } from '../shrink.ts';
import { drawHistory, type Act } from './acts.ts';
import type { ModelBug } from './bugs.ts';
import { comesToRest, judgeEnd } from './judgeEnd.ts';
import { ModelWorld, type Counts } from './ModelWorld.ts';
import type { Violation } from './Violations.ts';

export type Played = { readonly violations: readonly Violation[]; readonly counts: Counts };

export function playActs(acts: readonly Act[], bug: ModelBug | null = null): Played {
	const world = new ModelWorld(bug);
	for (const act of acts) world.happens(act);
	comesToRest(world);
	judgeEnd(world);
	return { violations: world.violations.all, counts: world.counts };
}

export function playModel(seed: number, bug: ModelBug | null = null): Played {
	return playActs(drawHistory(seed), bug);
}

/** What a person needs who is to mend it: the fewest acts that still break the rule, and how to see it again. */
export function explainModel(seed: number, bug: ModelBug | null = null): string {
	const broken = (acts: readonly Act[]) => playActs(acts, bug).violations[0];
	const least = shrink(drawHistory(seed), (acts) => broken(acts) !== undefined);
	const first = broken(least);
	return [
		`${first?.kind ?? 'nothing'} (${first?.rule ?? ''}): ${first?.what ?? ''}`,
		...least.map((act) => `  ${JSON.stringify(act)}`),
		`again: npm run fuzz -- --model --seed ${String(seed)}${bug === null ? '' : ` --bug ${bug}`}`
	].join('\n');
}

export type ModelRun = {
	readonly histories: number;
	readonly counts: Counts;
	/** Histories with a violation of each kind. */
	readonly broken: Record<Violation['kind'], number>;
	readonly failedSeed: number | null;
};

/** Stops at the first that fails: the rest would only bury it. */
export function runModel(from: number, histories: number, bug: ModelBug | null = null): ModelRun {
	const counts: Record<string, number> = {};
	const broken = { lost: 0, doubled: 0, leaked: 0, diverged: 0 };
	for (let seed = from; seed < from + histories; seed += 1) {
		const played = playModel(seed, bug);
		for (const [name, count] of Object.entries(played.counts)) counts[name] = (counts[name] ?? 0) + count;
		for (const kind of new Set(played.violations.map((one) => one.kind))) broken[kind] += 1;
		if (played.violations.length > 0)
			return { histories: seed - from + 1, counts: counts as Counts, broken, failedSeed: seed };
	}
	return { histories, counts: counts as Counts, broken, failedSeed: null };
}
