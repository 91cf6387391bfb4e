import { expect, test } from 'vitest';
import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import type { ManyMove } from '#lib/domain/improvement/whyNotMove.ts';
import { as, aServer, north, south } from '../../../../tests/fixtures/builders.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { findRecord } from '../records/records.repository.ts';
import { mostAtOnce, moveLoops } from './moveLoops.ts';
import { listLoopChases } from './tending.repository.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const manager = await server.person([as('team-manager', north)]);
		const worker = await server.person([], { team: north.team });
		const other = await server.person([], { team: north.team });
		const action = async (head: Partial<ActionHead> = {}) =>
			(
				await server.action({
					...{ owner: worker.id, verifier: null, raisedBy: worker.id, worker: null, dueOn: '2026-03-20', ...north },
					...head
				})
			).record.id;
		const moves = async (ids: readonly string[], move: ManyMove, who = manager) => {
			const moved = await moveLoops(server.acting(who), ids, move);
			return moved.ok ? moved.value.map(({ why }) => why) : moved.problem.code;
		};
		const headOf = async (id: string) =>
			(await findRecord(server.database.db, { kind: 'action', id }))?.state.head as ActionHead;
		const logged = async () => {
			const rows = await server.database.db.selectFrom('change_body').select('body').orderBy('seq').execute();
			return rows.map(({ body }) => (JSON.parse(body) as { name: string }).name);
		};
		return { server, manager, worker, other, action, moves, headOf, logged };
	}

	test('several are given on at once, each logged by itself; what cannot be is said line by line and stays as it was', async () => {
		const { server, other, action, moves, headOf, logged } = await world();
		const ids = [
			await action(),
			await action({ state: 'done' }),
			await action(south),
			await action({ state: 'accepted' }),
			await action({ owner: other.id })
		];
		const before = (await logged()).length;
		const reason = 'Tom has left the team';
		expect(await moves(ids, { name: 'transfer', owner: other.id, reason })).toEqual([
			...[null, 'loop.moved-on', 'loop.not-there', null],
			'loop.theirs-already'
		]);
		const owners = await Promise.all(ids.map(async (id) => (await headOf(id)).owner === other.id));
		expect(owners).toEqual([true, false, false, true, true]);
		expect((await logged()).slice(before)).toEqual(['action.transfer', 'action.transfer']);
		expect(await verifyLog(server.database.db)).toMatchObject({ ok: true });
		// Sent twice, as by a page that is loaded again: nothing is given on a second time.
		expect(await moves(ids.slice(0, 1), { name: 'transfer', owner: other.id, reason })).toEqual([
			'loop.theirs-already'
		]);
	});

	test('dates are moved to a later one, at most twice, and never back', async () => {
		const { action, moves, headOf } = await world();
		const ids = [await action(), await action({ extensions: 2 }), await action({ dueOn: '2026-06-01' })];
		expect(await moves(ids, { name: 'extend', dueOn: '2026-04-30', reason: 'Half term' })).toEqual([
			...[null, 'loop.moved-twice', 'loop.not-later']
		]);
		expect(await headOf(ids[0] ?? '')).toMatchObject({ dueOn: '2026-04-30', extensions: 1 });
	});

	test('whoever’s move it is is reminded once a day, and it stands in the log and with the loop', async () => {
		const { server, manager, worker, action, moves, logged } = await world();
		const ids = [
			await action(),
			await action({ owner: manager.id }),
			await action({ state: 'closed' }),
			await action({ state: 'done', verifier: manager.id })
		];
		expect(await moves(ids, { name: 'remind' })).toEqual([null, 'loop.own-move', 'loop.moved-on', 'loop.own-move']);
		expect(await moves(ids.slice(0, 1), { name: 'remind' })).toEqual(['loop.reminded-today']);
		expect(await listLoopChases(server.database.db, ids[0] ?? '')).toMatchObject([
			{ step: 'asked', to: worker.id, by: manager.id }
		]);
		expect((await logged()).filter((name) => name === 'loop.remind')).toHaveLength(1);
		server.clock.now += 86_400_000;
		expect(await moves(ids.slice(0, 1), { name: 'remind' })).toEqual([null]);
	});

	test('a move that is wrong in itself moves nothing', async () => {
		const { other, action, moves, headOf } = await world();
		const id = await action();
		const late: ManyMove = { name: 'extend', dueOn: '2026-03-11', reason: 'Leave' };
		expect(await moves([], { name: 'remind' })).toBe('loops.none-chosen');
		expect(await moves(['\u0000'], { name: 'remind' })).toBe('loops.none-chosen');
		expect(await moves([id], { name: 'transfer', owner: 'nobody', reason: 'x' })).toBe('loops.owner-missing');
		expect(await moves([id], { name: 'transfer', owner: other.id, reason: ' ' })).toBe('loops.why-missing');
		expect(await moves([id], late)).toBe('loops.due-wrong');
		expect(await moves([id], { ...late, dueOn: 'soon' })).toBe('loops.due-wrong');
		const many = Array.from({ length: mostAtOnce + 1 }, (_, index) => `a${index}`);
		expect(await moves(many, { name: 'remind' })).toBe('loops.too-many');
		expect(await headOf(id)).toMatchObject({ dueOn: '2026-03-20', extensions: 0 });
	});

	test('who has no loops to look after moves none, not even their own in many', async () => {
		const { server, worker, action } = await world();
		const id = await action();
		await expect(moveLoops(server.acting(worker), [id], { name: 'remind' })).rejects.toMatchObject({ status: 403 });
	});
});
