import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, aTemplate } from '../../../../tests/fixtures/builders.ts';
import {
	beginDraft,
	copyTemplate,
	dropDraft,
	keepDraft,
	listDrafts,
	newTemplate,
	readDraft,
	saveDraft,
	setAside
} from './drafts.useCases.ts';

const judgement = {
	title: 'Judgement',
	parts: {
		'suggested-grade': { text: 'Suggested grade', guidance: '' },
		'overall-grade': { text: 'Your grade', guidance: '' },
		actions: { text: 'Actions', guidance: '' }
	}
};
const words = { sectionTitle: 'First section', judgement };

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ada = server.acting(await server.person([as('qa-manager')]));
		const ben = server.acting(await server.person([as('qa-manager')]));
		const bodies = async () =>
			(await server.database.db.selectFrom('change_body').select('body').execute()).map(({ body }) => body).join('\n');
		return { server, ada, ben, bodies };
	}

	test('a new template has an id of its own and what its way of grading needs, and is logged', async () => {
		const { ada, bodies } = await world();
		const made = [
			await newTemplate(ada, { title: ' First  visits ', way: 'one-grade', words }),
			await newTemplate(ada, { title: 'First visits', way: 'by-sections', words })
		];
		expect(made).toMatchObject([{ value: 'own-first-visits' }, { value: 'own-first-visits-2' }]);
		expect((await readDraft(ada, 'own-first-visits')).draft).toMatchObject({
			title: 'First visits',
			grading: { suggestion: 'single', question: 'X3' },
			sections: [{ id: 'S1' }, { id: 'X' }]
		});
		expect((await readDraft(ada, 'own-first-visits-2')).draft.sections.map(({ id }) => id)).toEqual(['S1', 'J']);
		expect(await newTemplate(ada, { title: '  ', way: 'no-grade', words })).toMatchObject({
			problem: { code: 'draft.title-missing' }
		});
		expect(await bodies()).toContain('template.new');
	});

	test('a template has one draft, whoever begins it', async () => {
		const { ada, ben } = await world();
		await beginDraft(ada, { id: 'small', ver: 1 });
		await beginDraft(ben, { id: 'small', ver: 1 });
		expect(await listDrafts(ada)).toMatchObject([
			{ draft: aTemplate(), revision: 1, basedOn: 1, changedBy: ada.person.id }
		]);
		await expect(beginDraft(ada, { id: 'small', ver: 9 })).rejects.toMatchObject({ status: 404 });
	});

	test('a copy is a template of its own', async () => {
		const { ada } = await world();
		expect(await copyTemplate(ada, { id: 'small', ver: 1 }, 'Our own')).toMatchObject({ value: 'own-our-own' });
		const { draft, basedOn } = await readDraft(ada, 'own-our-own');
		expect([draft.title, draft.version, basedOn]).toEqual(['Our own', 1, null]);
		expect(draft.sections).toEqual(aTemplate().sections);
	});

	test('of two who write in one draft the second is told, and nothing of either is lost', async () => {
		const { ada, ben } = await world();
		await beginDraft(ada, { id: 'small', ver: 1 });
		const adas = aTemplate({ title: 'As Ada wants it' });
		const bens = aTemplate({ title: 'As Ben wants it' });
		expect(await keepDraft(ada, 'small', { revision: 1, draft: adas })).toMatchObject({ value: { revision: 2 } });
		expect(await keepDraft(ben, 'small', { revision: 1, draft: bens })).toMatchObject({
			problem: { code: 'draft.changed', facts: { by: ada.person.id, revision: 2 } }
		});
		expect((await readDraft(ben, 'small')).draft.title).toBe('As Ada wants it');
		const aside = await setAside(ben, bens, 'Small, as Ben wants it');
		expect(aside).toMatchObject({ value: 'own-small-as-ben-wants-it' });
		expect((await listDrafts(ada)).map(({ draft }) => draft.title).sort()).toEqual([
			'As Ada wants it',
			'Small, as Ben wants it'
		]);
	});

	test('a draft may have gaps, but is a template, of a size somebody could answer', async () => {
		const { ada } = await world();
		await beginDraft(ada, { id: 'small', ver: 1 });
		const keep = (draft: unknown) => keepDraft(ada, 'small', { revision: 1, draft });
		expect(await keep({ title: 5 })).toMatchObject({ problem: { code: 'draft.not-a-template' } });
		expect(await keep({ ...aTemplate(), title: 'A\u0000' })).toMatchObject({
			problem: { code: 'draft.not-a-template' }
		});
		const [one] = aTemplate().sections;
		const many = Array.from({ length: 5000 }, (_, index) => ({ ...one?.questions[0], id: `Q${index}` }));
		expect(await keep({ ...aTemplate(), sections: [{ ...one, questions: many }] })).toMatchObject({
			problem: { code: 'draft.too-many-questions', facts: { count: 5000, most: 1000 } }
		});
		expect(await keep({ ...aTemplate(), title: '', sections: [] })).toMatchObject({ ok: true });
	});

	test('what was made elsewhere comes in as a draft, under its own name where that is free', async () => {
		const { ada } = await world();
		expect(await saveDraft(ada, aTemplate({ id: 'brought', version: 7 }))).toMatchObject({ value: 'brought' });
		expect(await saveDraft(ada, aTemplate({ id: 'brought' }))).toMatchObject({ value: 'own-a-small-audit' });
		expect(await saveDraft(ada, aTemplate({ id: 'small' }))).toMatchObject({ value: 'own-a-small-audit-2' });
		expect((await readDraft(ada, 'brought')).draft.version).toBe(1);
	});

	test('a draft is put away by who has seen it as it stands', async () => {
		const { ada, ben } = await world();
		await beginDraft(ada, { id: 'small', ver: 1 });
		await keepDraft(ada, 'small', { revision: 1, draft: aTemplate({ title: 'Another' }) });
		expect(await dropDraft(ben, 'small', 1)).toMatchObject({ problem: { code: 'draft.changed' } });
		expect(await dropDraft(ben, 'small', 2)).toMatchObject({ ok: true });
		expect(await keepDraft(ada, 'small', { revision: 2, draft: aTemplate() })).toMatchObject({
			problem: { code: 'draft.gone' }
		});
	});

	test('only QA managers write templates', async () => {
		const { server } = await world();
		for (const role of ['auditor', 'administrator', 'director', 'board', 'service-manager'] as const) {
			const other = server.acting(await server.person([as(role)]));
			for (const act of [
				() => listDrafts(other),
				() => readDraft(other, 'small'),
				() => newTemplate(other, { title: 'Mine', way: 'no-grade', words }),
				() => copyTemplate(other, { id: 'small', ver: 1 }, 'Mine'),
				() => beginDraft(other, { id: 'small', ver: 1 }),
				() => keepDraft(other, 'small', { revision: 1, draft: aTemplate() }),
				() => saveDraft(other, aTemplate()),
				() => dropDraft(other, 'small', 1)
			])
				await expect(act()).rejects.toMatchObject({ status: 403 });
		}
	});
});
