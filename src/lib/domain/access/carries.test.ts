import { describe, expect, test } from 'vitest';
import { aPerson, anAction, anAudit, anAuditor, id } from '../../../../tests/fixtures/records.ts';
import { actionStates, type RecordState } from '../changes/RecordState.ts';
import { isOpen } from '../improvement/actionLife.ts';
import { addDays } from '../shared/dates.ts';
import { carries, keptAfterEnd, neededOf } from './carries.ts';

const dana = anAuditor({ id: id(10) });
const submitted = (submittedAt: string, more: object = {}) => anAudit({ state: 'submitted', submittedAt, ...more });

describe('what has ended is carried for 31 days, by the days of England', () => {
	test.each([
		['in winter, a moment before midnight', '2026-01-10T23:59:59.999Z', '2026-01-10'],
		['in winter, at midnight', '2026-01-11T00:00:00.000Z', '2026-01-11'],
		['in summer, a moment before England’s midnight', '2026-07-10T22:59:59.999Z', '2026-07-10'],
		['in summer, at England’s midnight', '2026-07-10T23:00:00.000Z', '2026-07-11'],
		['ended in winter and kept into summer time', '2026-03-15T23:30:00.000Z', '2026-03-15'],
		['ended on the last evening of summer time', '2026-10-24T23:30:00.000Z', '2026-10-25']
	])('%s', (_, at, endedOn) => {
		const last = addDays(endedOn, keptAfterEnd);
		for (const record of [submitted(at), anAction({ state: 'verified', stateSince: at })] as RecordState[]) {
			expect(carries(dana, record, endedOn)).toBe(true);
			expect(carries(dana, record, last), last).toBe(true);
			expect(carries(dana, record, addDays(last, 1)), `after ${last}`).toBe(false);
		}
	});
});

describe('what goes on is carried however old it is', () => {
	const old = '2020-01-01T12:00:00.000Z';

	test.each(actionStates)('an action that is %s is, exactly while it is open', (state) => {
		expect(carries(dana, anAction({ state, stateSince: old }), '2026-07-01')).toBe(isOpen(state));
	});

	test.each(['allocated', 'begun'] as const)('an audit that is %s is', (state) => {
		expect(carries(dana, anAudit({ state, dueOn: '2020-01-01' }), '2026-07-01')).toBe(true);
	});

	test('an audit that is submitted is while an alert is open, or when it is not told since when', () => {
		expect(carries(dana, submitted(old), '2026-07-01')).toBe(false);
		expect(carries(dana, submitted(old, { openAlerts: 1 }), '2026-07-01')).toBe(true);
		expect(carries(dana, anAudit({ state: 'submitted' }), '2026-07-01')).toBe(true);
	});

	test.each([
		['waiting', true],
		['applied', false],
		['discarded', false]
	] as const)('P10: a parked change that is %s: %s', (state, isCarried) => {
		const head = { state, code: 'RECORD_LOCKED', change: {}, by: dana.id, at: old, about: null };
		const parked: RecordState = { record: { kind: 'parked', id: id(9) }, ver: 1, head, fields: new Map() };
		expect(carries(dana, parked, '2026-07-01')).toBe(isCarried);
	});
});

test('W10: nothing is carried that may not be seen', () => {
	const stranger = anAuditor();
	const board = aPerson([{ role: 'board', scope: { kind: 'council' } }]);
	for (const person of [stranger, board, { ...dana, status: 'deactivated' as const }])
		for (const record of [anAudit(), anAction()] as RecordState[])
			expect(carries(person, record, '2026-07-01')).toBe(false);
});

test('a guest carries their audit until the end of their last day in England, and nothing after', () => {
	const guest = aPerson([{ role: 'guest', scope: { kind: 'own' } }], { id: id(10), until: '2026-07-31' });
	expect(carries(guest, anAudit(), '2026-07-31')).toBe(true);
	expect(carries(guest, anAudit(), '2026-08-01')).toBe(false);
});

describe('of the templates', () => {
	const aTemplateOf = (id: string, ver: number): RecordState<'template'> => ({
		record: { kind: 'template', id: `${id}~${ver}` },
		ver: 1,
		head: { state: 'published', template: { id, ver }, title: id, short: id },
		fields: new Map()
	});
	const library = [aTemplateOf('cj', 1), aTemplateOf('t29', 1), aTemplateOf('t29', 2)];

	test('a tablet holds those its audits were begun with, and the version they were begun with', () => {
		const own = anAudit({ template: { id: 't29', ver: 1 } });
		expect(neededOf([...library, own]).map(({ record }) => record.id)).toEqual(['t29~1', own.record.id]);
	});

	test('where there is no audit there is no template, and all else is as it was', () => {
		expect(neededOf(library)).toEqual([]);
		const action = anAction();
		expect(neededOf([action, ...library])).toEqual([action]);
	});
});
