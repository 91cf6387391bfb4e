import { describe, expect, test } from 'vitest';
import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import { anAction, aPerson, id, north } from '../../../../../tests/fixtures/records.ts';
import { isMyMove, mainAct, offeredActs } from './offeredActs.ts';

const today = '2026-03-12';
const owner = aPerson([{ role: 'practitioner', scope: { kind: 'own' } }], { id: id(1) });
const verifier = aPerson([{ role: 'auditor', scope: { kind: 'own' } }], { id: id(2) });
const manager = aPerson([{ role: 'team-manager', scope: { kind: 'team', id: north.team } }], { id: id(3) });
const head = { owner: owner.id, verifier: verifier.id, team: north.team, service: north.service, extensions: 0 };
const action = (more: Partial<ActionHead>) => anAction({ ...head, ...more });

describe('what is offered', () => {
	test('its owner accepts it, says how it goes and when it is done, and can give it on', () => {
		expect(offeredActs(owner, action({ state: 'issued' }), today)).toEqual([
			'accept',
			'complete',
			'progress',
			'transfer'
		]);
		expect(offeredActs(owner, action({ state: 'in-progress' }), today)).toEqual(['complete', 'progress', 'transfer']);
		expect(offeredActs(owner, action({ state: 'done' }), today)).toEqual([]);
	});

	test('what came back is to be done, not to be accepted once more', () => {
		expect(offeredActs(owner, action({ state: 'returned' }), today)).toEqual(['complete', 'progress', 'transfer']);
	});

	test('the verifier verifies what is done, never the owner', () => {
		expect(offeredActs(verifier, action({ state: 'done' }), today)).toContain('verify');
		expect(offeredActs(owner, action({ state: 'done', verifier: null }), today)).not.toContain('verify');
	});

	test('a date that was moved twice is not moved again', () => {
		expect(offeredActs(manager, action({ state: 'accepted', extensions: 1 }), today)).toContain('extend');
		expect(offeredActs(manager, action({ state: 'accepted', extensions: 2 }), today)).not.toContain('extend');
	});
});

describe('whose move it is', () => {
	const move = (who: typeof owner, more: Partial<ActionHead>) => {
		const record = action(more);
		return isMyMove(record, who.id, offeredActs(who, record, today));
	};

	test('the owner’s, then the verifier’s', () => {
		expect(move(owner, { state: 'accepted' })).toBe(true);
		expect(move(manager, { state: 'accepted' })).toBe(false);
		expect(move(verifier, { state: 'done' })).toBe(true);
		expect(move(manager, { state: 'done' })).toBe(false);
	});

	test('any manager’s who may verify, where nobody is asked by name', () => {
		expect(move(manager, { state: 'done', verifier: null })).toBe(true);
		expect(move(owner, { state: 'done', verifier: null })).toBe(false);
	});

	test('nobody’s once it is verified', () => {
		expect(move(manager, { state: 'verified' })).toBe(false);
	});
});

test('one act stands open: the one that moves the loop on, for whoever’s move it is', () => {
	expect(mainAct(['accept', 'complete', 'progress'], true)).toBe('accept');
	expect(mainAct(['complete', 'progress'], true)).toBe('complete');
	expect(mainAct(['verify', 'notNeeded'], true)).toBe('verify');
	expect(mainAct(['verify', 'notNeeded'], false)).toBeNull();
	expect(mainAct(['extend'], true)).toBeNull();
});
