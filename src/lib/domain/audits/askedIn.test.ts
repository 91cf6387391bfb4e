import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyAnswers, anyCase, auditAfter } from '../../../../tests/fixtures/answered.ts';
import { anAudit, anAuditor } from '../../../../tests/fixtures/records.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { aTemplate } from '../templates/aTemplate.fixture.ts';
import { askedQuestions } from '../templates/isAsked.ts';
import { askedIn } from './askedIn.ts';
import type { Audit } from './readAudit.ts';

const auditor = anAuditor();
const templates = shippedTemplates().filter((one) => JSON.stringify(one).includes('askWhen'));

function anew(audit: Audit): string[] {
	const { stage, ageBand, planType, uasc, disability } = audit.head.case;
	const facts = { stage, ageBand, planType, uasc, disability };
	return [...askedQuestions(audit.template, { answerTo: (id) => audit.answers.get(id)?.value, facts })];
}

test('one audit after another, of the same child or another, each is asked what it would be asked by itself', () => {
	const anyAudits = fc
		.constantFrom(...templates)
		.chain((template) =>
			fc
				.array(fc.tuple(anyAnswers(template), anyCase), { minLength: 2, maxLength: 4 })
				.map((some) => ({ template, some }))
		);
	fc.assert(
		fc.property(anyAudits, ({ template, some }) => {
			for (const [acts, facts] of some) {
				const audit = auditAfter(acts, auditor, template, anAudit({ auditor: auditor.id, case: facts }));
				expect([...askedIn(audit)]).toEqual(anew(audit));
			}
		}),
		{ numRuns: 25 }
	);
});

test('an answer taken back is taken back', () => {
	const questions = [{ id: 'Q1' }, { id: 'Q2', askWhen: { answer: 'Q1', is: ['no'] } }];
	const template = aTemplate({ sections: [{ id: 'T', questions }] });
	const after = (...values: (string | null)[]) =>
		auditAfter(
			values.map((value) =>
				value === null ? ['answer.clear', { question: 'Q1' }] : ['answer.set', { question: 'Q1', value }]
			),
			auditor,
			template,
			anAudit({ auditor: auditor.id })
		);
	expect([...askedIn(after('yes'))]).toEqual(['Q1']);
	expect([...askedIn(after('yes', null))]).toEqual(['Q1', 'Q2']);
	expect([...askedIn(after('no'))]).toEqual(['Q1', 'Q2']);
	expect([...askedIn(after('partly'))]).toEqual(['Q1']);
});

test('the same audit looked at twice gives the same set, so that nothing drawn from it is drawn again', () => {
	const audit = auditAfter([], auditor, templates[0] ?? aTemplate(), anAudit({ auditor: auditor.id }));
	expect(askedIn(audit)).toBe(askedIn(audit));
});
