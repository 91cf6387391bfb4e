import { describe, expect, test } from 'vitest';
import { anAudit } from '../../../../tests/fixtures/records.ts';
import type { AuditHead } from '../changes/RecordState.ts';
import { rightOfReply } from './rightOfReply.ts';

const standing = (head: Partial<AuditHead>, today: string) => rightOfReply(anAudit(head).head, today);
const at = '2026-03-12T14:00:00.000Z';

test('before the auditor asks there is nothing to reply to', () => {
	expect(standing({ state: 'begun' }, '2026-03-12')).toEqual({ state: 'not-yet' });
});

test('asked before submitting, it is open without an end', () => {
	expect(standing({ state: 'begun', replyAskedAt: at }, '2026-09-01')).toEqual({ state: 'open', until: null });
});

describe('after submitting', () => {
	test('it stays open for five working days, a weekend not counted', () => {
		expect(standing({ state: 'submitted', submittedAt: at }, '2026-03-19')).toEqual({
			state: 'open',
			until: '2026-03-19'
		});
		expect(standing({ state: 'submitted', submittedAt: at }, '2026-03-20')).toEqual({
			state: 'final',
			because: 'time'
		});
	});

	test('over Easter the two bank holidays are not counted either', () => {
		const before = { state: 'submitted', submittedAt: '2026-04-02T10:00:00.000Z' } as const;
		expect(standing(before, '2026-04-03')).toEqual({ state: 'open', until: '2026-04-13' });
	});

	test('what moderation settled is final at once', () => {
		const moderated = { grade: 'good', at, by: 'm' };
		expect(standing({ state: 'submitted', submittedAt: at, moderated }, '2026-03-13')).toEqual({
			state: 'final',
			because: 'moderated'
		});
	});
});
