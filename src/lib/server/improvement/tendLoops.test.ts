import { expect, test } from 'vitest';
import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import { as, aServer, noon, north, south, type TestServer } from '../../../../tests/fixtures/builders.ts';
import { aFrameCase } from '../../../../tests/fixtures/frames.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { acceptFrame } from '../frames/frames.useCases.ts';
import { updatePerson } from '../people/people.repository.ts';
import { saveTeam } from '../people/teams.repository.ts';
import { readHistory } from '../records/readRecord.ts';
import { findRecord } from '../records/records.repository.ts';
import { listLoopChases } from './tending.repository.ts';
import { loopDay } from './tendLoops.ts';

const dayMs = 86_400_000;

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const qa = await server.person([as('qa-manager')]);
		const worker = await server.person([], { team: north.team });
		const manager = await server.person([as('team-manager', north)]);
		const other = await server.person([as('team-manager', south)]);
		const team = (place: typeof north, name: string, who: string) =>
			saveTeam(server.database.db, { id: place.team, name, service: place.service, manager: who });
		await team(north, 'Riverside', manager.id);
		await team(south, 'Hillside', other.id);
		const action = await server.action({
			...{ owner: worker.id, verifier: qa.id, raisedBy: qa.id, worker: null, dueOn: '2026-03-20', ...north },
			caseRef: '9X-100001'
		});
		const day = (days = 0) => loopDay({ database: server.database, now: noon + days * dayMs });
		const leaves = (who: typeof qa) =>
			updatePerson(server.database.db, { ...who, status: 'deactivated', email: null, phone: null });
		return { server, qa, worker, manager, other, action, day, leaves };
	}
	const headOf = async ({ database }: TestServer, id: string) =>
		(await findRecord(database.db, { kind: 'action', id }))?.state.head as ActionHead;

	test('a leaver’s action is somebody’s by the next working day, with the reason in its history, and on their tablet', async () => {
		const { server, qa, worker, manager, action, day, leaves } = await world();
		expect(await day()).toMatchObject({ given: 0, chased: 0 });
		await leaves(worker);
		expect(await day(1)).toMatchObject({ given: 1 });
		expect(await day(1)).toMatchObject({ given: 0 });
		expect(await headOf(server, action.record.id)).toMatchObject({ owner: manager.id, state: 'issued' });
		expect(JSON.stringify(await readHistory(server.acting(qa), action.record))).toContain('owner-left');
		const tablet = await server.tablet(manager);
		await tablet.pulls();
		expect(tablet.holding(action.record)?.head).toMatchObject({ owner: manager.id });
	});

	test('a verifier who left gives way to a manager', async () => {
		const { server, qa, action, day, leaves } = await world();
		await server.person([as('director')]);
		await leaves(qa);
		expect(await day()).toMatchObject({ unverified: 1, given: 0 });
		expect(await headOf(server, action.record.id)).toMatchObject({ verifier: null });
	});

	test('a case that moved team takes its open action along', async () => {
		const { server, qa, other, action, day } = await world();
		const cases = [aFrameCase(1, { team: 'Hillside' }), aFrameCase(2)];
		await acceptFrame(server.acting(qa), { cases, takenOn: '2026-03-11', source: 'Annex A' });
		expect(await day()).toMatchObject({ moved: 1, given: 1 });
		expect(await headOf(server, action.record.id)).toMatchObject({ ...south, owner: other.id });
		expect(await day()).toMatchObject({ moved: 0, given: 0 });
	});

	test('each step is said once, to the next one up where somebody is missing, however often the job runs', async () => {
		const { server, worker, manager, action, day } = await world();
		expect(await day(5)).toMatchObject({ chased: 1 });
		expect(await day(5)).toMatchObject({ chased: 0 });
		expect(await day(13)).toMatchObject({ chased: 1 });
		const said = await listLoopChases(server.database.db, action.record.id);
		expect(said.map(({ step, to }) => [step, to])).toEqual([
			['team', manager.id],
			['soon', worker.id]
		]);
	});

	test('on a day nobody works nothing happens; with every keeper gone it says so', async () => {
		const { qa, worker, day, leaves } = await world();
		await leaves(worker);
		expect(await day(2)).toEqual({ workingDay: false });
		await leaves(qa);
		expect(await day(1)).toEqual({ workingDay: true, nobody: true });
	});
});
