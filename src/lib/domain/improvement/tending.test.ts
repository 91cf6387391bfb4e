import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson, anAction, id, north, south } from '../../../../tests/fixtures/records.ts';
import type { Grant, Person } from '../access/Person.ts';
import type { ActionHead } from '../changes/RecordState.ts';
import { chaseOn } from './chaseLoop.ts';
import { coverOf } from './coverLoop.ts';
import type { LoopStaff } from './loopStaff.ts';

const worker = aPerson([], { id: id(20), team: north.team });
const auditor = aPerson([], { id: id(10) });
const grant = (role: Grant['role'], scope: Grant['scope']): Grant => ({ role, scope });
const line = {
	'team-manager': aPerson([grant('team-manager', { kind: 'team', id: north.team })], { id: id(31) }),
	'service-manager': aPerson([grant('service-manager', { kind: 'service', id: north.service })], { id: id(32) }),
	'head-of-service': aPerson([grant('head-of-service', { kind: 'council' })], { id: id(33) }),
	director: aPerson([grant('director', { kind: 'council' })], { id: id(34) }),
	'qa-manager': aPerson([grant('qa-manager', { kind: 'council' })], { id: id(35) })
};
const otherManager = aPerson([grant('team-manager', { kind: 'team', id: south.team })], { id: id(41) });
const everyone = [worker, auditor, otherManager, ...Object.values(line)];

function staff(more: Partial<LoopStaff> = {}, people: readonly Person[] = everyone): LoopStaff {
	const managers: [string, string][] = [
		[north.team, id(31)],
		[south.team, id(41)]
	];
	return {
		people: new Map(people.map((one) => [one.id, one])),
		managerOf: new Map(managers),
		away: [],
		deputyOf: new Map(),
		...more
	};
}
const without = (...gone: readonly Person[]) =>
	staff(
		{},
		everyone.filter((one) => !gone.includes(one))
	);
const action = (more: Partial<ActionHead> = {}) =>
	anAction({ owner: worker.id, verifier: auditor.id, dueOn: '2026-03-19', ...north, ...more }).head;
/** 19 March 2026 is a Thursday. */
const chased = (today: string, more: Partial<ActionHead> = {}, by = staff()) => chaseOn(action(more), by, today);

describe('whom to remind', () => {
	test.each([
		['2026-03-13', null, null],
		['2026-03-16', 'soon', worker],
		['2026-03-19', 'soon', worker],
		['2026-03-20', 'late', worker],
		['2026-03-24', 'team', line['team-manager']],
		['2026-03-26', 'service', line['service-manager']],
		['2026-04-02', 'head', line['head-of-service']],
		['2026-04-13', 'director', line.director],
		['2027-01-04', 'director', line.director]
	] as const)('on %s: %s', (today, step, to) => {
		expect(chased(today)).toEqual(step === null ? null : { step, since: '2026-03-19', to: to?.id });
	});

	test('what is due on Christmas Day is not chased before the next working day is over', () => {
		expect(chased('2026-12-29', { dueOn: '2026-12-25' })?.step).toBe('soon');
		expect(chased('2026-12-30', { dueOn: '2026-12-25' })).toMatchObject({ step: 'late', since: '2026-12-29' });
	});

	test('done and not verified: the verifier, then up the line, and never the owner', () => {
		const done = { state: 'done', stateSince: '2026-03-02T10:00:00.000Z' } as const;
		expect(chased('2026-03-04', done)).toBeNull();
		expect(chased('2026-03-05', done)).toMatchObject({ step: 'verify', to: auditor.id, since: '2026-03-02' });
		expect(chased('2026-03-05', { ...done, verifier: null })).toMatchObject({ to: line['team-manager'].id });
		expect(chased('2026-03-09', { ...done, owner: line['team-manager'].id })).toMatchObject({
			to: line['service-manager'].id
		});
	});

	test('who is away is reminded through their deputy; with none, the next one up', () => {
		const away = [{ person: worker.id, from: '2026-03-16', until: '2026-03-27', standIn: null }];
		expect(chased('2026-03-20', {}, staff({ away }))?.to).toBe(line['team-manager'].id);
		expect(chased('2026-03-20', {}, staff({ away, deputyOf: new Map([[worker.id, auditor.id]]) }))?.to).toBe(
			auditor.id
		);
	});

	test.each(['verified', 'closed', 'not-needed'] as const)('nobody, once it is %s', (state) => {
		expect(chased('2027-01-04', { state })).toBeNull();
	});
});

