import { expect, test } from 'vitest';
import { aSmallTemplate, anAudit } from '../../../../../tests/fixtures/records.ts';
import { drawGaps, noteKey, type SeenFinding } from './drawTheme.ts';

const head = anAudit().head;
const template = aSmallTemplate();
let made = 0;
function aFinding(key: string, more: Partial<SeenFinding> = {}): SeenFinding {
	made += 1;
	const usual = {
		kind: 'concern',
		theme: 'plans',
		value: 'no',
		priority: false,
		stands: true,
		state: 'waiting'
	} as const;
	return {
		...usual,
		...{ id: String(made), audit: `a${made}`, key, setAside: null, actions: [], head },
		...{ caseRef: `9X-${made}`, team: null },
		...more
	};
}
const source = {
	templateOf: () => template,
	noteOf: (audit: string, key: string) => `${audit} ${key}`,
	today: '2026-03-12'
};

test('the same question of two children stands once, with what each audit says and notes', () => {
	const [gap, ...rest] = drawGaps(
		[aFinding('answer/CJ2.1', { audit: 'x' }), aFinding('answer/CJ2.1', { value: 'partly' })],
		source
	);
	expect(rest).toEqual([]);
	expect(gap).toMatchObject({ title: 'Question CJ2.1?', children: 2 });
	expect(gap?.findings.map(({ says }) => says)).toEqual(['No', 'Partly']);
	expect(gap?.findings[0]?.note).toBe('x note/CJ2.1');
});

test.each([
	['grade/CJ2', 'Graded: Plans and planning', 'note/CJ2.needs'],
	['note/CJ2.needs', 'What needs to happen: Plans and planning', 'note/CJ2.needs'],
	['note/CJ2.worked', 'What worked: Plans and planning', 'note/CJ2.worked'],
	['action/7', 'Actions that auditors raised by themselves', 'action/7'],
	['answer/CJ9.9', 'CJ9.9', 'note/CJ9.9']
])('%s is headed %s, its words stand under %s', (key, title, words) => {
	expect(drawGaps([aFinding(key, { value: 'inadequate' })], source)[0]?.title).toBe(title);
	expect(noteKey(key)).toBe(words);
});

test('dates later than their clock are late, a grade is its word', () => {
	expect(drawGaps([aFinding('answer/CJ3.1', { value: null })], source)[0]?.findings[0]?.says).toBe('Late');
	expect(drawGaps([aFinding('grade/CJ2', { value: 'inadequate' })], source)[0]?.findings[0]?.says).toBe('Inadequate');
});

test('a finding whose template is gone is still there, by its key', () => {
	expect(drawGaps([aFinding('answer/CJ2.1')], { ...source, templateOf: () => null })[0]).toMatchObject({
		title: 'CJ2.1'
	});
});
