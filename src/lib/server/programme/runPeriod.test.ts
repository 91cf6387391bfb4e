import { expect, test } from 'vitest';
import type { Activity } from '#lib/domain/programme/Activity.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { deactivatePerson } from '../people/people.useCases.ts';
import { findDueAudits } from './chasing.repository.ts';
import { anActivity, aProgramme, valueOf } from './aProgramme.fixture.ts';
import { saveActivity, endActivity, putShipped } from './activities.useCases.ts';
import { listActivities, listRuns } from './programme.repository.ts';
import { noteLeave, saveTraining } from './register.useCases.ts';
import { previewPeriod, runNow, undoRun } from './runPeriod.ts';
import { programmeDay } from './runProgramme.ts';
import { retire } from '../templates/retiring.useCases.ts';
import { answers, as } from '../../../../tests/fixtures/builders.ts';

const seed = '417-heron';
const day = 86_400_000;

forEachDatabase((open) => {
	async function world(more: Partial<Activity> = {}) {
		const council = await aProgramme(await open());
		const { id } = valueOf(await saveActivity(council.acting(), null, anActivity(more)));
		const { database } = council.server;
		const audits = () => findDueAudits(database.db, null);
		const runs = () => listRuns(database.db, id);
		const morning = (days = 0) =>
			programmeDay({ database, now: council.server.clock.now + days * day, newSeed: () => seed });
		return { ...council, id, database, audits, runs, morning };
	}

	test('on the first morning of its period it draws and allocates by itself, once', async () => {
		const { morning, audits, runs, server, ada } = await world();
		expect(await morning()).toMatchObject({ out: 1, given: 3, moved: 0, stuck: 0 });
		expect(await morning(1)).toMatchObject({ out: 0, given: 0 });
		const given = await audits();
		expect(new Set(given.map(({ auditor }) => auditor)).size).toBe(3);
		expect(given.map(({ dueOn }) => dueOn)).toEqual(['2026-03-26', '2026-03-26', '2026-03-26']);
		expect(await runs()).toMatchObject([{ state: 'out', wanted: 3, given: 3, from: '2026-03-01', problem: null }]);
		const tablet = await server.tablet(ada);
		await tablet.pulls();
		expect([...tablet.state.held.values()].filter(({ record }) => record.kind === 'audit')).toHaveLength(1);
	});

	test('not on a Saturday, nor before it begins', async () => {
		const { morning, audits } = await world({ startsOn: '2026-03-16' });
		expect(await morning()).toMatchObject({ out: 0 });
		expect(await morning(2)).toEqual({ workingDay: false });
		expect(await morning(4)).toMatchObject({ out: 1 });
		expect(await audits()).toHaveLength(3);
	});

	test('a preview says what would go out to whom, and keeps nothing', async () => {
		const { acting, id, audits, runs, database } = await world();
		const seen = valueOf(await previewPeriod(acting(), id, seed));
		expect(seen).toMatchObject({ wanted: 3, drawn: 3, given: 3, period: { dueOn: '2026-03-26' }, relax: [] });
		expect(seen.loads.map(({ given }) => given)).toEqual([1, 1, 1]);
		expect([await audits(), await runs()]).toEqual([[], []]);
		expect(await database.db.selectFrom('sample').select('id').execute()).toEqual([]);
	});

	test('by hand, and taken back before anyone began: the audits leave the tablets, the cases are free', async () => {
		const { acting, id, audits, runs, server, ada, morning } = await world();
		expect(valueOf(await runNow(acting(), id, seed))).toMatchObject({ state: 'out', given: 3 });
		expect(await runNow(acting(), id, seed)).toMatchObject({ ok: false, problem: { code: 'activity.already' } });
		const tablet = await server.tablet(ada);
		await tablet.pulls();
		expect(valueOf(await undoRun(acting(), id, '2026-03-01'))).toEqual({ audits: 3 });
		await tablet.pulls();
		expect([...tablet.state.held.values()].filter(({ record }) => record.kind === 'audit')).toEqual([]);
		expect([await audits(), (await runs())[0]?.state]).toEqual([[], 'undone']);
		expect(await morning()).toMatchObject({ out: 0 });
		expect(await undoRun(acting(), id, '2026-03-01')).toMatchObject({ problem: { code: 'activity.nothing-to-undo' } });
		expect(valueOf(await runNow(acting(), id, seed))).toMatchObject({ state: 'out', given: 3 });
	});

	test('once somebody began it stays whole', async () => {
		const { acting, id, audits, server, ada } = await world();
		await runNow(acting(), id, seed);
		const mine = (await audits()).find(({ auditor }) => auditor === ada.id)?.id ?? '';
		const tablet = await server.tablet(ada);
		await tablet.pulls();
		await tablet.sends(answers({ kind: 'audit', id: mine }, 'CJ2.1', 'yes'));
		expect(await undoRun(acting(), id, '2026-03-01')).toMatchObject({
			problem: { code: 'activity.begun', facts: { count: 1 } }
		});
		expect(await audits()).toHaveLength(3);
	});

	test.each<[string, string]>([
		['all are on leave', 'activity.nobody-of-role'],
		['nobody has room', 'activity.nobody-can'],
		['the questions were retired', 'activity.template-retired'],
		['nobody is trained', 'activity.nobody-can']
	])('where %s nothing is drawn, it says %s, and it tries again the next morning', async (what, code) => {
		const { acting, id, audits, runs, morning, ada, ben, cat, database } = await world();
		const all = [ada, ben, cat];
		const entry = { capacity: 12, trainedFor: null, isModerator: false, deputy: null };
		const leave = { from: '2026-03-01', to: '2026-06-30' };
		for (const one of all) {
			if (what === 'all are on leave') await noteLeave(acting(), one.id, leave);
			if (what === 'nobody has room') await saveTraining(acting(), one.id, { ...entry, capacity: 0 });
			if (what === 'nobody is trained') await saveTraining(acting(), one.id, { ...entry, trainedFor: ['dip'] });
		}
		if (what === 'the questions were retired')
			expect(await retire(acting(), 'small', 'Superseded')).toMatchObject({ ok: true });
		expect(await previewPeriod(acting(), id, seed)).toMatchObject({ ok: false, problem: { code } });
		expect(await morning()).toMatchObject({ stuck: 1, given: 0 });
		expect(await runs()).toMatchObject([{ state: 'stuck', sample: null, problem: { code } }]);
		expect(await audits()).toEqual([]);
		expect(await database.db.selectFrom('sample').select('id').execute()).toEqual([]);
		if (what !== 'nobody has room') return;
		await saveTraining(acting(), ada.id, entry);
		expect(await morning(1)).toMatchObject({ out: 1, given: 3 });
	});

	test('what could go out in part goes out, and the rest once there is room', async () => {
		const { acting, morning, runs, ada, ben, cat } = await world();
		const entry = { capacity: 1, trainedFor: null, isModerator: false, deputy: null };
		for (const one of [ada, ben]) await saveTraining(acting(), one.id, entry);
		await saveTraining(acting(), cat.id, { ...entry, capacity: 0 });
		expect(await morning()).toMatchObject({ partly: 1, given: 2 });
		expect(await morning(1)).toMatchObject({ partly: 1, given: 0 });
		expect(await runs()).toMatchObject([{ state: 'partly', given: 2, problem: { code: 'activity.nobody-can' } }]);
		await saveTraining(acting(), cat.id, entry);
		expect(await morning(4)).toMatchObject({ out: 1, given: 1 });
		expect(await runs()).toMatchObject([{ state: 'out', given: 3, problem: null }]);
	});

	test('each does so many where each is asked to', async () => {
		const { morning, audits, ada, acting } = await world({ share: 'each', number: 2 });
		await noteLeave(acting(), ada.id, { from: '2026-03-01', to: '2026-06-30' });
		await morning();
		const counts = Map.groupBy(await audits(), ({ auditor }) => auditor);
		expect([...counts.values()].map((of) => of.length)).toEqual([2, 2]);
		expect(counts.has(ada.id)).toBe(false);
	});

	test('a period whose row another took meanwhile is not sent out twice', async () => {
		const { database, acting, id, audits } = await world();
		const [first, second] = [await listActivities(database.db), await runNow(acting(), id, seed)];
		expect([first.length, second.ok]).toEqual([1, true]);
		expect(await runNow(acting(), id, '418-heron')).toMatchObject({ problem: { code: 'activity.already' } });
		expect(await audits()).toHaveLength(3);
	});

	test('it acts by the authority of whoever set it, also after they left; once ended it rests', async () => {
		const { server, qa, morning, acting, id, runs } = await world();
		const admin = await server.person([as('administrator')]);
		await server.person([as('director')]);
		await deactivatePerson(server.acting(admin), qa.id);
		expect(await morning()).toMatchObject({ out: 1, given: 3 });
		await expect(runNow(server.acting(admin), id, seed)).rejects.toThrow();
		await endActivity(acting(), id);
		expect(await morning(28)).toMatchObject({ out: 0 });
		expect(await runs()).toHaveLength(1);
	});

	test('a shipped line needs its questions', async () => {
		const { acting } = await world();
		expect(await putShipped(acting(), 'weekly-contacts')).toMatchObject({
			ok: false,
			problem: { code: 'activity.template-unknown' }
		});
	});
});
