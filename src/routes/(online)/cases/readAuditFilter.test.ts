import { expect, test } from 'vitest';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { isShown, readAuditFilter, stateFor } from './readAuditFilter.ts';

const read = (query: string) => readAuditFilter(new URLSearchParams(query));
const head = (more: Partial<AuditHead>) =>
	({ state: 'submitted', dueOn: '2026-03-17', openAlerts: 0, ...more }) as AuditHead;

test('the list begins with what is open', () => {
	expect(read('')).toEqual({ show: 'open', team: '', auditor: '', dueThisMonth: false, page: 1 });
	expect(read('show=moon&page=x')).toEqual(read(''));
});

test('grades, alerts and the month are asked of each audit', () => {
	const today = '2026-03-12';
	expect(isShown(head({ grade: 'inadequate' }), read('show=inadequate'), today)).toBe(true);
	expect(isShown(head({ grade: 'good' }), read('show=inadequate'), today)).toBe(false);
	expect(isShown(head({ openAlerts: 1 }), read('show=alerts'), today)).toBe(true);
	expect(isShown(head({ dueOn: '2026-04-01' }), read('due=month'), today)).toBe(false);
	expect(isShown(head({}), read('due=month'), today)).toBe(true);
});

test('the office narrows by state', () => {
	expect(['open', 'inadequate', 'alerts', 'all'].map((show) => stateFor(read(`show=${show}`).show))).toEqual([
		'open',
		'submitted',
		undefined,
		undefined
	]);
});
