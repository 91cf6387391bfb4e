import { expect, test } from 'vitest';
import { aPerson, anAction, id } from '../../../../tests/fixtures/records.ts';
import type { Grant, Person } from '../access/Person.ts';
import { addWorkingDays } from '../calendar/workingDays.ts';
import { applyChange } from '../changes/applyChange.ts';
import type { ActionRecord } from '../changes/RecordState.ts';
import { findingState, findingStates, type FindingKind } from '../findings/Finding.ts';
import { countStates } from '../findings/gatherThemes.ts';
import { addDays, type Day } from '../shared/dates.ts';
import { isOpen } from './actionLife.ts';
import { chaseOn } from './chaseLoop.ts';
import { coverOf } from './coverLoop.ts';
import { isHere, type LoopStaff } from './loopStaff.ts';
import type { Away } from '../alerts/askWhom.ts';

const audits = 600;
const teams = Array.from({ length: 16 }, (_, at) => ({ team: id(100 + at), service: id(200 + Math.floor(at / 4)) }));

/** Chance that is the same on every machine (Numerical Recipes, 1992, section 7.1). */
function chance(seed: number) {
	let state = seed;
	const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
	return { happens: (share: number) => next() < share, upTo: (most: number) => Math.floor(next() * most) };
}

type Finding = { kind: FindingKind; actions: ActionRecord[]; isSetAside: boolean; stands: boolean };

/** A council of 84 with two posts vacant: no QA manager, and no service manager over the first four teams. */
function aCouncil() {
	const grant = (role: Grant['role'], scope: Grant['scope']): Grant => ({ role, scope });
	let made = 1000;
	const hire = (grants: readonly Grant[], team: string | null): Person =>
		aPerson(grants, { id: id((made += 1)), team });
	const people = new Map<string, Person>();
	const add = (person: Person) => people.set(person.id, person) && person;
	const managerOf = new Map<string, string>();
	for (const { team } of teams) {
		managerOf.set(team, add(hire([grant('team-manager', { kind: 'team', id: team })], null)).id);
		for (let one = 0; one < 4; one += 1) add(hire([], team));
	}
	for (const service of [id(201), id(202), id(203)])
		add(hire([grant('service-manager', { kind: 'service', id: service })], null));
	add(hire([grant('head-of-service', { kind: 'council' })], null));
	add(hire([grant('director', { kind: 'council' })], null));
	return { people, managerOf, hire: (team: string) => add(hire([], team)) };
}

