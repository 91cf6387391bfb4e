import { expect, test } from 'vitest';
import { judgeImpact } from '#lib/domain/impact/judgeImpact.ts';
import { impactHeading, impactSentence } from './impactWords.ts';

const today = '2026-06-19';
const settled = { state: 'settled', dueOn: '2026-07-17', isIn: 20, isOut: 0 } as const;
const of = (a: number, b: number) => judgeImpact({ count: a, of: 20 }, { count: b, of: 20 });

test.each([
	[18, 4, 'Practice has moved', 'more than chance alone would do'],
	[4, 18, 'Practice has not moved', 'which is no better'],
	[10, 8, 'It cannot be told with 20 children', 'within what chance alone could do']
])('%i of 20 before, %i after: %s', (before, after, heading, because) => {
	const impact = of(before, after);
	expect(impactHeading({ state: 'settled', impact })).toBe(heading);
	const sentence = impactSentence({ ...settled, impact }, today);
	expect(sentence).toContain(`Before, ${before} of 20 children showed the gap; after, ${after} of 20.`);
	expect(sentence).toContain(because);
});

test('while audits come in it says how many are in, and no verdict stands over them', () => {
	const drawn = { ...settled, state: 'drawn', isIn: 5, isOut: 15, impact: of(18, 1) } as const;
	expect(impactHeading(drawn)).toBe('A fresh sample is being looked at');
	expect(impactSentence(drawn, today)).toMatch(/^5 of 20 audits in, due .*17 July/);
});

test('what stopped the draw is said with what can be done', () => {
	const stuck = { ...settled, state: 'stuck', impact: null } as const;
	expect(impactHeading(stuck)).toBe('A fresh sample could not be drawn');
	expect(impactSentence(stuck, today)).toContain('each working day');
});
