import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, north, south } from '../../../../tests/fixtures/builders.ts';
import { aCaseload, aFrameCase, simpleRule } from '../../../../tests/fixtures/frames.ts';
import { findFrameCases } from './frames.repository.ts';
import { drawAndKeep } from '../samples/samples.useCases.ts';
import { acceptFrame, currentFrame, listImports, listTies, readCurrentFrame, saveTie } from './frames.useCases.ts';

const given = { cases: aCaseload(4), takenOn: '2026-03-09', source: 'Annex A, March' };

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const qa = await server.person([as('qa-manager')]);
		return { server, qa, acting: server.acting(qa) };
	}

	test('a caseload is taken, counted, and comes back as it was', async () => {
		const { qa, acting } = await world();
		const cases = [...aCaseload(3), aFrameCase(9, { open: false })];
		const taken = await acceptFrame(acting, { ...given, cases });
		expect(taken).toMatchObject({
			ok: true,
			value: { takenOn: '2026-03-09', cases: 4, open: 3, importedBy: qa.id, source: 'Annex A, March' }
		});
		expect((await readCurrentFrame(acting))?.cases).toEqual(cases);
		expect(await currentFrame(acting)).toEqual(taken.ok ? taken.value : null);
	});

	test('before any import there is none', async () => {
		const { acting } = await world();
		expect([await currentFrame(acting), await readCurrentFrame(acting)]).toEqual([null, null]);
		expect(await listTies(acting)).toEqual({ teams: [], workers: [] });
	});

	test('a new caseload takes the place of the last, whose cases are not kept', async () => {
		const { server, acting } = await world();
		await acceptFrame(acting, given);
		await acceptFrame(acting, { ...given, cases: aCaseload(2), takenOn: '2026-03-11' });
		expect(await currentFrame(acting)).toMatchObject({ cases: 2, takenOn: '2026-03-11' });
		expect(await server.database.db.selectFrom('frame_case').select('case_ref').execute()).toHaveLength(2);
		expect(await server.database.db.selectFrom('frame').select('case_count').execute()).toHaveLength(2);
	});

	test('a caseload is read from the store once, until another is accepted', async () => {
		const { server, acting } = await world();
		const { db } = server.database;
		const read = async () => {
			const frame = await currentFrame(acting);
			return findFrameCases(db, frame?.id ?? '');
		};
		await acceptFrame(acting, given);
		const first = await read();
		expect(await read()).toBe(first);
		await acceptFrame(acting, { ...given, cases: aCaseload(2) });
		expect([first.length, (await read()).length]).toEqual([4, 2]);
	});

	test('the cases of a replaced caseload stay while a sample drawn from it waits to be allocated', async () => {
		const { server, acting } = await world();
		await acceptFrame(acting, given);
		await drawAndKeep(acting, { name: 'S', template: { id: 'small', ver: 1 }, rule: simpleRule(2), seed: '417-heron' });
		await acceptFrame(acting, { ...given, cases: aCaseload(2) });
		expect(await server.database.db.selectFrom('frame_case').select('case_ref').execute()).toHaveLength(6);
	});

	test('each import is listed with what it changed, and who is no longer there', async () => {
		const { acting } = await world();
		await acceptFrame(acting, given);
		const later = [aFrameCase(1, { team: 'Beacon' }), aFrameCase(2, { stage: 'looked-after' }), aFrameCase(9)];
		await acceptFrame({ ...acting, now: acting.now + 1000 }, { ...given, cases: later });
		await acceptFrame({ ...acting, now: acting.now + 2000 }, { ...given, cases: later });
		const imports = await listImports(acting);
		expect(imports.map(({ isCurrent, change }) => ({ isCurrent, change }))).toEqual([
			{ isCurrent: true, change: { new: 0, team: 0, worker: 0, stage: 0, unchanged: 3, gone: [] } },
			{
				isCurrent: false,
				change: { new: 1, team: 1, worker: 0, stage: 1, unchanged: 0, gone: ['9X-100000', '9X-100003'] }
			},
			{ isCurrent: false, change: null }
		]);
	});

	test('two caseloads accepted at one moment: one is in use, with its cases and no others', async () => {
		const { server, acting } = await world();
		await acceptFrame(acting, given);
		const both = await Promise.all([
			acceptFrame(acting, { ...given, cases: aCaseload(2) }),
			acceptFrame(acting, { ...given, cases: aCaseload(3) })
		]);
		expect(both.every(({ ok }) => ok)).toBe(true);
		const { db } = server.database;
		const current = await db.selectFrom('frame').select(['id', 'case_count']).where('is_current', '=', 1).execute();
		expect(current).toHaveLength(1);
		const kept = await db.selectFrom('frame_case').select('frame_id').execute();
		expect(kept.map(({ frame_id: id }) => id)).toEqual(Array(current[0]?.case_count).fill(current[0]?.id));
	});

	test.each([
		['a column that is not kept', { cases: [{ ...aFrameCase(1), dateOfBirth: '2015-02-03' }] }, 'frame.invalid'],
		['a stage nobody knows', { cases: [{ ...aFrameCase(1), stage: 'lost' }] }, 'frame.invalid'],
		['no cases', { cases: [] }, 'frame.empty'],
		['what is no list', { cases: 'all of them' }, 'frame.invalid'],
		[
			'one child twice, whatever the capitals',
			{ cases: [aFrameCase(1), { ...aFrameCase(1), caseRef: '9x-100001' }] },
			'frame.duplicate-case'
		],
		['a day that is none', { takenOn: '2026-02-30' }, 'frame.not-a-day'],
		['tomorrow', { takenOn: '2026-03-13' }, 'frame.date-in-future'],
		['no source', { source: ' \u0000 ' }, 'frame.source-missing']
	])('%s is refused whole', async (_, wrong, code) => {
		const { acting } = await world();
		expect(await acceptFrame(acting, { ...given, ...wrong })).toMatchObject({ ok: false, problem: { code } });
		expect(await currentFrame(acting)).toBeNull();
	});

	test('teams and workers are tied by exactly their name, whatever spaces and capitals', async () => {
		const { server, acting } = await world();
		const sam = await server.person([as('practitioner')], { name: 'Sam Okafor' });
		await server.person([as('practitioner')], { name: 'Jo Bell' });
		await server.person([as('practitioner')], { name: 'Jo Bell' });
		await server.person([as('practitioner')], { name: 'Lee Marsh', status: 'deactivated' });
		const cases = [
			aFrameCase(1, { team: 'RIVERSIDE ', worker: 'sam\u00a0 okafor' }),
			aFrameCase(2, { team: 'Riverside', worker: 'Jo Bell' }),
			aFrameCase(3, { team: 'Riverside team', worker: 'Lee Marsh' }),
			aFrameCase(4, { team: null, worker: null })
		];
		await acceptFrame(acting, { ...given, cases });
		const { teams, workers } = await listTies(acting);
		expect(teams).toEqual([
			{ name: 'Riverside team', cases: 1, target: null, how: 'none', suggested: north.team },
			{ name: 'RIVERSIDE ', cases: 2, target: north.team, how: 'exact', suggested: null }
		]);
		expect(workers).toEqual([
			{ name: 'Jo Bell', cases: 1, target: null, how: 'none', suggested: null },
			{ name: 'Lee Marsh', cases: 1, target: null, how: 'none', suggested: null },
			{ name: 'sam\u00a0 okafor', cases: 1, target: sam.id, how: 'exact', suggested: null }
		]);
	});

	test('a tie by hand is kept for the imports to come, can be changed, and can say nobody', async () => {
		const { acting } = await world();
		const tied = async () => (await listTies(acting)).teams.find(({ name }) => name === 'Riverside');
		await acceptFrame(acting, given);
		expect(await saveTie(acting, { kind: 'team', name: ' riverside', target: south.team })).toMatchObject({ ok: true });
		expect(await tied()).toMatchObject({ target: south.team, how: 'hand' });
		await acceptFrame(acting, given);
		expect(await tied()).toMatchObject({ target: south.team, how: 'hand' });
		await saveTie(acting, { kind: 'team', name: 'Riverside', target: null });
		expect(await tied()).toMatchObject({ target: null, how: 'hand' });
	});

	test('a tie to what is not there, or of no name, is refused', async () => {
		const { acting, qa } = await world();
		expect(await saveTie(acting, { kind: 'team', name: 'A', target: qa.id })).toMatchObject({
			problem: { code: 'tie.target-unknown' }
		});
		expect(await saveTie(acting, { kind: 'worker', name: 'A', target: north.team })).toMatchObject({
			problem: { code: 'tie.target-unknown' }
		});
		expect(await saveTie(acting, { kind: 'worker', name: ' ', target: qa.id })).toMatchObject({
			problem: { code: 'tie.name-missing' }
		});
	});

	test('only who imports may import, read the cases or tie names', async () => {
		const { server } = await world();
		for (const role of ['service-manager', 'administrator', 'auditor', 'director', 'board'] as const) {
			const acting = server.acting(await server.person([as(role)]));
			for (const act of [
				() => acceptFrame(acting, given),
				() => readCurrentFrame(acting),
				() => listTies(acting),
				() => listImports(acting),
				() => saveTie(acting, { kind: 'team', name: 'A', target: null })
			]) {
				await expect(act()).rejects.toMatchObject({ status: 403 });
			}
		}
	});
});
