import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyAnswers, anyCase, auditAfter } from '../../../../tests/fixtures/answered.ts';
import { anAudit, anAuditor, id } from '../../../../tests/fixtures/records.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import type { Json } from '../changes/RecordState.ts';
import { must } from '../shared/Result.ts';
import type { Template } from '../templates/Template.ts';
import { contradictionRules } from './contradictionRules.ts';
import { findContradictions } from './findContradictions.ts';
import { findQuestion, findSection } from './keys.ts';
import { isValueOf } from './values.ts';
import { readAudit } from './readAudit.ts';

const dana = anAuditor({ id: id(10) });
const today = '2026-03-12';
const at = '2026-03-12T10:00:00.000Z';
const shipped = (name: string) =>
	must(
		shippedTemplates().find((one) => one.id === name),
		name
	);

function found(template: Template, values: Readonly<Record<string, Json>>) {
	const fields = Object.entries(values).map(([key, value]) => [key, { ver: 1, value, by: dana.id, at }]);
	const head = { auditor: dana.id, template: { id: template.id, ver: template.version } };
	const audit = readAudit(anAudit(head, Object.fromEntries(fields)), template);
	return findContradictions(audit, dana.id, today).map(({ rule, question, against }) =>
		[rule, question, against].filter((one) => one !== null).join(' ')
	);
}
const grade = (section: string, given: string) => ({ [`grade/${section}/${dana.id}`]: { grade: given, reason: '' } });

test('a plan that is up to date, by a plan dated fourteen months ago', () => {
	const values = { 'answer/CJ2.1': { from: '2026-02-20', to: '2026-02-24' }, 'answer/CJ0.5b': '2025-01-10' };
	expect(found(shipped('cj'), values)).toContain('plan-dated-long-ago CJ2.1 CJ0.5b');
	expect(found(shipped('cj'), { ...values, 'answer/CJ0.5b': '2026-02-20' })).toEqual([]);
});

test('plans graded Good, and the plan updated fourteen months ago', () => {
	const values = { 'answer/CJ2.1': { from: '2025-01-02', to: '2025-01-10' }, ...grade('CJ2', 'good') };
	expect(found(shipped('cj'), values)).toContain('plan-updated-long-ago CJ2.1');
	expect(found(shipped('cj'), { ...values, ...grade('CJ2', 'inadequate') })).toEqual([]);
});

test('safe, with a risk the plan does not name, and not seen for months', () => {
	const values = { 'answer/CJ1.1': 'safe', 'answer/CJ1.2': 'no', 'answer/CJ1.3': '2025-12-01' };
	expect(found(shipped('cj'), values)).toEqual(['safe-with-unnamed-risk CJ1.1 CJ1.2', 'safe-and-not-seen CJ1.1 CJ1.3']);
});

test('in a dip sample: the visit is true, and only the recording is late', () => {
	const values = { 'answer/T29.1': 'yes', 'answer/T29.2': 'recording-fixed' };
	expect(found(shipped('t29-dip'), values)).toEqual(['visit-true-and-recording-late T29.1 T29.2']);
	expect(found(shipped('t29-dip'), { ...values, 'answer/T29.1': 'no' })).toEqual([]);
});

test('a date that has not come, and two that stand the wrong way round', () => {
	expect(found(shipped('cj'), { 'answer/CJ1.3': '2026-04-01' })).toEqual(['date-to-come CJ1.3']);
	expect(found(shipped('cj'), { 'answer/CJ4.1': { from: '2026-03-01', to: '2025-12-01' } })).not.toContain(
		'date-to-come CJ4.1'
	);
});

test('a section that is Good though most of it is No', () => {
	const section = must(findSection(shipped('cj'), 'CJ6'), 'CJ6');
	const asked = section.questions.filter(({ kind }) => kind === 'ynp').slice(0, 3);
	expect(asked).toHaveLength(3);
	const no = Object.fromEntries(asked.map((one) => [`answer/${one.id}`, 'no']));
	expect(found(shipped('cj'), { ...no, ...grade('CJ6', 'good') })).toContain('grade-over-mostly-no');
	expect(found(shipped('cj'), { ...no, ...grade('CJ6', 'requires-improvement') })).not.toContain(
		'grade-over-mostly-no'
	);
});

test('the same words as evidence three times', () => {
	const note = 'See the case notes of March.';
	const two = { 'note/CJ1.1': note, 'note/CJ1.2': `${note} ` };
	expect(found(shipped('cj'), two)).toEqual([]);
	expect(found(shipped('cj'), { ...two, 'note/CJ2.2': note.toUpperCase() })).toEqual(['same-note CJ1.1 CJ2.2']);
});

test('every rule is about questions that ship, and values they take', () => {
	const templates = shippedTemplates();
	for (const { id: rule, one, other } of contradictionRules) {
		const withBoth = templates.filter((template) =>
			[one, other].every((claim) =>
				'section' in claim ? findSection(template, claim.section) : findQuestion(template, claim.question)
			)
		);
		expect(withBoth.length, rule).toBeGreaterThan(0);
		for (const claim of [one, other])
			if ('is' in claim)
				for (const value of claim.is)
					expect(isValueOf(must(findQuestion(must(withBoth[0], rule), claim.question), rule), value), rule).toBe(true);
	}
	expect(new Set(contradictionRules.map(({ id: rule }) => rule)).size).toBe(contradictionRules.length);
});

test('whatever was answered of whichever child, each is about what is there, and stands only once', () => {
	const any = fc
		.constantFrom(...shippedTemplates())
		.chain((template) => fc.tuple(fc.constant(template), anyAnswers(template), anyCase));
	fc.assert(
		fc.property(any, ([template, acts, facts]) => {
			const audit = auditAfter(acts, dana, template, anAudit({ case: facts }));
			const all = findContradictions(audit, dana.id, today);
			const names = all.map(({ rule, section, question }) => `${rule} ${section} ${question}`);
			expect(new Set(names).size).toBe(names.length);
			for (const { section, question } of all) {
				expect(findSection(template, section)).toBeDefined();
				if (question !== null) expect(findQuestion(template, question)).toBeDefined();
			}
		}),
		{ numRuns: 40 }
	);
});
