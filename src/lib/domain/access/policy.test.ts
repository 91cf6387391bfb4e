import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson, anAction, anAudit, id, north, south } from '../../../../tests/fixtures/records.ts';
import { changeArguments } from '../changes/Change.ts';
import { actionStates, type AuditState, type RecordState } from '../changes/RecordState.ts';
import { isActive, may, mayChange, maySee, type OfficeAct } from './can.ts';
import { holds, reaches, roles, type Grant, type Person, type Role, type Scope } from './Person.ts';

const today = '2026-03-12';
const scopes: readonly Scope[] = [
	{ kind: 'council' },
	{ kind: 'service', id: north.service },
	{ kind: 'service', id: south.service },
	{ kind: 'team', id: north.team },
	{ kind: 'team', id: south.team },
	{ kind: 'own' }
];
const grant: fc.Arbitrary<Grant> = fc.record({ role: fc.constantFrom(...roles), scope: fc.constantFrom(...scopes) });
const ids = [10, 11, 20, 30].map(id);
/** Anyone: named in the records below or not, with any roles anywhere. */
const anyone: fc.Arbitrary<Person> = fc
	.tuple(fc.constantFrom(...ids), fc.array(grant, { maxLength: 4 }))
	.map(([personId, grants]) => aPerson(grants, { id: personId }));

const anyAudit: fc.Arbitrary<RecordState> = fc
	.record({
		state: fc.constantFrom<AuditState>('allocated', 'begun', 'submitted'),
		openAlerts: fc.constantFrom(0, 1),
		auditor: fc.constantFrom(...ids),
		worker: fc.constantFrom(null, ...ids)
	})
	.map((head) => anAudit(head));
const anyAction: fc.Arbitrary<RecordState> = fc
	.record({
		state: fc.constantFrom(...actionStates),
		owner: fc.constantFrom(...ids),
		verifier: fc.constantFrom(null, ...ids),
		raisedBy: fc.constantFrom(...ids)
	})
	.map((head) => anAction(head));
const anyRecord = fc.oneof(anyAudit, anyAction);
const names = [...Object.keys(changeArguments.audit), ...Object.keys(changeArguments.action), 'no.such.act'];
const officeActs: readonly OfficeAct[] = [
	...(['administer-people', 'import-caseload', 'draw-sample', 'allocate', 'reallocate'] as const),
	...(['see-overview', 'see-alerts', 'see-loops', 'answer-findings', 'set-findings-aside'] as const),
	...(['see-council-figures', 'see-plan', 'keep-plan'] as const)
];

describe('whoever it is, whatever the record', () => {
	test('W10: nobody changes what they may not see', () => {
		fc.assert(
			fc.property(anyone, anyRecord, fc.constantFrom(...names), (person, record, name) => {
				if (mayChange(person, name, record, today)) expect(maySee(person, record, today)).toBe(true);
			})
		);
	});

	test('someone deactivated, or a guest past their day, may nothing at all', () => {
		fc.assert(
			fc.property(anyone, anyRecord, fc.constantFrom(...names), (person, record, name) => {
				for (const gone of [
					{ ...person, status: 'deactivated' as const },
					{ ...person, until: '2026-03-11' }
				]) {
					expect(isActive(gone, today)).toBe(false);
					expect(maySee(gone, record, today) || mayChange(gone, name, record, today)).toBe(false);
					for (const act of officeActs) expect(may(gone, act, today)).toBe(false);
				}
			})
		);
	});

	test('a role more never takes anything away', () => {
		fc.assert(
			fc.property(anyone, grant, anyRecord, (person, more, record) => {
				const promoted = { ...person, grants: [...person.grants, more] };
				if (maySee(person, record, today)) expect(maySee(promoted, record, today)).toBe(true);
				for (const name of names)
					if (mayChange(person, name, record, today)) expect(mayChange(promoted, name, record, today), name).toBe(true);
			})
		);
	});

	test('what belongs to the south is nothing to those of the north', () => {
		const northern: fc.Arbitrary<Grant> = fc.record({
			role: fc.constantFrom<Role>('team-manager', 'service-manager', 'head-of-service'),
			scope: fc.constantFrom<Scope>({ kind: 'team', id: north.team }, { kind: 'service', id: north.service })
		});
		const southern = fc.constantFrom<RecordState>(
			anAudit({ state: 'submitted', openAlerts: 1, team: south.team, service: south.service }),
			anAction({ team: south.team, service: south.service })
		);
		fc.assert(
			fc.property(fc.array(northern), southern, (grants, record) => {
				expect(maySee(aPerson(grants, { id: id(30) }), record, today)).toBe(false);
			})
		);
	});

	test('nobody confirms, extends or dismisses their own action, whatever else they are', () => {
		fc.assert(
			fc.property(fc.array(grant), fc.constantFrom(...actionStates), (grants, state) => {
				const owner = aPerson(grants, { id: id(20) });
				const own = anAction({ state, owner: owner.id, verifier: owner.id });
				for (const name of ['action.verify', 'action.impact', 'action.extend', 'action.notNeeded'])
					expect(mayChange(owner, name, own, today), name).toBe(false);
			})
		);
	});

	test('an act with a name nobody knows is nobody’s on an action', () => {
		fc.assert(
			fc.property(anyone, anyAction, (person, record) => {
				for (const name of ['no.such.act', 'answer.set', '', 'toString'])
					expect(mayChange(person, name, record, today)).toBe(false);
			})
		);
	});
});

