import fc from 'fast-check';
import { roles, type Grant, type Person } from '#lib/domain/access/Person.ts';
import { actionStates, type RecordState } from '#lib/domain/changes/RecordState.ts';
import { anAction, anAudit, aPerson, id, north, south } from '../../../../tests/fixtures/records.ts';

/** Few people and places, so that a random person is named by some random records and not by others. */
const someone = fc.integer({ min: 1, max: 6 }).map(id);
const nobodyOr = fc.option(someone);
const place = fc.constantFrom<{ team: string | null; service: string | null }>(
	north,
	south,
	{ team: null, service: north.service },
	{ team: null, service: null }
);
const dayMs = 86_400_000;

/** Up to 70 days before, so that the 31 days that a tablet keeps lie well inside. */
const before = (now: number) =>
	fc.integer({ min: 0, max: 70 * 24 }).map((hours) => instant(now - (hours * dayMs) / 24));
const instant = (at: number) => new Date(at).toISOString();
const uuid = fc.uuid({ version: 4 });

export function someAudit(now: number): fc.Arbitrary<RecordState> {
	const head = fc.record({
		place,
		auditor: someone,
		worker: nobodyOr,
		openAlerts: fc.constantFrom(0, 0, 0, 1),
		state: fc.constantFrom('allocated', 'begun', 'submitted', 'submitted'),
		at: before(now)
	});
	return fc.tuple(uuid, head).map(([of, { place: where, at, state, ...rest }]) => {
		const submitted = state === 'submitted' ? { submittedAt: at } : {};
		const audit = anAudit({ ...where, ...rest, ...submitted, state: state as 'begun' });
		return { ...audit, record: { kind: 'audit', id: of } };
	});
}

export function someAction(now: number): fc.Arbitrary<RecordState> {
	const head = fc.record({
		place,
		owner: someone,
		verifier: nobodyOr,
		raisedBy: someone,
		worker: nobodyOr,
		state: fc.constantFrom(...actionStates),
		stateSince: before(now)
	});
	return fc.tuple(uuid, head).map(([of, { place: where, ...rest }]) => {
		const action = anAction({ ...where, ...rest });
		return { ...action, record: { kind: 'action', id: of } };
	});
}

export function someParked(now: number): fc.Arbitrary<RecordState> {
	const head = fc.record({ by: someone, at: before(now), state: fc.constantFrom('waiting', 'applied', 'discarded') });
	return fc.tuple(uuid, head).map(([of, parked]) => ({
		record: { kind: 'parked', id: of },
		ver: 1,
		head: { ...parked, state: parked.state as 'waiting', code: 'RECORD_LOCKED', change: {}, about: null },
		fields: new Map()
	}));
}

const scope = fc.constantFrom<Grant['scope']>(
	{ kind: 'council' },
	{ kind: 'own' },
	{ kind: 'own' },
	{ kind: 'team', id: north.team },
	{ kind: 'team', id: south.team },
	{ kind: 'service', id: north.service },
	{ kind: 'service', id: south.service }
);

/** Anyone at all: with no role or several, in any scope, deactivated, or a guest whose day is past. */
export const someonePerson: fc.Arbitrary<Person> = fc
	.record({
		who: someone,
		grants: fc.array(fc.record({ role: fc.constantFrom(...roles), scope }), { maxLength: 3 }),
		status: fc.constantFrom('active', 'active', 'active', 'deactivated'),
		until: fc.constantFrom(null, null, '2026-03-11', '2026-03-12')
	})
	.map(({ who, grants, status, until }) => aPerson(grants, { id: who, status: status as 'active', until }));
