import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aPerson, anAction, id, north, south } from '../../../../tests/fixtures/records.ts';
import { actionReach, isWithin } from './actionReach.ts';
import { maySee } from './can.ts';
import { holds, lineManagers, reaches, roles, type Grant, type Scope } from './Person.ts';

const today = '2026-03-12';
const scopes: readonly Scope[] = [
	{ kind: 'council' },
	{ kind: 'own' },
	...[north, south].flatMap(({ team, service }): Scope[] => [
		{ kind: 'team', id: team },
		{ kind: 'service', id: service }
	])
];
const ids = [10, 11, 20].map(id);
const anyone = fc
	.tuple(
		fc.constantFrom(...ids),
		fc.array(fc.record({ role: fc.constantFrom(...roles), scope: fc.constantFrom(...scopes) }), { maxLength: 3 })
	)
	.map(([who, grants]) => aPerson(grants, { id: who }));
const place = fc.record({
	team: fc.constantFrom(null, north.team, south.team),
	service: fc.constantFrom(null, north.service, south.service)
});
const anything = fc
	.tuple(
		place,
		fc.record({
			owner: fc.constantFrom(...ids, id(99)),
			verifier: fc.constantFrom(null, ...ids),
			raisedBy: fc.constantFrom(...ids, id(99)),
			worker: fc.constantFrom(null, ...ids)
		})
	)
	.map(([where, who]) => anAction({ ...where, ...who }));

test('the reach of a person is who is named and the line above, asked role by role', () => {
	let [within, beyond] = [0, 0];
	fc.assert(
		fc.property(anyone, anything, (person, action) => {
			const { head } = action;
			const isNamed = [head.owner, head.verifier, head.raisedBy, head.worker].includes(person.id);
			const isAbove = holds(person, 'qa-manager') || lineManagers.some((role) => reaches(person, role, head));
			expect(isWithin(actionReach(person), head)).toBe(isNamed || isAbove);
			expect(maySee(person, action, today)).toBe(isNamed || isAbove);
			if (isNamed || isAbove) within += 1;
			else beyond += 1;
		}),
		{ numRuns: 400 }
	);
	expect(Math.min(within, beyond)).toBeGreaterThan(20);
});

test.each<[string, 'all' | 'some', Grant[]]>([
	['a QA manager, whatever their scope,', 'all', [{ role: 'qa-manager', scope: { kind: 'own' } }]],
	['a director of the council', 'all', [{ role: 'director', scope: { kind: 'council' } }]],
	['a moderator of the council', 'some', [{ role: 'moderator', scope: { kind: 'council' } }]],
	['a team’s manager', 'some', [{ role: 'team-manager', scope: { kind: 'team', id: north.team } }]],
	['an auditor', 'some', [{ role: 'auditor', scope: { kind: 'own' } }]],
	['nobody in particular', 'some', []]
])('%s reaches %s', (_, kind, grants) => {
	expect(actionReach(aPerson(grants)).kind).toBe(kind);
});
