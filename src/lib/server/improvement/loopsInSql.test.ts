import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { may, maySee } from '#lib/domain/access/can.ts';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import { isLoopOpen, isOpen } from '#lib/domain/improvement/actionLife.ts';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { noon } from '../../../../tests/fixtures/builders.ts';
import { id, north, south } from '../../../../tests/fixtures/records.ts';
import { todayOf } from '../records/Acting.ts';
import { insertRecord } from '../records/records.repository.ts';
import { someAction, someonePerson } from '../records/someRecords.fixture.ts';
import type { LoopCounts } from './loopCounts.ts';
import type { LoopFilter } from './LoopFilter.ts';
import { ageBands } from './loops.repository.ts';
import { asLoop, countMyMoves, listAndCount, listLoops, loopCounts, type Loop } from './loops.ts';

const today = todayOf(noon);
const ago = (minutes: number) => new Date(noon - minutes * 60_000).toISOString();
/** Up to 130 days, so that some verified ones rest and some are to be looked at; and dates about today. */
const action = fc
	.tuple(
		someAction(noon) as fc.Arbitrary<RecordState<'action'>>,
		fc.record({
			raisedAt: fc.nat(130 * 24 * 60).map(ago),
			stateSince: fc.nat(130 * 24 * 60).map(ago),
			dueOn: fc.integer({ min: -20, max: 20 }).map((days) => todayOf(noon + days * 86_400_000)),
			audit: fc.constantFrom('a1', 'a2')
		})
	)
	.map(([made, times]): RecordState<'action'> => ({ ...made, head: { ...made.head, ...times } }));

const maybe = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: undefined, freq: 2 });
const filters: fc.Arbitrary<LoopFilter> = fc
	.record({
		show: fc.constantFrom('open', 'ended', 'all'),
		mine: maybe(fc.constant(true)),
		overdue: maybe(fc.constant(true)),
		stage: maybe(fc.constantFrom('action', 'evidence', 'verification', 'impact-check', 'ended')),
		owner: maybe(fc.integer({ min: 1, max: 6 }).map(id)),
		team: maybe(fc.constantFrom(north.team, south.team)),
		service: maybe(fc.constantFrom(north.service, south.service)),
		teams: maybe(fc.subarray([north.team, south.team])),
		services: maybe(fc.subarray([north.service, south.service])),
		audit: maybe(fc.constantFrom('a1', 'a2')),
		minAge: maybe(fc.nat(130)),
		maxAge: maybe(fc.nat(130))
	})
	.map((asked) => JSON.parse(JSON.stringify(asked)) as LoopFilter);

let actions: RecordState<'action'>[] = [];
beforeAll(() => {
	actions = fc.sample(action, { numRuns: 250, seed: 20_260_312 });
});

/** What the policy and the life of an action say of each, one by one: the slow way that SQL must agree with. */
function oneByOne(seen: readonly RecordState<'action'>[], self: string, filter: LoopFilter): Loop[] {
	return seen
		.map((one) => asLoop(one, today))
		.filter((loop) => isWanted(loop, self, filter))
		.sort((a, b) => {
			const waits = Number(!isOpen(a.head.state)) - Number(!isOpen(b.head.state));
			return waits !== 0 ? waits : a.head.dueOn + a.id < b.head.dueOn + b.id ? -1 : 1;
		});
}

function isWanted({ head, move, overdue, stage, age }: Loop, self: string, filter: LoopFilter): boolean {
	const { show = 'open', minAge = -Infinity, maxAge = Infinity } = filter;
	return (
		(show === 'all' || isLoopOpen(head, today) === (show === 'open')) &&
		(filter.mine !== true || move === self) &&
		(filter.overdue !== true || overdue) &&
		[undefined, stage].includes(filter.stage) &&
		[undefined, head.owner].includes(filter.owner) &&
		[undefined, head.team].includes(filter.team) &&
		[undefined, head.service].includes(filter.service) &&
		[undefined, head.audit].includes(filter.audit) &&
		(filter.teams === undefined || filter.teams.includes(head.team ?? '')) &&
		(filter.services === undefined || filter.services.includes(head.service ?? '')) &&
		age >= minAge &&
		age <= maxAge
	);
}

function countOneByOne(loops: readonly Loop[], self: string): LoopCounts {
	const stages = (some: readonly Loop[]) => {
		const at = (stage: Loop['stage']) => some.filter((one) => one.stage === stage).length;
		const [action, evidence, verification] = [at('action'), at('evidence'), at('verification')];
		return { action, evidence, verification, 'impact-check': at('impact-check') };
	};
	return {
		open: loops.length,
		overdue: loops.filter(({ overdue }) => overdue).length,
		mine: loops.filter(({ move }) => move === self).length,
		byStage: stages(loops),
		byAge: ageBands.map((upTo, index) => ({
			upTo: upTo === Infinity ? null : upTo,
			byStage: stages(loops.filter(({ age }) => age <= upTo && age > (ageBands[index - 1] ?? -Infinity)))
		}))
	};
}

forEachDatabase((open) => {
	async function withActions(): Promise<Database> {
		const database = await open();
		await database.transaction(async (trx) => {
			for (const one of actions) await insertRecord(trx, one, noon);
		});
		return database;
	}

	test('W10: SQL lists and counts exactly what the policy says, for anyone, any loops and any filter', async () => {
		const database = await withActions();
		const told = { some: 0, none: 0, people: 0 };
		await fc.assert(
			fc.asyncProperty(someonePerson, filters, async (person, filter) => {
				const acting = { database, person, now: noon };
				if (!may(person, 'see-loops', today)) {
					await expect(listLoops(acting)).rejects.toMatchObject({ status: 403 });
					return;
				}
				const seen = actions.filter((one) => maySee(person, one, today));
				const all = oneByOne(seen, person.id, filter);
				told[all.length === 0 ? 'none' : 'some'] += 1;
				told.people += 1;
				const own = { teams: [north.team], services: [south.service] };
				const { loops, total, counts } = await listAndCount(acting, { ...filter, limit: 7, offset: 2 }, own);
				expect(total).toBe(all.length);
				expect(loops).toEqual(all.slice(2, 9));
				const counted = (asked: LoopFilter) => countOneByOne(oneByOne(seen, person.id, asked), person.id);
				expect(counts).toEqual({
					all: counted({}),
					team: counted({ teams: own.teams }),
					service: counted({ services: own.services })
				});
				expect(await countMyMoves(acting)).toBe(oneByOne(actions, person.id, { show: 'all', mine: true }).length);
				expect(await loopCounts(acting, { team: north.team })).toEqual(counted({ team: north.team }));
			}),
			{ numRuns: 150, seed: 7 }
		);
		expect(told.people).toBeGreaterThan(25);
		expect(Math.min(told.some, told.none)).toBeGreaterThan(5);
	});
});
