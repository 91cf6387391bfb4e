import { expect, test } from 'vitest';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { roles } from '#lib/domain/access/Person.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { as, aServer, noon, north, south } from '../../../../tests/fixtures/builders.ts';
import { readOverview } from './readOverview.ts';

const daysAgo = (days: number) => new Date(noon - days * 86_400_000).toISOString();
const submitted = (days: number, more: Partial<AuditHead> = {}) =>
	({ state: 'submitted', submittedAt: daysAgo(days), ...more }) as const;

async function world() {
	const server = await aServer(await testDatabase());
	const qa = await server.person([as('qa-manager')]);
	const counts = async (who = qa) => (await readOverview(server.acting(who))).audits;
	return { server, qa, counts };
}

test('an empty council has nothing to count', async () => {
	const { server, qa } = await world();
	expect(await readOverview(server.acting(qa))).toMatchObject({
		audits: { allocated: 0, begun: 0, overdue: 0, submitted: 0, grades: {}, withOpenAlerts: 0 },
		loops: { open: 0, overdue: 0, mine: 0 },
		parked: 0
	});
});

test.each([
	[0, 1],
	[89, 1],
	[90, 1],
	[91, 0],
	[400, 0]
])('an audit submitted %i days ago is counted %i times', async (days, times) => {
	const { server, counts } = await world();
	await server.audit(submitted(days, { grade: 'good' }));
	expect(await counts()).toMatchObject({ submitted: times, grades: times === 0 ? {} : { good: 1 } });
});

test('grades are counted by name, and those without one apart', async () => {
	const { server, counts } = await world();
	for (const grade of ['good', 'good', 'inadequate']) await server.audit(submitted(3, { grade }));
	await server.audit(submitted(3));
	expect((await counts()).grades).toEqual({ good: 2, inadequate: 1, none: 1 });
});

test('an audit is overdue the day after its day, and never once it is submitted', async () => {
	const { server, counts } = await world();
	for (const dueOn of ['2026-03-11', '2026-03-12', '2026-03-13']) {
		await server.audit({ dueOn, state: 'begun' });
		await server.audit({ dueOn, state: 'allocated' });
		await server.audit(submitted(1, { dueOn }));
	}
	expect(await counts()).toMatchObject({ begun: 3, allocated: 3, overdue: 2, submitted: 3 });
});

test('an alert counts for as long as it is open, however old its audit', async () => {
	const { server, counts } = await world();
	await server.audit(submitted(300, { openAlerts: 1 }));
	await server.audit({ state: 'begun', openAlerts: 2 });
	expect(await counts()).toMatchObject({ withOpenAlerts: 2, submitted: 0 });
});

test('each sees the counts of what they may see, and only a QA manager what waits to be recovered', async () => {
	const { server, counts } = await world();
	await server.audit(submitted(3, north));
	await server.audit(submitted(3, south));
	await server.audit({ state: 'begun', ...north });
	const manager = await server.person([as('service-manager', { service: north.service })]);
	const director = await server.person([as('director')]);
	expect(await counts(manager)).toMatchObject({ submitted: 1, begun: 0 });
	expect(await counts(director)).toMatchObject({ submitted: 2, begun: 0 });
	expect(await counts()).toMatchObject({ submitted: 2, begun: 1 });
	expect((await readOverview(server.acting(manager))).parked).toBe(null);
});

test('who oversees nothing has no overview, and nobody has one who has left', async () => {
	const { server, qa } = await world();
	const overseeing = ['qa-manager', 'head-of-service', 'director', 'service-manager', 'team-manager'];
	for (const role of roles) {
		const acting = server.acting(await server.person([as(role)]));
		if (overseeing.includes(role)) expect((await readOverview(acting)).audits.submitted).toBe(0);
		else await expect(readOverview(acting)).rejects.toMatchObject({ status: 403 });
	}
	const gone = server.acting({ ...qa, status: 'deactivated' });
	await expect(readOverview(gone)).rejects.toMatchObject({ code: 'NO_PERMISSION' });
});

test.each([
	[0, 10],
	[10, 10],
	[11, 20],
	[20, 20],
	[21, 40],
	[40, 40],
	[41, null],
	[700, null]
])('a loop raised %i days ago is counted among those up to %s', async (age, upTo) => {
	const { server, qa } = await world();
	await server.action({ state: 'accepted', raisedAt: daysAgo(age) });
	const { loops } = await readOverview(server.acting(qa));
	expect(loops.byAge.filter(({ byStage }) => byStage.evidence > 0).map((band) => band.upTo)).toEqual([upTo]);
});
