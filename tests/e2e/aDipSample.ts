import { addDays, dayInEngland } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { allocateSample } from '#lib/server/audits/audits.useCases.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { findPersonByUsername } from '#lib/server/people/people.repository.ts';
import { drawAndKeep } from '#lib/server/samples/samples.useCases.ts';

/** Ten children drawn at random and given to the demo's auditor, none of them begun. */
export async function aDipSample(database: Database): Promise<{ readonly id: string; readonly name: string }> {
	const person = must(await findPersonByUsername(database.db, 'qa@demo.example'), 'the QA manager');
	const auditor = must(await findPersonByUsername(database.db, 'auditor@demo.example'), 'the auditor').id;
	const acting = { database, person, now: Date.now() };
	const filters = [{ column: 'stage', is: ['child-in-need', 'child-protection'] }];
	const method = { kind: 'simple-random', size: 10 };
	const rule = { filters, exclusions: [], onePerHousehold: true, isReaudit: false, method };
	const name = 'Seen and planned for, ten at random';
	const drawn = await drawAndKeep(acting, { name, template: { id: 't29-dip', ver: 1 }, rule, seed: '417-heron' });
	if (!drawn.ok) throw new Error(drawn.problem.code);
	const { id, cases } = drawn.value;
	const dueOn = addDays(dayInEngland(new Date().toISOString()), 14);
	const allocations = cases.map(({ caseRef }) => ({ caseRef, auditor }));
	const given = await allocateSample(acting, { sampleId: id, dueOn, allocations });
	if (!given.ok) throw new Error(`${given.problem.code} ${JSON.stringify(given.problem)}`);
	return { id, name };
}
