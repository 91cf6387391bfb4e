import { expect, test } from 'vitest';
import { gradeReasons, inventedActions } from './inventedWords.ts';
import * as words from './inventedWords.ts';
import { isWellFormed } from '#lib/domain/shared/text.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { firstNames, lastNames } from './inventedNames.ts';
import { serviceTeams } from './marchbrook.ts';

const sentences = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	return value !== null && typeof value === 'object' ? Object.values(value).flatMap(sentences) : [];
};
const all = sentences({ ...words });

test('what invented auditors write is many different sentences, each whole', () => {
	expect(all.length).toBeGreaterThan(80);
	for (const sentence of all) {
		expect(isWellFormed(sentence)).toBe(true);
		expect(sentence).toBe(sentence.trim());
		expect(sentence).toMatch(/^[“A-Z].*[a-z.”?]$/);
	}
});

test('it names no one, no team, no date and no number one could ring', () => {
	const names = [...lastNames, ...firstNames.filter((name) => !['Grace', 'Rosa'].includes(name))];
	const teams = serviceTeams.flatMap(([, of]) => of).filter((team) => team.includes(' '));
	for (const sentence of all) {
		for (const name of [...names, ...teams]) expect(sentence).not.toMatch(new RegExp(`\\b${name}\\b`));
		expect(sentence).not.toMatch(/\d{4}-\d\d|\d\d\/\d\d|\b\d{5,}\b|@/);
	}
});

test('every grade has reasons', () => {
	for (const grade of ['outstanding', 'good', 'requires-improvement', 'inadequate'] as const)
		expect(gradeReasons[grade].length).toBeGreaterThan(0);
});

test('actions stand under sections that exist, and each says finding, act and difference', () => {
	const sections = new Set(shippedTemplates().flatMap(({ sections: of }) => of.map(({ id }) => id)));
	for (const [section, actions] of Object.entries(inventedActions)) {
		if (section !== 'any') expect(sections).toContain(section);
		for (const action of actions) expect(action).toHaveLength(3);
	}
	expect(inventedActions.any?.length).toBeGreaterThan(0);
});
