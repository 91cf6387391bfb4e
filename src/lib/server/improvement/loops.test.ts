import { describe, expect, test } from 'vitest';
import type { ActionState } from '#lib/domain/changes/RecordState.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, noon, north, south } from '../../../../tests/fixtures/builders.ts';
import { anAction } from '../../../../tests/fixtures/records.ts';
import { readOverview } from '../overview/readOverview.ts';
import { countTallies } from './loopCounts.ts';
import { asLoop, countMyMoves, listAndCount, listLoops, loopCounts } from './loops.ts';

const daysAgo = (days: number) => new Date(noon - days * 86_400_000).toISOString();

describe('counting loops', () => {
	test('a loop is late once its day is past, and never once it is verified', () => {
		const loop = (state: Parameters<typeof anAction>[0], dueOn: string) =>
			asLoop(anAction({ ...state, raisedAt: daysAgo(5), dueOn }), '2026-03-12');
		expect(loop({ state: 'issued' }, '2026-03-11').overdue).toBe(true);
		expect(loop({ state: 'issued' }, '2026-03-12').overdue).toBe(false);
		expect(loop({ state: 'verified' }, '2026-03-11').overdue).toBe(false);
	});

	test('stages and ages are counted as the boards read them', () => {
		const tally = (state: ActionState, band: number, loops: number) => ({
			...{ state, band, loops, isLate: band === 1, isMine: state === 'done', inTeam: false, inService: false }
		});
		const counts = countTallies([
			tally('issued', 0, 3),
			tally('accepted', 1, 2),
			tally('returned', 1, 1),
			tally('done', 2, 4),
			tally('verified', 3, 5)
		]);
		expect(counts).toMatchObject({ open: 15, overdue: 3, mine: 4 });
		expect(counts.byStage).toEqual({ action: 3, evidence: 3, verification: 4, 'impact-check': 5 });
		expect(
			counts.byAge.map(({ upTo, byStage }) => [upTo, Object.values(byStage).reduce((sum, count) => sum + count, 0)])
		).toEqual([
			[10, 3],
			[20, 3],
			[40, 4],
			[null, 5]
		]);
	});
});

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const tm = await server.person([as('team-manager', north)]);
		const qa = await server.person([as('qa-manager')]);
		const others = { raisedBy: qa.id, verifier: qa.id, worker: null, raisedAt: daysAgo(15) };
		const mine = await server.action({ ...north, ...others, owner: tm.id, dueOn: '2026-03-01', what: 'mine' });
		const waiting = await server.action({
			...north,
			...others,
			owner: tm.id,
			dueOn: '2026-03-20',
			state: 'done',
			what: 'waiting'
		});
		const elsewhere = await server.action({
			...south,
			...others,
			owner: qa.id,
			dueOn: '2026-03-15',
			what: 'elsewhere',
			audit: 'a1'
		});
		const over = await server.action({
			...north,
			...others,
			owner: tm.id,
			state: 'not-needed',
			stateSince: daysAgo(1),
			what: 'over'
		});
		return { server, tm, qa, mine, waiting, elsewhere, over };
	}

	test('a page and its counts are what the two say apart; and so is the number beside the list', async () => {
		const { server, tm, qa } = await world();
		for (const who of [tm, qa]) {
			const counts = await loopCounts(server.acting(who));
			for (const filter of [
				{},
				{ mine: true },
				{ overdue: true },
				{ team: north.team },
				{ owner: tm.id },
				{ show: 'all' as const }
			]) {
				expect(await listAndCount(server.acting(who), filter)).toMatchObject({
					...(await listLoops(server.acting(who), filter)),
					counts: { all: counts, team: { open: 0 }, service: { open: 0 } }
				});
			}
			expect(await countMyMoves(server.acting(who))).toBe(counts.mine);
		}
	});

	test('the loops of one’s own teams and services are counted apart, and can be asked for', async () => {
		const { server, qa } = await world();
		const own = { teams: [north.team], services: [south.service] };
		const { counts } = await listAndCount(server.acting(qa), {}, own);
		expect([counts.all.open, counts.team.open, counts.service.open]).toEqual([3, 2, 1]);
		expect(counts.team).toMatchObject({ overdue: 1, mine: 1 });
		const what = async (filter: object) =>
			(await listLoops(server.acting(qa), filter)).loops.map(({ head }) => head.what);
		expect(await what({ teams: own.teams })).toEqual(['mine', 'waiting']);
		expect(await what({ services: own.services })).toEqual(['elsewhere']);
		expect(await what({ teams: [] })).toEqual([]);
	});

	test('a manager sees the open loops of their teams, the most overdue first', async () => {
		const { server, tm, qa } = await world();
		const what = async (who: typeof tm, filter: object) =>
			(await listLoops(server.acting(who), filter)).loops.map(({ head }) => head.what);
		expect(await what(tm, {})).toEqual(['mine', 'waiting']);
		expect(await what(qa, {})).toEqual(['mine', 'elsewhere', 'waiting']);
		expect(await what(tm, { mine: true })).toEqual(['mine']);
		expect(await what(qa, { mine: true })).toEqual(['elsewhere', 'waiting']);
		expect(await what(qa, { overdue: true })).toEqual(['mine']);
		expect(await what(qa, { stage: 'verification' })).toEqual(['waiting']);
		expect(await what(qa, { show: 'ended' })).toEqual(['over']);
		expect(await what(qa, { show: 'all', team: north.team })).toEqual(['mine', 'waiting', 'over']);
		expect(await what(qa, { service: south.service })).toEqual(['elsewhere']);
		expect(await what(qa, { owner: qa.id })).toEqual(['elsewhere']);
		expect(await what(qa, { audit: 'a1' })).toEqual(['elsewhere']);
		expect(await what(qa, { limit: 1, offset: 1 })).toEqual(['elsewhere']);
	});

	test('what a page of loops showed is noted', async () => {
		const { server, tm, mine, waiting } = await world();
		await listLoops(server.acting(tm));
		const rows = await server.database.db.selectFrom('access_log').select(['id', 'act']).orderBy('seq').execute();
		expect(rows).toEqual([
			{ id: mine.record.id, act: 'list' },
			{ id: waiting.record.id, act: 'list' }
		]);
	});

	test('counts are over what the person may see', async () => {
		const { server, tm, qa } = await world();
		expect(await loopCounts(server.acting(tm))).toMatchObject({
			open: 2,
			overdue: 1,
			mine: 1,
			byStage: { action: 1, verification: 1 }
		});
		expect(await loopCounts(server.acting(qa))).toMatchObject({ open: 3, overdue: 1, mine: 2 });
		expect(await loopCounts(server.acting(qa), { team: south.team })).toMatchObject({ open: 1 });
	});

	test('who has no loops to look after is not shown the board', async () => {
		const { server } = await world();
		for (const role of ['auditor', 'practitioner', 'board', 'administrator', 'guest'] as const) {
			const acting = server.acting(await server.person([as(role)]));
			for (const act of [() => listLoops(acting), () => loopCounts(acting), () => readOverview(acting)]) {
				await expect(act()).rejects.toMatchObject({ status: 403 });
			}
		}
	});

	test('the overview counts audits of the last quarter, what is late, open alerts and recovered work', async () => {
		const { server, tm, qa } = await world();
		const submitted = (days: number, more: object) =>
			server.audit({ ...north, state: 'submitted', submittedAt: daysAgo(days), ...more });
		await server.audit({ ...north, state: 'allocated', dueOn: '2026-03-11' });
		await server.audit({ ...south, state: 'begun', dueOn: '2026-03-12' });
		await submitted(90, { grade: 'inadequate' });
		await submitted(2, { openAlerts: 1 });
		await submitted(91, { grade: 'good' });
		const auditor = await server.person([as('auditor')]);
		await (await server.tablet(auditor)).sends({ name: 'answer.set', record: { kind: 'audit', id: 'x' }, args: {} });
		expect(await readOverview(server.acting(qa))).toMatchObject({
			audits: {
				allocated: 1,
				begun: 1,
				overdue: 1,
				submitted: 2,
				grades: { inadequate: 1, none: 1 },
				withOpenAlerts: 1
			},
			loops: { open: 3 },
			parked: 1
		});
		expect(await readOverview(server.acting(tm))).toMatchObject({
			audits: { allocated: 0, begun: 0, submitted: 2 },
			loops: { open: 2 },
			parked: null
		});
	});
});
