import { expect, test } from 'vitest';
import { reservedTemplates, shippedTemplates } from '#templates/shippedTemplates.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { anAuditor } from '../../fixtures/records.ts';
import { Chance } from '../../fuzz/Chance.ts';
import { gradeByHand, isPut } from './gradeByHand.ts';
import { tapThrough, today } from './tapThrough.ts';

/** Seeds for each template. The long Child Journeys have a share here; `DIPPER_TEMPLATE_SEEDS=50` is the whole, or any number. */
const asked = process.env.DIPPER_TEMPLATE_SEEDS;
const seedsFor = ({ family }: Template) => (asked !== undefined ? Number(asked) : family === 'child-journey' ? 10 : 50);
const templates = [...shippedTemplates(), ...reservedTemplates()];
const auditor = anAuditor();

test.each(templates.map((one) => [one.id, one] as const))(
	'%s is answered from first to last, whatever the answers, and ends at the grade worked out by hand',
	(_, template) => {
		const seeds = seedsFor(template);
		const grades = new Set<string | null>();
		for (let seed = 1; seed <= seeds; seed += 1) {
			const { audit, suggested, byHand, gaps, submitted } = tapThrough(template, auditor, new Chance(seed));
			expect(suggested, `seed ${seed}`).toBe(byHand);
			expect(gaps, `seed ${seed}`).toEqual([]);
			expect(submitted, `seed ${seed}`).toBe(true);
			grades.add(suggested);
			expect(audit.answers.size).toBeGreaterThan(0);
		}
		if (seeds >= 10) expect(grades.size, [...grades].join()).toBeGreaterThan(1);
	},
	60_000
);

test('the grade by hand is not the other one by another name: each of its ceilings bites', () => {
	const core = templates[0];
	if (core === undefined) throw new Error('no core');
	const graded = core.sections.filter(({ graded }) => graded).map(({ id }) => id);
	const all = (grade: string, other: Readonly<Record<string, string>> = {}) =>
		new Map(graded.map((id) => [id, other[id] ?? grade]));
	const facts = { stage: 'child-protection', ageBand: '8-11', planType: null, legalStatus: null } as const;
	const on = {
		template: core,
		on: today,
		openAlerts: 0,
		facts: { ...facts, uasc: null, disability: null, dates: {}, importedOn: null }
	};
	const heard = new Map([['CJ10.1', 'obtained-by-auditor']]);
	expect(gradeByHand({ ...on, answers: heard, grades: all('outstanding') })).toBe('outstanding');
	expect(gradeByHand({ ...on, answers: new Map(), grades: all('outstanding') })).toBe('good');
	expect(gradeByHand({ ...on, answers: heard, grades: all('outstanding'), openAlerts: 1 })).toBe('inadequate');
	expect(gradeByHand({ ...on, answers: heard, grades: all('good', { CJ8: 'inadequate' }) })).toBe('inadequate');
	expect(gradeByHand({ ...on, answers: heard, grades: all('good', { CJ2: 'inadequate' }) })).toBe(
		'requires-improvement'
	);
	expect(gradeByHand({ ...on, answers: heard, grades: all('good', { CJ4: 'inadequate', CJ5: 'inadequate' }) })).toBe(
		'inadequate'
	);
	expect(gradeByHand({ ...on, answers: new Map([['CJ1.1', 'concern']]), grades: all('good') })).toBe('inadequate');
	expect(gradeByHand({ ...on, answers: new Map([['CJ7.2', 'no']]), grades: all('good') })).toBe('requires-improvement');
	expect(gradeByHand({ ...on, answers: new Map([['CJ1.3', '2026-02-25']]), grades: all('good') })).toBe(
		'requires-improvement'
	);
	expect(gradeByHand({ ...on, answers: new Map([['CJ1.3', '2026-02-26']]), grades: all('good') })).toBe('good');
	expect(isPut('CJ0.8b', { ...on, answers: new Map([['CJ0.8a', 0]]), grades: all('good') })).toBe(false);
	expect(isPut('CJ0.8b', { ...on, answers: new Map(), grades: all('good') })).toBe(true);
});
