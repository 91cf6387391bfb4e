import { expect, test } from 'vitest';
import { checkSentence, checkSummary, checkWords } from './tabletCheck.ts';

test('S6: whatever does not work says what to do', () => {
	for (const { bad, title } of Object.values(checkWords)) {
		expect(title).not.toBe('');
		expect(bad).toMatch(/(Ask|Bring|Open|Make|Use)\b/);
	}
});

test('S6: an iPad is told of the home screen', () => {
	expect(checkSentence({ id: 'home-screen', verdict: 'poor' })).toContain('Add to Home Screen');
});

test('the sum is as bad as the worst', () => {
	expect(checkSummary([{ verdict: 'good' }, { verdict: 'bad' }, { verdict: 'poor' }])).toContain('cannot');
	expect(checkSummary([{ verdict: 'good' }, { verdict: 'poor' }])).toContain('could be better');
	expect(checkSummary([{ verdict: 'good' }])).toBe('Everything is as it should be.');
});
