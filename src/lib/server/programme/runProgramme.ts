import type { Job, JobFacts } from '../jobs/Job.ts';
import { chaseAudits } from './chaseAudits.ts';
import { coverAudits } from './coverAudits.ts';
import { chanceSeed, onWorkingDay, type WorkingDay } from './onWorkingDay.ts';
import { listActivities, listRuns, listWeeks } from './programme.repository.ts';
import { runTurn, turnsOn } from './runPeriod.ts';

/** Early each working day, before anyone is at a desk: cover, draw and allocate, chase. */
export const runProgramme: Job = {
	name: 'run-programme',
	every: '15 5 * * *',
	run: programmeDay
};

export function programmeDay(day: WorkingDay): Promise<JobFacts> {
	const {
		database: { db },
		signal,
		stillMine,
		newSeed = chanceSeed
	} = day;
	return onWorkingDay(day, async (acting, today) => {
		const activities = await listActivities(db);
		const covered = await coverAudits(acting);
		const facts = { out: 0, partly: 0, stuck: 0, given: 0 };
		for (const { kept, period, before } of turnsOn(today, activities, await listWeeks(db), await listRuns(db))) {
			if (signal?.aborted === true) break;
			const run = await runTurn(
				acting,
				{ kept, period, seed: newSeed() },
				{ before, by: null, ...(stillMine === undefined ? {} : { guard: stillMine }) }
			);
			if (run.state !== 'undone') facts[run.state] += 1;
			facts.given += run.given - (before?.given ?? 0);
		}
		return { ...covered, ...facts, chased: await chaseAudits(acting) };
	});
}
