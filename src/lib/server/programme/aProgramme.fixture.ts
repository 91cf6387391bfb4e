import { must, type Result } from '#lib/domain/shared/Result.ts';
import { wholeCaseload, type Activity } from '#lib/domain/programme/Activity.ts';
import type { Database } from '../db/connection.ts';
import { acceptFrame } from '../frames/frames.useCases.ts';
import { as, aServer } from '../../../../tests/fixtures/builders.ts';
import { aCaseload } from '../../../../tests/fixtures/frames.ts';

/** An activity on the small template: three a month, together, by auditors. */
export function anActivity(more: Partial<Activity> = {}): Activity {
	return {
		name: 'Plans',
		template: 'small',
		roles: ['auditor'],
		number: 3,
		share: 'together',
		period: 'month',
		days: 10,
		restMonths: [],
		startsOn: '2026-03-12',
		cases: { ...wholeCaseload, months: 0 },
		...more
	};
}

/** A council with a caseload, three auditors, and a QA manager who keeps the programme. */
export async function aProgramme(database: Database, { children = 60 } = {}) {
	const server = await aServer(database);
	const qa = await server.person([as('qa-manager')], { name: 'Ruth Fenn' });
	const auditors = [];
	for (const name of ['Ada Wren', 'Ben Coe', 'Cat Lowe']) auditors.push(await server.person([as('auditor')], { name }));
	const [ada, ben, cat] = [must(auditors[0], 'ada'), must(auditors[1], 'ben'), must(auditors[2], 'cat')];
	await acceptFrame(server.acting(qa), { cases: aCaseload(children), takenOn: '2026-03-11', source: 'Annex A' });
	return { server, qa, ada, ben, cat, acting: () => server.acting(qa) };
}

export function valueOf<Value>(result: Result<Value>): Value {
	if (!result.ok) throw new Error(result.problem.code);
	return result.value;
}
