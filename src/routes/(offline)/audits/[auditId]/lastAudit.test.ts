import { expect, test } from 'vitest';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { anAudit, id } from '../../../../../tests/fixtures/records.ts';
import { lastAudit } from './lastAudit.ts';

const listing = (name: string, submittedOn: string | null, head: Partial<AuditHead> = {}) => ({
	id: name,
	head: anAudit({
		auditor: id(10),
		caseRef: '9X-1',
		...(submittedOn === null ? {} : { state: 'submitted' as const, submittedAt: `${submittedOn}T10:00:00.000Z` }),
		...head
	}).head,
	judged: 0,
	asked: 9,
	alerts: 0,
	conflicts: 0,
	unsent: 0
});
const current = listing('now', null);

test('the last one of the child, whoever audited, comes before the last by these questions', () => {
	const all = [
		current,
		listing('theme', '2026-03-09', { caseRef: '9X-2' }),
		listing('older', '2026-02-01'),
		listing('child', '2026-03-01', { auditor: id(11), template: { id: 'other', ver: 1 } })
	];
	expect(lastAudit(all, current)).toMatchObject({ listing: { id: 'child' }, of: 'child' });
	expect(lastAudit(all.slice(0, 2), current)).toMatchObject({ listing: { id: 'theme' }, of: 'theme' });
});

test('not one that is open, of another’s by the same questions, or submitted after', () => {
	expect(lastAudit([current, listing('open', null)], current)).toBeNull();
	expect(lastAudit([listing('else', '2026-03-01', { caseRef: '9X-2', auditor: id(11) })], current)).toBeNull();
	const done = listing('done', '2026-03-01');
	expect(lastAudit([listing('later', '2026-03-05'), done], done)).toBeNull();
});
