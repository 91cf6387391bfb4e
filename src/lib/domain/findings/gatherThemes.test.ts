import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countStates, gapOf, gatherGaps, gatherThemes, type GatheredFinding } from './gatherThemes.ts';
import { findingStates } from './Finding.ts';

let made = 0;
function aFinding(more: Partial<GatheredFinding> = {}): GatheredFinding {
	made += 1;
	const caseRef = more.caseRef ?? `9X-${made}`;
	const usual = { key: 'answer/T06.1', theme: 'oversight', kind: 'concern', state: 'waiting', team: 'a' } as const;
	return { id: String(made), ...usual, priority: false, audit: `audit of ${caseRef}`, caseRef, ...more };
}

test('nine children, the same gap: counted as children, not as answers', () => {
	const nine = Array.from({ length: 9 }, (_, index) => aFinding({ team: index % 2 === 0 ? 'a' : 'b' }));
	const again = aFinding({ caseRef: nine[0]?.caseRef ?? '', key: 'answer/T06.2' });
	const [summary] = gatherThemes([...nine, again]);
	expect(summary).toMatchObject({ theme: 'oversight', children: 9, concerns: 10, teams: 2, repeats: true });
	expect(gatherGaps([...nine, again]).map(({ key, children }) => [key, children])).toEqual([
		['answer/T06.1', 9],
		['answer/T06.2', 1]
	]);
});

test('a theme repeats while so many children wait, and no longer once they are in hand', () => {
	const three = [aFinding(), aFinding(), aFinding()];
	expect(gatherThemes(three)[0]?.repeats).toBe(true);
	expect(gatherThemes(three.slice(1))[0]?.repeats).toBe(false);
	expect(gatherThemes(three.map((one) => ({ ...one, state: 'in-hand' as const })))[0]?.repeats).toBe(false);
});

test('what was withdrawn is no child’s concern, and is still accounted for', () => {
	const [summary] = gatherThemes([aFinding(), aFinding({ state: 'withdrawn' })]);
	expect(summary).toMatchObject({ children: 1, concerns: 1 });
	expect(summary?.byState).toMatchObject({ waiting: 1, withdrawn: 1 });
});

test('repeats of a question are one gap, and actions raised by themselves another', () => {
	expect(['answer/CJ6.1~2', 'answer/CJ6.1', 'action/x', 'action/y'].map(gapOf)).toEqual([
		'answer/CJ6.1',
		'answer/CJ6.1',
		'action',
		'action'
	]);
});

test('however they are gathered, every finding is counted once', () => {
	const any = fc.record({
		theme: fc.constantFrom('plans', 'voice', 'drift'),
		kind: fc.constantFrom('concern' as const, 'strength' as const),
		state: fc.constantFrom(...findingStates),
		key: fc.constantFrom('answer/A1', 'answer/A1~2', 'grade/A', 'action/x'),
		caseRef: fc.constantFrom('9X-1', '9X-2', '9X-3')
	});
	fc.assert(
		fc.property(fc.array(any, { maxLength: 40 }), (some) => {
			const all = some.map((one) => aFinding(one));
			const themes = gatherThemes(all);
			const sum = (of: (theme: (typeof themes)[number]) => number) => themes.reduce((total, one) => total + of(one), 0);
			const withdrawn = all.filter(({ state }) => state === 'withdrawn').length;
			expect(sum(({ byState }) => Object.values(byState).reduce((a, b) => a + b, 0))).toBe(all.length);
			expect(sum(({ concerns, strengths }) => concerns + strengths)).toBe(all.length - withdrawn);
			expect(Object.values(countStates(all)).reduce((a, b) => a + b, 0)).toBe(all.length);
			expect(gatherGaps(all).flatMap(({ findings }) => findings)).toHaveLength(all.length);
			for (const { children, concerns } of themes) expect(children).toBeLessThanOrEqual(concerns);
		})
	);
});
