import { describe, expect, test } from 'vitest';
import { aPerson, id, north, south } from '../../../../tests/fixtures/records.ts';
import { mayChange, maySee } from '../access/can.ts';
import { readAction } from './readAction.ts';
import { commonPlace, issueThemeAction, type ThemeActionAsked } from './issueThemeAction.ts';

const today = '2026-03-12';
const asked: ThemeActionAsked = {
	...{ id: id(2), theme: 'oversight', level: 'team', finding: 'Nine children, no supervision recorded.' },
	...{ what: 'Supervise monthly', difference: 'Drift is seen within a month.', owner: id(20), dueOn: '2026-06-01' },
	...{ findings: 9, place: north }
};
const issued = (owner = asked.owner) => issueThemeAction({ ...asked, owner }, id(10), '2026-03-12T10:00:00.000Z');

describe('an action that answers many findings', () => {
	test('is issued to its owner, to be verified by whoever raised it', () => {
		expect(issued().head).toMatchObject({ state: 'issued', owner: id(20), verifier: id(10), findings: 9, ...north });
		expect(issued().fields.get('state')?.value).toBe('issued');
		expect(readAction(issued())).toMatchObject({ stage: 'action', move: id(20) });
	});

	test('is verified by a manager where whoever raised it does it', () => {
		expect(issued(id(10)).head.verifier).toBeNull();
	});

	test('is seen and moved by its place, and by nobody else’s', () => {
		const of = (team: string) => aPerson([{ role: 'team-manager', scope: { kind: 'team', id: team } }]);
		expect(maySee(of(north.team), issued(), today)).toBe(true);
		expect(mayChange(of(north.team), 'action.transfer', issued(), today)).toBe(true);
		expect(maySee(of(south.team), issued(), today)).toBe(false);
		expect(maySee(aPerson([], { id: id(20) }), issued(), today)).toBe(true);
	});
});

describe('the place that holds all findings', () => {
	const other = { team: id(109), service: north.service };
	test.each([
		[[north, north], north],
		[[north, other], { team: null, service: north.service }],
		[[north, south], { team: null, service: null }],
		[[{ team: null, service: north.service }, north], { team: null, service: north.service }],
		[[{ team: null, service: null }], { team: null, service: null }]
	])('%o: %o', (places, place) => {
		expect(commonPlace(places)).toEqual(place);
	});
});
