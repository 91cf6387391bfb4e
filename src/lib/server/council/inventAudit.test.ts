import { describe, expect, test } from 'vitest';
import { parseAct } from '#lib/domain/changes/parseAct.ts';
import { caseDates } from '#lib/domain/frames/SamplingFrame.ts';
import { gradeAt, rankOf, type ScaleGrade } from '#lib/domain/grading/grades.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { anAudit } from '../../../../tests/fixtures/records.ts';
import { Chance } from './annexA/Chance.ts';
import { inventAnswers, inventOverallGrade, type InventedAct } from './inventAudit.ts';

const on = '2026-03-12';
const facts = anAudit().head.case;
const templates = shippedTemplates();
const answersOf = (acts: readonly InventedAct[]) =>
	new Map(acts.filter(({ name }) => name === 'answer.set').map(({ args }) => [String(args.question), args.value]));

test.each(templates.map((template) => [template.id, template] as const))(
	'what is invented for %s is what an auditor may do',
	(_, template) => {
		for (const quality of [0, 0.5, 1]) {
			const acts = inventAnswers(template, facts, quality, on, new Chance(`${template.id} ${quality}`));
			expect(acts.length).toBeGreaterThan(0);
			for (const { name, args } of acts) expect(parseAct('audit', name, args)).toMatchObject({ ok: true });
		}
	}
);

test('nothing invented raises a same-day alert: nobody is left untold', () => {
	for (const template of templates) {
		const urgent = template.sections.flatMap(({ questions }) =>
			questions.flatMap(({ id, alerts }) =>
				alerts.filter(({ level }) => level === 'same-day').map((alert) => ({ id, on: alert.on as readonly unknown[] }))
			)
		);
		for (let seed = 0; seed < 6; seed += 1) {
			const answers = answersOf(inventAnswers(template, facts, 0, on, new Chance(`calm ${seed}`)));
			for (const { id, on: firing } of urgent) expect(firing).not.toContain(answers.get(id));
		}
	}
});

test('no day is after the day of the audit, and no span ends before it begins', () => {
	for (const template of templates.slice(0, 12)) {
		for (let seed = 0; seed < 6; seed += 1) {
			for (const value of answersOf(inventAnswers(template, facts, 0.4, on, new Chance(`days ${seed}`))).values()) {
				if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) expect(value <= on).toBe(true);
				if (value === null || typeof value !== 'object' || !('from' in value)) continue;
				const { from, to } = value as { from: string; to: string };
				expect(from <= to && to <= on).toBe(true);
			}
		}
	}
});

test('a clock begins where the caseload says, where it says so', () => {
	const template = must(
		templates.find(({ id }) => id === 'cj-cp'),
		'cj-cp'
	);
	const starts = (dates: (typeof facts)['dates']) =>
		Array.from({ length: 10 }, (_, seed) => [
			...answersOf(inventAnswers(template, { ...facts, dates }, 0.6, on, new Chance(`clock ${seed}`))).values()
		])
			.flat()
			.filter((value) => value !== null && typeof value === 'object' && 'from' in value && value.from === '2026-01-12');
	const all = Object.fromEntries(caseDates.map((date) => [date, '2026-01-12']));
	expect(starts(all).length).toBeGreaterThan(10);
	expect(starts({}).length).toBeLessThan(10);
});

test('whoever says that a thing does not apply, or is weak, says why', () => {
	for (const template of templates.slice(0, 10)) {
		const acts = inventAnswers(template, facts, 0.2, on, new Chance(`notes ${template.id}`));
		const noted = new Set(acts.filter(({ name }) => name === 'note.set').map(({ args }) => args.question));
		for (const [question, value] of answersOf(acts))
			if (['na', 'no', 'partly', 'red'].includes(value as string)) expect(noted).toContain(question);
	}
});

test('each graded section is graded once, after its answers', () => {
	for (const template of templates) {
		const acts = inventAnswers(template, facts, 0.5, on, new Chance(template.id));
		const graded = acts.filter(({ name }) => name === 'grade.set').map(({ args }) => args.section);
		expect(graded).toEqual(template.sections.filter((section) => section.graded).map(({ id }) => id));
	}
});

test('the same chance invents the same audit', () => {
	const [template] = templates;
	if (template === undefined) throw new Error('no template ships');
	const invent = (seed: string) => inventAnswers(template, facts, 0.5, on, new Chance(seed));
	expect(invent('a')).toEqual(invent('a'));
	expect(invent('a')).not.toEqual(invent('b'));
});

describe('the overall grade', () => {
	const grades: readonly ScaleGrade[] = ['inadequate', 'requires-improvement', 'good', 'outstanding'];

	test.each(grades)('suggested as %s is mostly given so, and else one lower, with a reason', (suggested) => {
		const given = Array.from({ length: 300 }, (_, seed) =>
			inventOverallGrade(suggested, new Chance(`overall ${seed}`))
		);
		const same = given.filter(({ args }) => args.grade === suggested);
		expect(same.length).toBeGreaterThan(250);
		for (const { args } of given) {
			expect([suggested, gradeAt(rankOf(suggested) - 1)]).toContain(args.grade);
			expect(String(args.reason)).not.toBe('');
			expect(parseAct('audit', 'grade.set', args).ok).toBe(true);
		}
	});
});