describe('who is no auditor of it and named nowhere', () => {
	const sees = (role: Role, record: RecordState) =>
		maySee(aPerson([{ role, scope: { kind: 'council' } }], { id: id(30) }), record, today);
	const line: readonly Role[] = ['service-manager', 'team-manager', 'head-of-service', 'director'];

	test.each(roles)('sees of audits and actions as %s what the line above a child sees, or nothing', (role) => {
		const isLine = line.includes(role);
		const isQa = role === 'qa-manager';
		expect(sees(role, anAudit({ state: 'allocated' }))).toBe(isQa);
		expect(sees(role, anAudit({ state: 'begun' }))).toBe(isQa);
		expect(sees(role, anAudit({ state: 'begun', openAlerts: 1 }))).toBe(isQa || isLine);
		expect(sees(role, anAudit({ state: 'submitted' }))).toBe(isQa || isLine);
		expect(sees(role, anAction())).toBe(isQa || isLine);
	});

	/** For each act on an action in the whole council's reach: the roles that may, beside its owner and verifier. */
	const mayAct: Readonly<Record<string, readonly Role[]>> = {
		'action.accept': [],
		'action.progress': [],
		'action.complete': [],
		'action.verify': ['service-manager', 'team-manager', 'qa-manager', 'head-of-service'],
		'action.extend': ['service-manager', 'team-manager', 'qa-manager', 'head-of-service', 'director'],
		'action.notNeeded': ['service-manager', 'qa-manager', 'head-of-service', 'director'],
		'action.transfer': ['service-manager', 'team-manager', 'qa-manager', 'head-of-service', 'director'],
		'action.impact': ['service-manager', 'qa-manager', 'head-of-service'],
		'conflict.resolve': ['service-manager', 'team-manager', 'qa-manager', 'head-of-service', 'director']
	};

	test.each(Object.keys(changeArguments.action))(
		'may do %s to an action as one of those roles, in any state',
		(name) => {
			for (const state of actionStates) {
				const who = roles.filter((role) =>
					mayChange(aPerson([{ role, scope: { kind: 'council' } }], { id: id(30) }), name, anAction({ state }), today)
				);
				expect(who).toEqual(mayAct[name]);
			}
		}
	);
});

describe('how far a role reaches', () => {
	const place = { team: north.team, service: north.service };

	test.each<[Scope, boolean]>([
		[{ kind: 'council' }, true],
		[{ kind: 'service', id: north.service }, true],
		[{ kind: 'service', id: south.service }, false],
		[{ kind: 'team', id: north.team }, true],
		[{ kind: 'team', id: south.team }, false],
		[{ kind: 'own' }, false]
	])('%j: %s', (scope, isReached) => {
		const person = aPerson([{ role: 'team-manager', scope }]);
		expect(reaches(person, 'team-manager', place)).toBe(isReached);
		expect(reaches(person, 'director', place)).toBe(false);
	});

	test('a child of no team is reached by nobody’s team or service', () => {
		const nowhere = { team: null, service: null };
		for (const scope of scopes)
			expect(reaches(aPerson([{ role: 'director', scope }]), 'director', nowhere)).toBe(scope.kind === 'council');
	});

	test('one role of several is enough to hold, and none holds nothing', () => {
		const both = aPerson(
			['auditor', 'moderator'].map((role) => ({ role: role as Role, scope: { kind: 'own' } as const }))
		);
		expect([holds(both, 'moderator'), holds(both, 'board', 'auditor'), holds(both, 'board')]).toEqual([
			true,
			true,
			false
		]);
		expect(holds(aPerson(), ...roles)).toBe(false);
	});
});

test('what everybody needs to find their way is seen by all but the board alone', () => {
	const team = { record: { kind: 'team', id: id(1) }, ver: 1, head: {}, fields: new Map() } as unknown as RecordState;
	for (const role of roles)
		expect(maySee(aPerson([{ role, scope: { kind: 'council' } }]), team, today), role).toBe(role !== 'board');
	const both: Grant[] = (['board', 'director'] as const).map((role) => ({ role, scope: { kind: 'council' } }));
	expect(maySee(aPerson(both), team, today)).toBe(true);
});
