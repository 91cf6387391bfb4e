import { expect, test } from 'vitest';
import type { Gap, GapKind } from '#lib/domain/audits/checkAudit.ts';
import { gapOrder, gapsHeading } from '#lib/ui/words/gaps.ts';
import { gapGroups, isIncomplete } from './gapGroups.ts';

const gap = (kind: GapKind, question: string | null = null): Gap => ({ kind, section: 'CJ2', question });

test('what nobody was told of comes before what is missing, and names last', () => {
	const groups = gapGroups([
		gap('personal-detail'),
		gap('unanswered', 'CJ2.1'),
		gap('nobody-told'),
		gap('unanswered', 'CJ2.2')
	]);
	expect(groups.map(({ kind, gaps }) => [kind, gaps.length])).toEqual([
		['nobody-told', 1],
		['unanswered', 2],
		['personal-detail', 1]
	]);
});

test('a name in a note and a contradiction ask for no reason, anything missing does', () => {
	expect(isIncomplete([])).toBe(false);
	expect(isIncomplete([gap('personal-detail'), gap('contradiction')])).toBe(false);
	expect(isIncomplete([gap('evidence-wanted')])).toBe(true);
});

test('every kind of gap has its heading, for one and for many', () => {
	for (const kind of gapOrder) {
		expect(gapsHeading(kind, 1)).not.toBe('');
		expect(gapsHeading(kind, 3)).toMatch(/^[A-Z0-9]/);
	}
	expect(gapsHeading('unanswered', 1)).toBe('1 question is not answered');
	expect(gapsHeading('unanswered', 12)).toBe('12 questions are not answered');
});
