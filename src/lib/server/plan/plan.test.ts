import { expect, test } from 'vitest';
import type { Person } from '#lib/domain/access/Person.ts';
import { emptyItem, type ItemCells } from '#lib/domain/plan/PlanItem.ts';
import { as, aServer, noon, north, south } from '../../../../tests/fixtures/builders.ts';
import { inventedPlan } from '../council/inventedPlan.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { listComments, listHistory, listLine } from './aroundPlan.repository.ts';
import { addComment, addItem, changeItem, handOf, linkItem, listLeaders, unlinkItem } from './items.useCases.ts';
import { closePlan, keepRecommendation, listPlans, readPlan, renamePlan, startPlan } from './plans.useCases.ts';
import { bringIn, readTable } from './planTable.useCases.ts';
import { readEvidence, weighItems } from './readEvidence.ts';
import { findLastAudit, offerEvidence } from './offerEvidence.ts';
import { readExceptions } from './readExceptions.ts';
import { keepRisk, listRisks } from './risks.useCases.ts';

const table = inventedPlan('2026-03-12');
const refused = (code: string) => expect.objectContaining({ code }) as Error;
function valueOf<Value>(result: { ok: true; value: Value } | { ok: false; problem: { code: string } }): Value {
	if (!result.ok) throw new Error(result.problem.code);
	return result.value;
}

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const qa = await server.person([as('qa-manager')]);
		const sm = await server.person([as('service-manager', { service: north.service })]);
		const board = await server.person([as('board')]);
		const auditor = await server.person([as('auditor')]);
		const acting = server.acting(qa);
		const plan = valueOf(await bringIn(acting, { table, into: null }));
		const items = async () => (await readPlan(server.acting(qa), plan)).items;
		const item = async (ref: string) => {
			const found = (await items()).find(({ cells }) => cells.ref === ref);
			if (found === undefined) throw new Error(ref);
			return found;
		};
		const write = async (
			who: Person,
			ref: string,
			cells: Partial<ItemCells>,
			more: { leader?: string | null } = {}
		) => {
			const { id, revision, cells: was, leader } = await item(ref);
			const wish = { item: id, revision, cells: { ...was, ...cells }, leader, ...more };
			return changeItem(server.acting(who), plan, wish);
		};
		return { server, db: server.database.db, qa, sm, board, auditor, acting, plan, items, item, write };
	}

	test('a table brought in is the plan, goes out as it came, and its every cell has a history', async () => {
		const { acting, plan, db, item, qa } = await world();
		expect(await readTable(acting, plan)).toEqual(table);
		const history = await listHistory(db, [(await item('1.2')).id]);
		expect(history.map(({ cell }) => cell)).toEqual([
			...['ref', 'action', 'outcome', 'measure', 'lead', 'progress', 'progressRag', 'impactRag']
		]);
		expect(history.every(({ how, by, at, was }) => how === 'file' && by === qa.id && at === noon && was === '')).toBe(
			true
		);
		expect(await verifyLog(db)).toMatchObject({ ok: true });
	});

	test('nothing of a table is brought in where one thing of it is wrong', async () => {
		const { acting, server } = await world();
		const [first] = table.recommendations;
		if (first === undefined) throw new Error('a recommendation');
		const [one] = first.items;
		for (const [items, code] of [
			[[one, { ...one, ref: 'Page 15' }], 'plan.ref-wrong'],
			[[one, one], 'plan.ref-taken'],
			[[one, { ...one, ref: '9.9', action: ' ' }], 'plan.action-missing'],
			[[{ ...one, progressRag: 'blue' }], 'plan.table-wrong']
		] as const) {
			const wrong = { ...table, recommendations: [{ ...first, items }] };
			expect(await bringIn(acting, { table: wrong, into: null })).toMatchObject({ problem: { code } });
		}
		expect(await bringIn(acting, { table: { ...table, title: '' }, into: null })).toMatchObject({ ok: false });
		expect(await listPlans(server.acting(acting.person))).toHaveLength(1);
	});

	test('brought into a plan that goes on it changes what it says and leaves the rest', async () => {
		const { acting, server, plan, db, item, items, qa } = await world();
		server.clock.now += 1000;
		const [first] = table.recommendations;
		const kept = first?.items[0];
		if (first === undefined || kept === undefined) throw new Error('an item');
		const back = {
			title: 'Other',
			recommendations: [
				{
					...first,
					items: [
						{ ...kept, progress: 'All came.' },
						{ ...kept, ref: '1.9' }
					]
				}
			]
		};
		expect(valueOf(await bringIn(server.acting(qa), { table: back, into: plan }))).toBe(plan);
		expect((await items()).map(({ cells }) => cells.ref)).toEqual([
			...['1.1', '1.2', '1.3', '1.9', '2.1', '2.2', '2.3', '3.1', '3.2']
		]);
		expect(await listHistory(db, [(await item('1.1')).id])).toMatchObject([
			{ cell: 'progress', was: kept.progress, now: 'All came.', how: 'file', at: noon + 1000 },
			...Array.from({ length: 8 }, () => ({ at: noon }))
		]);
		expect((await readPlan(acting, plan)).name).toBe(table.title);
	});

	test('who keeps it writes anywhere, who leads an item in its progress, others nowhere', async () => {
		const { server, qa, sm, board, auditor, write, item, plan } = await world();
		expect(await write(qa, '1.3', { progress: 'Read by the group.' }, { leader: sm.id })).toMatchObject({ ok: true });
		expect(await write(sm, '1.3', { progressRag: 'green', next: 'Print it' })).toMatchObject({ ok: true });
		expect(await write(sm, '1.3', { impactRag: 'green', impactReason: 'Mine' })).toMatchObject({
			problem: { code: 'plan.not-yours' }
		});
		await expect(write(sm, '1.2', { progress: 'x' })).rejects.toEqual(refused('NO_PERMISSION'));
		await expect(write(board, '1.2', { progress: 'x' })).rejects.toEqual(refused('NO_PERMISSION'));
		await expect(write(auditor, '1.2', { progress: 'x' })).rejects.toEqual(refused('NO_PERMISSION'));
		expect(await write(qa, '1.3', {}, { leader: auditor.id })).toMatchObject({
			problem: { code: 'plan.leader-unknown' }
		});
		const led = await item('1.3');
		expect(led).toMatchObject({ leader: sm.id, revision: 3, cells: { progressRag: 'green', next: 'Print it' } });
		expect([qa, sm, board].map((who) => handOf(server.acting(who), led))).toEqual(['keeper', 'leader', null]);
		const leaders = await listLeaders(server.acting(qa));
		expect(leaders.map(({ id }) => id).sort()).toEqual([qa.id, sm.id, board.id].sort());
		for (const act of [
			() => keepRecommendation(server.acting(sm), plan, { id: null, number: '9', words: 'x', summary: '' }),
			() => renamePlan(server.acting(sm), plan, 'x'),
			() => closePlan(server.acting(board), plan),
			() => startPlan(server.acting(sm), { name: 'x', follows: null }),
			() => bringIn(server.acting(sm), { table, into: null }),
			() => keepRisk(server.acting(sm), plan, { id: null, risk: aRisk }),
			() => readPlan(server.acting(auditor), plan),
			() => listPlans(server.acting(auditor)),
			() => readExceptions(server.acting(auditor), plan)
		])
			await expect(act()).rejects.toEqual(refused('NO_PERMISSION'));
	});

	const aRisk = { what: 'Vacant posts', likelihood: 4, impact: 4, answer: 'Cover', owner: '', isClosed: false };

	test('of two who write in one item at once the second is told, and nothing is lost', async () => {
		const { server, qa, plan, item } = await world();
		const { id, revision, cells } = await item('2.2');
		const say = (progress: string) =>
			changeItem(server.acting(qa), plan, { item: id, revision, cells: { ...cells, progress }, leader: null });
		expect(await say('Three of six held.')).toMatchObject({ ok: true });
		expect(await say('Two held, one put off.')).toMatchObject({ problem: { code: 'plan.changed-meanwhile' } });
		expect((await item('2.2')).cells.progress).toBe('Three of six held.');
	});

	test('a recommendation and an item are added, numbered once', async () => {
		const { acting, plan, items } = await world();
		const typed = { id: null, number: '4', words: 'Ensure that visits are purposeful.', summary: '' };
		const recommendation = valueOf(await keepRecommendation(acting, plan, typed));
		expect(await keepRecommendation(acting, plan, typed)).toMatchObject({ problem: { code: 'plan.number-twice' } });
		const cells = { ...emptyItem, ref: '4.1', action: 'Observe visits' };
		const wish = { recommendation, cells, leader: null };
		expect(await addItem(acting, plan, wish)).toMatchObject({ ok: true });
		expect(await addItem(acting, plan, wish)).toMatchObject({ problem: { code: 'plan.ref-taken' } });
		expect(await addItem(acting, plan, { ...wish, recommendation: 'none' })).toMatchObject({ ok: false });
		expect(await addItem(acting, plan, { ...wish, cells: { ...cells, ref: '' } })).toMatchObject({ ok: false });
		expect((await items()).at(-1)?.cells.ref).toBe('4.1');
		expect(valueOf(await keepRecommendation(acting, plan, { ...typed, id: recommendation, words: 'Other' }))).toBe(
			recommendation
		);
		await expect(keepRecommendation(acting, plan, { ...typed, id: 'none' })).rejects.toEqual(refused('NOT_FOUND'));
	});

	async function aLook(
		{ server, db }: Awaited<ReturnType<typeof world>>,
		head: object,
		check: { readonly verdict: string | null; readonly sample?: string | null } | null
	): Promise<string> {
		const action = await server.action({ theme: 'plans', level: 'team', ...north, ...head });
		const { record } = action;
		// Actions for a team or the service are of no audit.
		await db.updateTable('record').set({ audit_id: null }).where('id', '=', record.id).execute();
		if (check !== null)
			await db
				.insertInto('impact_check')
				.values({
					...{ action_id: record.id, round: 0, template_id: 'small', questions: '[]', before_count: 18, before_of: 20 },
					...{ before_left_out: 0, state: 'settled', problem: null, sample_id: check.sample ?? null, due_on: null },
					...{ at: noon, after_count: 6, after_of: 20, verdict: check.verdict, settled_at: noon }
				})
				.execute();
		return record.id;
	}

	test('the Impact RAG is fed by what its links bring in; the person’s own stands beside it', async () => {
		const made = await world();
		const { acting, plan, item, db, server, board, write, qa } = made;
		const moved = await aLook(made, { state: 'closed' }, { verdict: 'moved' });
		const one = await item('1.2');
		const link = { item: one.id, kind: 'theme', of: 'plans' } as const;
		expect(await linkItem(acting, plan, link)).toMatchObject({ problem: { code: 'plan.link-missing' } });
		await db
			.insertInto('finding')
			.values({
				...{
					id: 'f',
					audit_id: 'a',
					key: 'answer/CJ2.1',
					kind: 'concern',
					source: 'answer',
					theme: 'plans',
					value: 'no'
				},
				...{ priority: 0, found_at: noon, stands: 1, set_aside_by: null, set_aside_at: null, set_aside_why: null }
			})
			.execute();
		expect(await linkItem(acting, plan, link)).toMatchObject({ ok: true });
		expect(await readEvidence(acting, plan, one)).toMatchObject({
			links: [{ kind: 'theme', of: 'plans', counts: { concerns: 1, strengths: 0, audits: 1 }, mayOpen: true }],
			looks: [
				{ action: moved, verdict: 'moved', by: 'figures', check: { before: { count: 18, of: 20 } }, mayOpen: true }
			],
			suggested: { rag: 'green' }
		});
		await aLook(made, { state: 'returned' }, { verdict: 'not-moved' });
		await aLook(made, { state: 'verified' }, null);
		expect(await readEvidence(acting, plan, one)).toMatchObject({ waiting: 1, suggested: { rag: 'amber' } });
		expect(await write(qa, '1.2', { impactRag: 'amber', impactReason: 'Not in every team yet' })).toMatchObject({
			ok: true
		});
		const weighed = await weighItems(acting, plan, [await item('1.2')]);
		expect(weighed).toMatchObject([{ links: 1, suggested: { rag: 'amber' } }]);
		// The board sees the verdicts and no child's action, audit or count.
		const seen = await readEvidence(server.acting(board), plan, one);
		expect(seen.looks.map(({ what, check, mayOpen }) => [what, check, mayOpen])).toEqual([
			[null, null, false],
			[null, null, false]
		]);
		expect(seen.links).toMatchObject([{ counts: null, mayOpen: false }]);
		expect(await unlinkItem(acting, plan, link)).toMatchObject({ ok: true });
		expect(await unlinkItem(acting, plan, link)).toMatchObject({ ok: false });
	});

	test('an audit, an action and a sample are tied by themselves; what one may not see is not there to tie', async () => {
		const made = await world();
		const { server, plan, item, acting } = made;
		const one = await item('1.1');
		const hos = await server.person([as('head-of-service', { service: south.service })]);
		const audit = (await server.audit({ state: 'submitted', ...north })).record.id;
		const action = await aLook(made, { theme: 'voice', state: 'returned', reopened: 1 }, null);
		const sampled = await aLook(made, { theme: 'voice' }, { verdict: 'cannot-tell', sample: 'the-sample' });
		for (const [kind, of] of [
			['audit', audit],
			['action', action]
		] as const) {
			const link = { item: one.id, kind, of };
			expect(await linkItem(server.acting(hos), plan, link)).toMatchObject({ problem: { code: 'plan.link-missing' } });
			expect(await linkItem(acting, plan, link)).toMatchObject({ ok: true });
			expect(await linkItem(acting, plan, link)).toMatchObject({ ok: true });
		}
		expect(await linkItem(acting, plan, { item: one.id, kind: 'sample', of: 'none' })).toMatchObject({ ok: false });
		await server.database.db
			.insertInto('plan_link')
			.values({ item_id: one.id, kind: 'sample', target: 'the-sample', by_id: acting.person.id, at: noon })
			.execute();
		const evidence = await readEvidence(acting, plan, one);
		expect(evidence.looks.map(({ action: of, verdict, by }) => [of, verdict, by]).sort()).toEqual(
			[
				[action, 'not-moved', 'manager'],
				[sampled, 'cannot-tell', 'figures']
			].sort()
		);
		expect(evidence.links.filter(({ mayOpen }) => mayOpen)).toHaveLength(3);
		const elsewhere = await readEvidence(server.acting(hos), plan, one);
		expect(elsewhere.links.filter(({ says }) => says !== null)).toEqual([]);
	});

	test('what can be tied by choosing is what whoever ties it may see; an audit is found by its case', async () => {
		const made = await world();
		const { server, acting, sm } = made;
		const hos = await server.person([as('head-of-service', { service: south.service })]);
		const action = await aLook(made, {}, null);
		const submitted = (submittedAt: string) =>
			server.audit({ state: 'submitted', caseRef: '9X-7', submittedAt, ...north });
		await submitted('2026-02-01T10:00:00.000Z');
		const last = await submitted('2026-03-01T10:00:00.000Z');
		await submitted('2026-01-01T10:00:00.000Z');
		expect((await offerEvidence(acting)).actions.map(({ id }) => id)).toEqual([action]);
		expect(await offerEvidence(server.acting(hos))).toEqual({ themes: [], actions: [], samples: [] });
		expect(await findLastAudit(acting, '9X-7')).toBe(last.record.id);
		expect(await findLastAudit(server.acting(hos), '9X-7')).toBeNull();
		await expect(offerEvidence(server.acting(sm))).rejects.toEqual(refused('NO_PERMISSION'));
	});

	test('carried over: references, words, evidence and history go on, and the plan before is closed', async () => {
		const { acting, server, plan, db, item, qa } = await world();
		const before = await item('2.1');
		server.clock.now += 5000;
		const next = valueOf(await startPlan(server.acting(qa), { name: 'Plan 2027', follows: plan }));
		const carried = await readPlan(acting, next);
		expect(carried).toMatchObject({ name: 'Plan 2027', follows: plan, closedAt: null });
		expect(carried.items.map(({ cells }) => cells.ref)).toEqual(['1.1', '1.3', '2.1', '2.2', '2.3', '3.2']);
		const after = carried.items.find(({ cells }) => cells.ref === '2.1');
		expect(after).toMatchObject({ cells: before.cells, from: before.id, revision: 1 });
		const line = await listLine(db, after?.id ?? '');
		expect(line).toEqual([after?.id, before.id]);
		expect((await listHistory(db, line)).map(({ how }) => how)).toEqual(['carried', ...Array<string>(8).fill('file')]);
		expect((await listPlans(acting)).map(({ id, closedAt }) => [id, closedAt])).toEqual([
			[next, null],
			[plan, noon + 5000]
		]);
		const closed = { problem: { code: 'plan.closed' } };
		expect(await startPlan(acting, { name: 'Again', follows: plan })).toMatchObject(closed);
		expect(await renamePlan(acting, plan, 'x')).toMatchObject(closed);
		expect(await bringIn(acting, { table, into: plan })).toMatchObject(closed);
		expect(await addComment(acting, plan, { item: null, says: 'x' })).toMatchObject(closed);
		expect(await readTable(acting, plan)).toEqual(table);
		await expect(startPlan(acting, { name: 'x', follows: 'none' })).rejects.toEqual(refused('NOT_FOUND'));
	});

	test('exceptions are drafted, risks stand in order, and the board’s comments are told as the board’s', async () => {
		const { acting, server, plan, db, board, item } = await world();
		const report = await readExceptions(acting, plan);
		expect(report.exceptions.map(({ item: { cells }, reasons }) => [cells.ref, reasons[0]])).toEqual([
			['2.1', 'impact-red'],
			['1.3', 'late'],
			['1.1', 'no-evidence'],
			['1.2', 'no-evidence'],
			['2.2', 'no-evidence'],
			['3.1', 'no-evidence'],
			['2.3', 'no-day']
		]);
		expect(await keepRisk(acting, plan, { id: null, risk: { ...aRisk, impact: 9 } })).toMatchObject({ ok: false });
		const low = valueOf(await keepRisk(acting, plan, { id: null, risk: { ...aRisk, likelihood: 1 } }));
		const high = valueOf(await keepRisk(acting, plan, { id: null, risk: aRisk }));
		expect((await listRisks(acting, plan)).map(({ id }) => id)).toEqual([high, low]);
		expect(valueOf(await keepRisk(acting, plan, { id: high, risk: { ...aRisk, isClosed: true } }))).toBe(high);
		expect((await readExceptions(acting, plan)).risks.map(({ id }) => id)).toEqual([low]);
		await expect(keepRisk(acting, plan, { id: 'none', risk: aRisk })).rejects.toEqual(refused('NOT_FOUND'));

		const about = (await item('2.1')).id;
		expect(await addComment(server.acting(board), plan, { item: about, says: ' ' })).toMatchObject({ ok: false });
		expect(
			await addComment(server.acting(board), plan, { item: about, says: 'When is the post filled?' })
		).toMatchObject({ ok: true });
		expect(await addComment(acting, plan, { item: null, says: 'Offer made.' })).toMatchObject({ ok: true });
		await expect(addComment(acting, plan, { item: 'none', says: 'x' })).rejects.toEqual(refused('NOT_FOUND'));
		expect((await listComments(db, plan)).map(({ fromBoard, item: of }) => [fromBoard, of]).sort()).toEqual(
			[
				[true, about],
				[false, null]
			].sort()
		);
		await closePlan(acting, plan);
		expect((await readPlan(acting, plan)).closedAt).toBe(noon);
	});
});
