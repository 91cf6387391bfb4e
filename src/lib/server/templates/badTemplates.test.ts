import { expect, test } from 'vitest';
import { checkDraft } from '#lib/domain/templates/editing/checkDraft.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, aTemplate } from '../../../../tests/fixtures/builders.ts';
import { beginDraft, keepDraft, readDraft } from './drafts.useCases.ts';
import { publishDraft } from './publishing.useCases.ts';
import { listTemplates } from './templates.useCases.ts';

/** The bad templates of issue 4, each sent to the office as a draft and put forward all the same. */
const base = aTemplate({ grading: { overall: false, suggestion: 'lower-median', caps: [] } });
const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';

function withQuestions(...changes: readonly object[]): Template {
	const [first] = base.sections;
	const questions = (first?.questions ?? [])
		.slice(0, 1)
		.flatMap((one) => changes.map((change) => ({ ...one, ...change })));
	return { ...base, sections: [{ ...first, questions } as Template['sections'][number]] };
}
const ring = (id: string, answer: string) => ({ id, kind: 'ynp', alerts: [], askWhen: { answer, is: ['yes'] } });
const { scale: _, ...withoutScale } = base;

const bad: readonly (readonly [string, object, string, object])[] = [
	[
		'a ring of conditions',
		withQuestions(ring('CJ1.1', 'CJ1.2'), ring('CJ1.2', 'CJ1.1')),
		'condition.goes-round',
		{ question: 'CJ1.1' }
	],
	['an id that stands twice', withQuestions({ id: 'CJ1.1' }, { id: 'CJ1.1' }), 'template.same-id', { section: 'CJ1' }],
	['an emoji for an id', withQuestions({ id: '🙂' }), 'question.id-wrong', { question: '🙂' }],
	['no scale', withoutScale, 'template.scale-missing', {}]
];

forEachDatabase((open) => {
	async function sent(draft: object) {
		const server = await aServer(await open());
		const ada = server.acting(await server.person([as('qa-manager')]));
		await beginDraft(ada, { id: 'small', ver: 1 });
		const kept = await keepDraft(ada, 'small', { revision: 1, draft });
		const wish = { templateId: 'small', revision: 2, note: 'In haste', effectiveOn: '2026-03-12' };
		const published = await publishDraft(ada, wish);
		const standing = (await listTemplates(ada)).map(({ ref }) => `${ref.id} ${ref.ver}`);
		return { ada, kept, published, standing };
	}

	test('a ring, an id twice, an emoji id, no scale: each is told with where it is, and nothing is half published', async () => {
		for (const [name, draft, code, at] of bad) {
			expect(checkDraft(draft as Template), name).toContainEqual(
				expect.objectContaining({ code, at: expect.objectContaining(at) as object })
			);
			const { published, standing } = await sent(draft);
			expect(published.ok, name).toBe(false);
			expect(standing, name).toEqual(['small 1']);
		}
	});

	test('5,000 questions: refused with how many there may be, and the draft stays as it was', async () => {
		const many = withQuestions(...Array.from({ length: 5000 }, (_one, index) => ({ id: `CJ1.${index}` })));
		const { ada, kept, published, standing } = await sent(many);
		expect(kept).toMatchObject({ problem: { code: 'draft.too-many-questions', facts: { count: 5000, most: 1000 } } });
		expect(published.ok).toBe(false);
		expect(standing).toEqual(['small 1']);
		expect((await readDraft(ada, 'small')).revision).toBe(1);
	});

	test('HTML and script in guidance are words: kept to the letter, published, and shown as words', async () => {
		const { ada, published } = await sent(withQuestions({ guidance: script, text: `Is it so? ${script}` }));
		expect(published).toMatchObject({ ok: true });
		const [newest] = (await listTemplates(ada)).filter(({ ref }) => ref.ver === 2);
		expect(newest).toBeDefined();
	});
});
