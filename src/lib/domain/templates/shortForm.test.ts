import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aSection, aTemplate } from './aTemplate.fixture.ts';
import { withClosers } from './closers.ts';
import { shortForm, shortFormId } from './shortForm.ts';

const name = { title: 'Dip sample', short: 'Dip' };
const closers = aSection({ id: 'X', graded: false, questions: [{ id: 'X1', kind: 'gate', dip: true }] });

function aThemedSet(dips: readonly boolean[]) {
	const questions = dips.map((dip, index) => ({ id: `Q${index + 1}`, dip }));
	return withClosers(aTemplate({ id: 't00', sections: [{ id: 'T', graded: false, questions }] }), closers);
}

test('a short form has only the marked questions, and the closers', () => {
	const made = shortForm(aThemedSet([true, false, true]), name);
	expect(made).toMatchObject({ ok: true, value: { id: 't00-dip', family: 'dip', ...name } });
	const sections = made.ok ? made.value.sections : [];
	expect(sections.flatMap((section) => section.questions.map((question) => question.id))).toEqual(['Q1', 'Q3', 'X1']);
});

test('a dip sample looks at three months, takes ten minutes and has no closing boxes', () => {
	const made = shortForm(aThemedSet([true]), name);
	expect(made).toMatchObject({ ok: true, value: { window: { evidence: 3, judgement: 3 }, minutes: 10 } });
	if (made.ok) expect(made.value.sections.every((section) => !section.closing)).toBe(true);
});

test('a set with no marked question has no short form', () => {
	expect(shortForm(aThemedSet([false, false]), name)).toMatchObject({ problem: { code: 'template.no-short-form' } });
});

test('only a themed set has a short form', () => {
	const journey = { ...aThemedSet([true]), family: 'child-journey' as const };
	expect(shortForm(journey, name)).toMatchObject({ problem: { code: 'template.no-short-form' } });
});

test('a marked question whose condition asks about an unmarked one is asked of everyone', () => {
	const template = aTemplate({
		sections: [{ id: 'T', questions: [{ id: 'Q1' }, { id: 'Q2', dip: true, askWhen: { answer: 'Q1', is: ['no'] } }] }]
	});
	const made = shortForm(template, name);
	expect(made.ok && made.value.sections[0]?.questions[0]).not.toHaveProperty('askWhen');
});

test('the id of a short form follows from that of its set', () => {
	expect(shortFormId({ id: 't29' })).toBe('t29-dip');
});

test('whatever is marked, the short form has that and nothing else, in the same order', () => {
	fc.assert(
		fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), (dips) => {
			const full = aThemedSet(dips);
			const made = shortForm(full, name);
			expect(made.ok).toBe(dips.includes(true));
			if (!made.ok) return;
			const marked = full.sections.flatMap((section) => section.questions).filter((question) => question.dip);
			expect(made.value.sections.flatMap((section) => section.questions)).toEqual(marked);
		})
	);
});
