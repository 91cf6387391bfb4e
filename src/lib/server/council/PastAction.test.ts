import { describe, expect, test } from 'vitest';
import { workingDaysBetween } from '#lib/domain/calendar/workingDays.ts';
import type { ActionState } from '#lib/domain/changes/RecordState.ts';
import { impactAfterDays } from '#lib/domain/improvement/actionLife.ts';
import { dayInEngland, daysBetween } from '#lib/domain/shared/dates.ts';
import { Chance } from './annexA/Chance.ts';
import { aBook, owner, serviceManager, verifier, withAction } from './aBook.fixture.ts';
import { liveOn } from './PastAction.ts';

const raisedOn = '2026-03-02';
const people = { owner, verifier, serviceManager };

/** One action's life up to a day, by a seed. */
function aLife(seed: string, until: string) {
	const world = aBook({ seed });
	const action = withAction(world, { on: raisedOn });
	liveOn(world.book, action, people, `${until}T17:00:00.000Z`, new Chance(seed));
	const acts = world.book.acts.filter(({ change }) => change.record.kind === 'action');
	return { head: world.book.action(action).head, names: acts.map(({ change }) => change.name), acts };
}

const seeds = Array.from({ length: 400 }, (_, number) => `life ${number}`);
const afterTwoYears = seeds.map((seed) => aLife(seed, '2028-03-02'));

describe('the lives of actions', () => {
	test('end in every state that a loop can rest in', () => {
		const ends = new Set(afterTwoYears.map(({ head }) => head.state));
		const wanted: ActionState[] = [
			'issued',
			'accepted',
			'in-progress',
			'done',
			'returned',
			'verified',
			'closed',
			'not-needed'
		];
		expect([...ends].sort()).toEqual([...wanted].sort());
	});

	test('mostly go round: three in four are verified, and most of those looked at again', () => {
		const verified = afterTwoYears.filter(({ names }) => names.includes('action.verify'));
		expect(verified.length / seeds.length).toBeGreaterThan(0.7);
		const lookedAt = verified.filter(({ names }) => names.includes('action.impact'));
		expect(lookedAt.length / verified.length).toBeGreaterThan(0.75);
	});

	test('are never verified by who owns them', () => {
		for (const { acts } of afterTwoYears) {
			for (const { person, change } of acts) {
				if (change.name === 'action.verify') expect(person).toBe(verifier.id);
				if (change.name === 'action.impact' || change.name === 'action.notNeeded')
					expect(person).toBe(serviceManager.id);
				if (['action.accept', 'action.progress', 'action.complete'].includes(change.name))
					expect(person).toBe(owner.id);
			}
		}
	});

	test('take a step every one to eight working days, in office hours, in order', () => {
		for (const { acts } of afterTwoYears) {
			let before = raisedOn;
			for (const { at, change } of acts) {
				const on = dayInEngland(at);
				if (change.name !== 'action.impact') {
					const { days } = workingDaysBetween(before, on);
					expect(days).toBeGreaterThanOrEqual(1);
					expect(days).toBeLessThanOrEqual(8);
				}
				expect(Number(at.slice(11, 13))).toBeGreaterThanOrEqual(8);
				expect(Number(at.slice(11, 13))).toBeLessThan(17);
				before = on;
			}
		}
	});

	test('are looked at again no sooner than a quarter after they were verified', () => {
		for (const { acts } of afterTwoYears) {
			const impact = acts.find(({ change }) => change.name === 'action.impact');
			if (impact === undefined) continue;
			const verified = acts.filter(({ change }) => change.name === 'action.verify').at(-1);
			expect(daysBetween(dayInEngland(verified?.at ?? ''), dayInEngland(impact.at))).toBeGreaterThan(impactAfterDays);
		}
	});

	test('are moved to a later date at most once, and to a later one', () => {
		const moved = afterTwoYears.filter(({ names }) => names.includes('action.extend'));
		expect(moved.length).toBeGreaterThan(5);
		for (const { head, names } of moved) {
			expect(names.filter((name) => name === 'action.extend')).toHaveLength(1);
			expect(head.extensions).toBe(1);
			expect(head.dueOn > '2026-03-23').toBe(true);
		}
	});

	test('go on with new work where the change did not hold', () => {
		const slipped = afterTwoYears.filter(({ acts }) =>
			acts.some(({ change }) => (change.args as { verdict?: string }).verdict === 'not-held')
		);
		expect(slipped.length).toBeGreaterThan(0);
		for (const { head } of slipped) expect(head.state).toBe('returned');
	});
});

describe('up to today', () => {
	test.each(['2026-03-05', '2026-03-09', '2026-03-20', '2026-04-20', '2026-07-01'])(
		'nothing is done after %s when that is today',
		(today) => {
			for (const seed of seeds.slice(0, 80))
				for (const { at } of aLife(seed, today).acts) expect(at < `${today}T17:00:00.000Z`).toBe(true);
		}
	);

	test('a life is the same as far as it goes, however far that is', () => {
		for (const seed of seeds.slice(0, 60)) {
			const whole = aLife(seed, '2028-03-02').acts.map(({ at, change }) => `${at} ${change.name}`);
			const part = aLife(seed, '2026-03-20').acts.map(({ at, change }) => `${at} ${change.name}`);
			expect(whole.slice(0, part.length)).toEqual(part);
		}
	});

	test('an action raised today has nothing done yet', () => {
		expect(aLife('today', raisedOn)).toMatchObject({ head: { state: 'issued' }, names: [] });
	});
});
