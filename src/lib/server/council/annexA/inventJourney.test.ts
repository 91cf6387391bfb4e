import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { Chance } from './Chance.ts';
import { inventJourney } from './inventJourney.ts';
import type { JourneyChild } from './Journey.ts';
import { Journey, yearsOf } from './Journey.ts';
import { inventTeams, TeamPicker, workOf } from './inventTeams.ts';
import type { Route } from './routes.ts';
import { ageRange, routes } from './routes.ts';

const asAt = '2026-11-01';
const teams = inventTeams('journeys');
const picker = new TeamPicker(teams);

function aChild(route: Route, known: Partial<JourneyChild> = {}): JourneyChild {
	return {
		caseRef: '9X-1',
		bornOn: '2014-03-12',
		gender: 'a) Male',
		ethnicity: 'a) WBRI',
		disability: 'b) No',
		route,
		...known
	};
}

/** Many journeys along one route, so that what chance may add is added. */
function journeys(route: Route, known: Partial<JourneyChild> = {}) {
	return Array.from({ length: 40 }, (_, at) =>
		inventJourney(aChild(route, known), asAt, picker, new Chance(`${route} ${at}`))
	);
}

const listsOf = (route: Route, known: Partial<JourneyChild> = {}) =>
	journeys(route, known).map(({ entries }) =>
		[...new Set(entries.map(({ list }) => list))].sort((one, other) => one - other)
	);

test.each([
	['contact', [1]],
	['early-help-open', [2]],
	['referral-closed', [1, 3]],
	['assessment-open', [4]],
	['section-47-open', [5]],
	['need-open', [6]],
	['need-after-plan', [6, 7]],
	['protection-open', [6, 7]],
	['care-open', [6, 8]],
	['adopted', [8, 10]]
] as [Route, number[]][])('on the route %s a child is always in lists %j', (route, lists) => {
	for (const found of listsOf(route, route === 'adopted' ? { bornOn: '2022-03-12' } : {}))
		expect(found).toEqual(expect.arrayContaining(lists));
});

test('a looked-after child of sixteen is mostly an eligible care leaver too, a child of twelve never', () => {
	expect(listsOf('care-open', { bornOn: '2010-02-01' }).filter((lists) => lists.includes(9)).length).toBeGreaterThan(
		20
	);
	expect(listsOf('care-open').filter((lists) => lists.includes(9))).toEqual([]);
});

test('a child is with a team that does their work', () => {
	const teamOf = (route: Route, known: Partial<JourneyChild> = {}) => {
		const names = new Set(
			journeys(route, known).flatMap(({ entries }) => entries.flatMap(({ values }) => values['Allocated Team'] ?? []))
		);
		return new Set(
			[...names].map((name) =>
				workOf(
					must(
						teams.find(({ team }) => team === name),
						String(name)
					)
				)
			)
		);
	};
	expect(teamOf('care-open')).toEqual(new Set(['care']));
	expect(teamOf('care-leaver', { bornOn: '2006-01-01' })).toEqual(new Set(['leaving-care']));
	expect(teamOf('need-open')).toEqual(new Set(['safeguarding']));
	expect(teamOf('need-open', { disability: 'a) Yes' })).toEqual(new Set(['disability']));
	expect(teamOf('assessment-open')).toEqual(new Set(['assessment']));
});

test('closed and open routes end as they say', () => {
	for (const [route] of routes) {
		const [journey] = journeys(
			route,
			route === 'care-leaver' ? { bornOn: '2006-01-01' } : route === 'adopted' ? { bornOn: '2022-01-01' } : {}
		);
		if (route.endsWith('-open')) expect(journey?.isOpen).toBe(true);
		if (route.endsWith('-closed') || route === 'care-ceased' || route === 'adopted')
			expect(journey?.isOpen).toBe(false);
	}
});

test('every route has ages of its own', () => {
	for (const [route] of routes) {
		const [youngest, oldest] = ageRange[route];
		expect(youngest).toBeLessThan(oldest);
	}
});

test('no day lies before birth, nor after today', () => {
	const journey = new Journey(
		aChild('contact', { bornOn: '2026-10-20' }),
		asAt,
		{ team: 'North', worker: 'Ruth Fenn' },
		new Chance('days')
	);
	for (let at = 0; at < 200; at += 1) {
		const from = journey.ago(30, 400);
		expect(from >= '2026-10-20' && from <= asAt).toBe(true);
		const to = journey.after(from, 10, 60);
		expect(to >= from && to <= asAt).toBe(true);
	}
	expect(yearsOf(journey)).toBeCloseTo(12 / 365.25);
});