test('a year with leavers, leave, moves and two posts vacant: every finding in one state, no action without an owner', () => {
	const { happens, upTo } = chance(20260401);
	const { people, managerOf, hire } = aCouncil();
	const away: Away[] = [];
	const staff: LoopStaff = { people, managerOf, away, deputyOf: new Map() };
	const findings: Finding[] = [];
	const actions: ActionRecord[] = [];
	const findingsOf = new Map<string, Finding[]>();
	const figures = { left: 0, moved: 0, given: 0, chased: 0, verified: 0, longestWithout: 0 };
	const said = new Set<string>();
	let made = 10_000;

	const act = (at: number, name: string, args: object, by: Person, day: Day) => {
		const action = actions[at] as ActionRecord;
		const author = { person: by, clientId: null, at: `${day}T10:00:00.000Z` };
		const done = applyChange(action, { name, args }, { author, changeId: id((made += 1)), template: null });
		if (!done.ok) return false;
		const next = done.record as ActionRecord;
		actions[at] = next;
		for (const one of findingsOf.get(next.record.id) ?? [])
			one.actions = one.actions.map((each) => (each.record.id === next.record.id ? next : each));
		return true;
	};
	const raise = (of: Finding[], place: (typeof teams)[number], level: 'child' | 'team', day: Day) => {
		const inTeam = [...people.values()].filter((one) => one.team === place.team && one.status === 'active');
		const owner =
			level === 'team'
				? (managerOf.get(place.team) ?? '')
				: (inTeam[upTo(inTeam.length)]?.id ?? managerOf.get(place.team) ?? '');
		const dueOn = addWorkingDays(day, 20).on;
		const at = `${day}T09:00:00.000Z`;
		const record = anAction({
			owner,
			verifier: null,
			raisedBy: id(9),
			worker: null,
			dueOn,
			level,
			...place,
			raisedAt: at,
			stateSince: at
		});
		const action = { ...record, record: { kind: 'action' as const, id: id((made += 1)) } };
		actions.push(action);
		findingsOf.set(action.record.id, of);
		for (const one of of) one.actions = [...one.actions, action];
	};
	const audit = (day: Day) => {
		const place = teams[upTo(teams.length)] as (typeof teams)[number];
		for (let one = 0; one < 8; one += 1) {
			const kind = happens(0.25) ? ('strength' as const) : ('concern' as const);
			const finding: Finding = { kind, actions: [], isSetAside: false, stands: !happens(0.01) };
			findings.push(finding);
			if (kind === 'concern' && finding.stands && happens(0.82)) raise([finding], place, 'child', day);
		}
		const waiting = findings.filter(
			(one) => one.kind === 'concern' && one.stands && one.actions.length === 0 && !one.isSetAside
		);
		if (waiting.length >= 9 && happens(0.3)) raise(waiting.slice(0, 9), place, 'team', day);
		else if (waiting[0] !== undefined && happens(0.2)) waiting[0].isSetAside = true;
	};

	let day: Day = '2026-04-01';
	for (let one = 0; one < 251; one += 1, day = addWorkingDays(day, 1).on) {
		// In the morning the server tends; then people work; in the evening some leave.
		const without = new Map<number, number>();
		for (const [at, { head }] of actions.entries()) {
			if (!isOpen(head.state)) continue;
			const moves = head.level === 'child' && happens(0.0005) ? (teams[upTo(teams.length)] ?? null) : null;
			const cover = coverOf(head, moves, staff, day);
			if (cover?.place !== undefined || cover?.verifier === null) {
				const action = actions[at] as ActionRecord;
				const more = { ...(cover.place ?? {}), ...(cover.verifier === null ? { verifier: null } : {}) };
				actions[at] = { ...action, head: { ...action.head, ...more } };
				if (cover.place !== undefined) figures.moved += 1;
			}
			if (
				cover?.owner !== undefined &&
				act(at, 'action.transfer', { owner: cover.owner.to, reason: cover.owner.because }, aPerson(), day)
			)
				figures.given += 1;
			const now = (actions[at] as ActionRecord).head;
			if (now.state !== 'done' && !isHere(staff, now.owner, day)) without.set(at, (without.get(at) ?? 0) + 1);
			const chase = chaseOn(now, staff, day);
			if (chase !== null && !said.has(`${at} ${chase.since} ${chase.step}`)) {
				said.add(`${at} ${chase.since} ${chase.step}`);
				figures.chased += 1;
				expect(isHere(staff, chase.to, day)).toBe(true);
			}
		}
		figures.longestWithout = Math.max(figures.longestWithout, ...without.values());
		for (let each = Math.floor((audits * (one + 1)) / 251) - Math.floor((audits * one) / 251); each > 0; each -= 1)
			audit(day);
		for (const at of actions.keys()) work(at, day);
		if (happens(0.12)) leave(day);
		if (happens(0.3)) goAway(day);
	}

	function work(at: number, on: Day) {
		const { head } = actions[at] as ActionRecord;
		const owner = people.get(head.owner);
		if (head.state === 'verified' && on >= addDays(head.stateSince.slice(0, 10), 90))
			act(at, 'action.impact', { verdict: happens(0.8) ? 'held' : 'not-held', note: 'Looked.' }, aPerson(), on);
		else if (head.state === 'done' && happens(0.12)) {
			const verdict = happens(0.85) ? 'verified' : 'returned';
			if (act(at, 'action.verify', { verdict, note: 'Seen.', difference: 'Heard.' }, aPerson(), on))
				figures.verified += 1;
		} else if (owner !== undefined && isHere(staff, owner.id, on)) {
			if (head.state === 'issued' && happens(0.3)) act(at, 'action.accept', {}, owner, on);
			else if (isOpen(head.state) && head.state !== 'done' && happens(0.06))
				act(at, 'action.complete', { note: 'Done.', evidence: [] }, owner, on);
			else if (isOpen(head.state) && happens(0.001))
				act(at, 'action.notNeeded', { reason: 'Moved away.' }, aPerson(), on);
		}
	}
	function leave(on: Day) {
		const here = [...people.values()].filter((one) => one.status === 'active');
		const gone = here[upTo(here.length)] as Person;
		people.set(gone.id, { ...gone, status: 'deactivated' });
		figures.left += 1;
		if (gone.team !== null && happens(0.8)) hire(gone.team);
		expect(isHere(staff, gone.id, on)).toBe(false);
	}
	function goAway(on: Day) {
		const here = [...people.values()].filter((one) => one.status === 'active');
		const person = (here[upTo(here.length)] as Person).id;
		away.push({ person, from: on, until: addDays(on, 14), standIn: null });
	}

	const states = findings.map(({ actions: of, ...standing }) => ({
		state: findingState({ ...standing, actions: of.map(({ head }) => head.state) })
	}));
	const counts = countStates(states);
	expect(states.every(({ state }) => findingStates.filter((one) => one === state).length === 1)).toBe(true);
	expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(findings.length);
	expect(figures.longestWithout).toBe(0);
	expect(actions.length).toBeGreaterThan(2_800);
	const told = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
	console.log(
		`A year: ${audits} audits, ${findings.length} findings, ${actions.length} actions; ${figures.left} left, ${figures.moved} cases moved, ` +
			`${figures.given} actions given on, ${figures.chased} reminders, ${figures.verified} verdicts; ends with ${told.join(', ')}; ` +
			`longest without an owner after a morning: ${figures.longestWithout} days.`
	);
}, 60_000);
