import { expect, test } from 'vitest';
import { contradictionRules } from '#lib/domain/audits/contradictionRules.ts';
import { contradictionWords } from './contradictions.ts';

test('every rule has a sentence of its own, and what is unknown still says something', () => {
	const general = contradictionWords('unheard-of');
	const own = ['date-to-come', 'dates-backwards', 'grade-over-mostly-no', 'same-note'];
	const sentences = [...contradictionRules.map(({ id }) => id), ...own].map(contradictionWords);
	expect(sentences).not.toContain(general);
	expect(new Set(sentences).size).toBe(sentences.length);
	for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*:$/);
});