describe('nothing depends on one person', () => {
	test.each(Object.entries(line))(
		'with no %s somebody is still reminded at every step, and takes over from who left',
		(_, gone) => {
			for (const today of ['2026-03-16', '2026-03-20', '2026-03-24', '2026-03-26', '2026-04-02', '2026-04-13']) {
				const to = chased(today, {}, without(gone))?.to;
				expect(to, today).toBeDefined();
				expect(to).not.toBe(gone.id);
			}
			const cover = coverOf(action(), null, without(gone, worker), '2026-03-12');
			expect(cover?.owner?.because).toBe('owner-left');
			expect(cover?.owner?.to).not.toBe(gone.id);
		}
	);

	test('with only a QA manager left it is theirs', () => {
		const alone = staff({}, [line['qa-manager']]);
		expect(coverOf(action(), null, alone, '2026-03-12')).toEqual({
			owner: { to: line['qa-manager'].id, because: 'owner-left' },
			verifier: null
		});
	});
});

describe('what changes hands', () => {
	test('nothing, where all is well', () => {
		expect(coverOf(action(), north, staff(), '2026-03-12')).toBeNull();
		expect(coverOf(action(), null, staff(), '2026-03-12')).toBeNull();
		expect(coverOf(action({ state: 'verified' }), south, without(worker), '2026-03-12')).toBeNull();
	});

	test('the leaver’s deputy takes it; else the team’s manager', () => {
		const gone = everyone.filter((one) => one !== worker);
		const named = staff({ deputyOf: new Map([[worker.id, auditor.id]]) }, gone);
		expect(coverOf(action(), null, named, '2026-03-12')?.owner).toEqual({ to: auditor.id, because: 'owner-left' });
		expect(coverOf(action(), null, without(worker), '2026-03-12')?.owner?.to).toBe(line['team-manager'].id);
	});

	test('what is done waits for its verifier, whoever did it has left or not', () => {
		expect(coverOf(action({ state: 'done' }), null, without(worker), '2026-03-12')).toBeNull();
		expect(coverOf(action({ state: 'done' }), null, without(auditor), '2026-03-12')).toEqual({ verifier: null });
	});

	test('a case that moved team takes its actions along, to the new team’s manager where they were the old team’s', () => {
		expect(coverOf(action(), south, staff(), '2026-03-12')).toEqual({
			owner: { to: otherManager.id, because: 'case-moved' },
			place: south
		});
		expect(coverOf(action({ owner: auditor.id, verifier: null }), south, staff(), '2026-03-12')).toEqual({
			place: south
		});
		expect(coverOf(action({ level: 'team' }), south, staff(), '2026-03-12')).toBeNull();
	});

	test('whoever leaves, of whatever line: no open action is left with someone who is not here while anyone is', () => {
		fc.assert(
			fc.property(
				fc.subarray(everyone),
				fc.constantFrom('issued', 'accepted', 'in-progress', 'returned'),
				(here, state) => {
					const by = staff({}, here);
					const head = action({ state });
					const owner = coverOf(head, null, by, '2026-03-12')?.owner?.to ?? head.owner;
					const inLine = here.some((one) => Object.values(line).includes(one));
					if (inLine) expect(here.some((one) => one.id === owner)).toBe(true);
				}
			)
		);
	});
});
