import { expect, test } from 'vitest';
import { closedOn, isOpen } from './isOpen.ts';
import type { ListRow } from './listRow.ts';
import { emptyListRow, startedOn } from './listRow.ts';

const takenOn = '2026-11-01';
const aRow = (list: number, known: Partial<ListRow> = {}): ListRow => ({ ...emptyListRow(list, 2, '9X-1'), ...known });

test.each([
	[2, 'earlyHelpCompletedOn'],
	[4, 'assessmentAuthorisedOn'],
	[5, 'conferenceOn'],
	[6, 'closedOn'],
	[7, 'cppEndedOn'],
	[8, 'lacCeasedOn'],
	[10, 'adoptedOn'],
	[10, 'noLongerForAdoptionOn']
] as const)('list %d is open until the day of %s has come', (list, field) => {
	expect(isOpen(aRow(list), takenOn)).toBe(true);
	expect(isOpen(aRow(list, { dates: { [field]: '2026-11-02' } }), takenOn)).toBe(true);
	expect(isOpen(aRow(list, { dates: { [field]: '2026-11-01' } }), takenOn)).toBe(false);
	expect(isOpen(aRow(list, { dates: { [field]: '2025-01-01' } }), takenOn)).toBe(false);
});

test('codes close what has no date', () => {
	expect(isOpen(aRow(3), takenOn)).toBe(true);
	expect(isOpen(aRow(3, { referralClosed: true }), takenOn)).toBe(false);
	expect(isOpen(aRow(5, { conferenceUnnecessary: true }), takenOn)).toBe(false);
	expect(isOpen(aRow(6, { caseStatus: 'closed' }), takenOn)).toBe(false);
	expect(isOpen(aRow(9, { hasDied: true }), takenOn)).toBe(false);
});

test('a contact is never open, whatever its date', () => {
	expect(isOpen(aRow(1, { dates: { contactOn: takenOn } }), takenOn)).toBe(false);
});

test('the end of a row is the end its list has', () => {
	expect(closedOn(aRow(8, { dates: { lacCeasedOn: '2026-08-01' } }))).toBe('2026-08-01');
	expect(closedOn(aRow(7, { dates: { cppEndedOn: '2026-08-02' } }))).toBe('2026-08-02');
	expect(closedOn(aRow(6, { dates: { closedOn: '2026-08-03', cinSeenOn: '2026-08-01' } }))).toBe('2026-08-03');
	expect(closedOn(aRow(4, { dates: { assessmentAuthorisedOn: '2026-08-03' } }))).toBeNull();
});

test('each list but the adopters’ has a date it begins by', () => {
	expect(startedOn(aRow(7, { dates: { cppStartedOn: '2026-01-01' } }))).toBe('2026-01-01');
	expect(startedOn(aRow(7))).toBeNull();
	expect(startedOn(aRow(11, { dates: { cppStartedOn: '2026-01-01' } }))).toBeNull();
});
