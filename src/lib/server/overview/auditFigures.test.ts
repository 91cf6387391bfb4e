import { expect, test } from 'vitest';
import type { Field, Json } from '#lib/domain/changes/RecordState.ts';
import { as, aServer, noon, north, south } from '../../../../tests/fixtures/builders.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { auditFigures } from './auditFigures.ts';

const field = (value: Json): Field => ({ ver: 1, value, by: 'someone', at: new Date(noon).toISOString() });
const submitted = (on: string, grade: string | undefined) => ({
	...north,
	state: 'submitted' as const,
	submittedAt: `${on}T10:00:00.000Z`,
	...(grade === undefined ? {} : { grade })
});

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const qa = await server.person([as('qa-manager')]);
		return { server, qa, look: () => auditFigures(server.acting(qa)) };
	}

	test('grades are counted by quarter, beside those of the year before', async () => {
		const { server, look } = await world();
		await server.audit(submitted('2026-03-01', 'good'));
		await server.audit(submitted('2026-02-01', 'inadequate'));
		await server.audit(submitted('2025-12-31', 'outstanding'));
		await server.audit(submitted('2025-03-01', 'good'));
		await server.audit(submitted('2024-03-01', 'good'));
		await server.audit(submitted('2026-03-02', undefined));
		const { quarters, ungraded, inadequateCount } = await look();
		expect(quarters.map(({ quarter }) => quarter.from)).toEqual([
			'2025-04-01',
			'2025-07-01',
			'2025-10-01',
			'2026-01-01'
		]);
		expect(quarters[3]?.counts).toEqual({ outstanding: 0, good: 1, 'requires-improvement': 0, inadequate: 1 });
		expect(quarters[3]?.then.good).toBe(1);
		expect(quarters[2]?.counts.outstanding).toBe(1);
		expect([ungraded, inadequateCount]).toEqual([1, 1]);
	});

	test('what is due this month is counted by how far it is', async () => {
		const { server, look } = await world();
		await server.audit({ ...north, state: 'allocated', dueOn: '2026-03-31' });
		await server.audit({ ...north, state: 'begun', dueOn: '2026-03-01' });
		await server.audit({ ...north, state: 'begun', dueOn: '2026-04-01' });
		await server.audit({ ...submitted('2026-03-10', 'good'), dueOn: '2026-03-20' });
		expect((await look()).thisMonth).toEqual({ due: 3, submitted: 1, begun: 1, allocated: 1 });
	});

	test('open alerts say where they stand, each for itself', async () => {
		const { server, look } = await world();
		await server.audit(
			{ ...north, state: 'begun', openAlerts: 2, caseRef: '9X-1' },
			{
				'alert/a': field({ concern: 'Not seen' }),
				'alert/a/told/1': field({ whom: 'Priya Raman', how: 'Spoke by phone' }),
				'alert/b': field({ concern: 'A bruise' })
			}
		);
		await server.audit({ ...north, state: 'begun', openAlerts: 0 });
		const { alerts } = await look();
		expect(alerts.map(({ caseRef, states }) => [caseRef, states])).toEqual([['9X-1', ['told', 'nobody-told']]]);
	});

	test('an Inadequate is not put right while an action of it is not verified', async () => {
		const { server, qa, look } = await world();
		const late = await server.audit({ ...submitted('2026-03-01', 'inadequate'), caseRef: '9X-late' });
		const done = await server.audit({ ...submitted('2026-03-01', 'inadequate'), caseRef: '9X-done' });
		const common = { ...north, owner: qa.id, raisedBy: qa.id };
		const second = await server.action({ ...common, audit: late.record.id, dueOn: '2026-03-20' });
		const first = await server.action({ ...common, audit: late.record.id, dueOn: '2026-03-05' });
		await server.action({ ...common, audit: done.record.id, state: 'verified' });
		const { inadequates } = await look();
		expect(inadequates.map(({ caseRef, dueOn }) => [caseRef, dueOn])).toEqual([['9X-late', '2026-03-05']]);
		expect(inadequates[0]?.loops.map(({ id }) => id)).toEqual([first.record.id, second.record.id]);
	});

	test('figures are of what the person may see, and the cases shown are noted as seen', async () => {
		const { server } = await world();
		const tm = await server.person([as('team-manager', north)]);
		await server.audit(submitted('2026-03-01', 'good'));
		await server.audit({ ...submitted('2026-03-01', 'inadequate'), ...south });
		const own = await server.audit({ ...north, state: 'begun', openAlerts: 1 }, { 'alert/a': field({ concern: 'c' }) });
		const { quarters, inadequateCount } = await auditFigures(server.acting(tm));
		expect(quarters[3]?.counts).toMatchObject({ good: 1, inadequate: 0 });
		expect(inadequateCount).toBe(0);
		const seen = await server.database.db.selectFrom('access_log').select(['id', 'person_id']).execute();
		expect(seen).toEqual([{ id: own.record.id, person_id: tm.id }]);
	});

	test('an auditor has no overview', async () => {
		const { server } = await world();
		const auditor = await server.person([as('auditor')]);
		await expect(auditFigures(server.acting(auditor))).rejects.toThrow('NO_PERMISSION');
	});
});
