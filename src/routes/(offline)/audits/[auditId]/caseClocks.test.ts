import { expect, test } from 'vitest';
import { aSmallTemplate, anAudit } from '../../../../../tests/fixtures/records.ts';
import type { CaseFacts } from '#lib/domain/changes/RecordState.ts';
import { template as shape } from '#lib/domain/templates/Template.ts';
import { caseClocks } from './caseClocks.ts';

const today = '2026-03-12';
const timed = (id: string, clock: string, from: string, to: string) => ({
	...{ id, number: id.slice(2), text: `Question ${id}?`, kind: 'time', guidance: 'Good.', clock, from, to }
});
const small = aSmallTemplate();
const template = shape.parse({
	...small,
	sections: [
		{
			...small.sections[0],
			questions: [
				{ ...timed('CJ1.1', 'cp-visits', 'cppVisitOn', 'today'), kind: 'date' },
				timed('CJ1.2', 'icpc-15', 'strategyOn', 'conferenceOn'),
				timed('CJ1.3', 'icpc-15', 'strategyOn', 'conferenceOn'),
				{ ...timed('CJ1.4', 'plan-update', 'cppReviewOn', 'conferenceOn'), to: undefined }
			]
		}
	]
});
const clocksWith = (dates: CaseFacts['dates']) => {
	const head = anAudit().head;
	return caseClocks(template, { caseRef: head.caseRef, case: { ...head.case, dates } }, today);
};

test('a clock the import has a date for stands in the identity bar, once', () => {
	expect(clocksWith({ strategyOn: '2026-01-05', conferenceOn: '2026-01-20' })).toEqual([
		{ label: 'Conference', fact: '20 Jan', state: 'met', words: 'Met' }
	]);
});

test('one that still runs says by when', () => {
	expect(clocksWith({ cppVisitOn: '2026-03-04' })).toEqual([
		{ label: 'Last statutory visit', fact: '4 March', state: 'due', words: 'By 18 March' }
	]);
});

test('where the import has no end nothing is said of being late', () => {
	expect(clocksWith({ cppReviewOn: '2025-09-10' })).toEqual([]);
});

test('what the import does not know is left out', () => {
	expect(clocksWith({})).toEqual([]);
});
