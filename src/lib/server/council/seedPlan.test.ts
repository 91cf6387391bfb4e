import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '#lib/domain/access/Person.ts';
import { as, aServer, north, type TestServer } from '../../../../tests/fixtures/builders.ts';
import type { Database } from '../db/connection.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { listPlans } from '../plan/plans.useCases.ts';
import { readExceptions } from '../plan/readExceptions.ts';
import { weighItems } from '../plan/readEvidence.ts';
import { Chance } from './annexA/Chance.ts';
import { seedPlan } from './seedPlan.ts';

let database: Database;
let server: TestServer;
let qa: Person;

beforeAll(async () => {
	database = await testDatabase();
	server = await aServer(database);
	qa = await server.person([as('qa-manager')]);
	const place = { service: north.service };
	const leads = [
		await server.person([as('service-manager', place)]),
		await server.person([as('head-of-service', place)])
	] as const;
	const board = await server.person([as('board')]);
	await seedPlan({
		database,
		now: server.clock.now,
		chance: new Chance('plan'),
		qa,
		board,
		leads,
		service: north.service
	});
});
afterAll(() => database.close());

test('the demo’s plan has actions in every state, and the looks back speak for different colours', async () => {
	const [plan] = await listPlans(server.acting(qa));
	const report = await readExceptions(server.acting(qa), plan?.id ?? '');
	const weighed = await weighItems(server.acting(qa), report.plan.id, report.plan.items);
	const seen = Object.fromEntries(weighed.map(({ item, suggested }) => [item.cells.ref, suggested?.rag ?? null]));
	expect(seen).toMatchObject({ '1.1': 'green', '1.2': 'green', '2.1': 'red', '2.2': 'red', '2.3': null });
	const reasons = new Set(report.exceptions.flatMap((one) => one.reasons));
	expect([...reasons].sort()).toEqual(['claims-more', 'impact-red', 'late', 'no-day', 'no-evidence', 'progress-red']);
	expect(report.exceptions.length).toBeLessThan(report.plan.items.length);
	expect(report.risks).toHaveLength(2);
});

test('the looks back ended as they would have: one loop closed, one open again', async () => {
	const rows = await database.db.selectFrom('record').select('state').where('kind', '=', 'action').execute();
	expect(rows.map(({ state }) => state).sort()).toEqual(['closed', 'returned']);
	expect(await verifyLog(database.db)).toMatchObject({ ok: true });
});
