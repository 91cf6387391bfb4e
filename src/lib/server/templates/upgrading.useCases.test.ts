import { expect, test } from 'vitest';
import { readSetAside } from '#lib/domain/audits/upgradeAudit.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { Question } from '#lib/domain/templates/Template.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { answers, as, aServer, aTemplate } from '../../../../tests/fixtures/builders.ts';
import { readHistory, readRecord } from '../records/readRecord.ts';
import { publishShipped } from './templates.useCases.ts';
import { listOlder, seeUpgrade, upgrade } from './upgrading.useCases.ts';

/** The small template's second version: CJ2.1 in other words, CJ2.2 another kind, CJ1.1 gone, CJ2.90 new. */
function second() {
	const edit = (question: Question): Question[] => {
		if (question.id === 'CJ1.1') return [];
		if (question.id === 'CJ2.1') return [{ ...question, text: 'Asked in other words?' }];
		if (question.id !== 'CJ2.2') return [question];
		const { options: _, ...rest } = question;
		return [
			{ ...rest, kind: 'num', alerts: [] },
			{ ...rest, id: 'CJ2.90', number: '2.90', kind: 'ynp', text: 'New?', alerts: [] }
		];
	};
	const sections = aTemplate().sections.map((section) => ({ ...section, questions: section.questions.flatMap(edit) }));
	return aTemplate({ version: 2, sections });
}
const first = { tpl: { id: 'small', ver: 1 } };

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		const qa = server.acting(await server.person([as('qa-manager')]));
		const { record } = await server.audit({ auditor: ada.id });
		const tablet = await server.tablet(ada);
		await tablet.pulls();
		const read = async () => (await readRecord(qa, record)) as AuditRecord;
		const publish = () => publishShipped(server.database, [second()], server.clock.now);
		const move = async () => upgrade(qa, record.id, (await read()).ver);
		return { server, ada, qa, record, tablet, read, publish, move };
	}

	test('W8: an audit keeps the version it began with until somebody moves it, and sees first what that changes', async () => {
		const { qa, record, tablet, read, publish } = await world();
		expect(await seeUpgrade(qa, record.id)).toBeNull();
		await tablet.sends(
			answers(record, 'CJ1.1', 'safe', first),
			answers(record, 'CJ2.1', 'yes', first),
			answers(record, 'CJ2.2', 'good', first),
			{ name: 'note.set', record, args: { question: 'CJ1.1', text: 'Seen on Tuesday' }, ...first }
		);
		await publish();
		expect((await read()).head.template).toEqual({ id: 'small', ver: 1 });
		expect(await listOlder(qa, 'small')).toMatchObject([{ id: record.id, head: { template: { ver: 1 } } }]);
		const seen = await seeUpgrade(qa, record.id);
		expect(seen?.preview).toMatchObject({
			carried: [],
			reworded: [{ before: { id: 'CJ2.1' }, after: { text: 'Asked in other words?' } }],
			fresh: [{ id: 'CJ2.90' }],
			setAside: [
				{ key: 'CJ1.1', value: 'safe', note: 'Seen on Tuesday' },
				{ key: 'CJ2.2', value: 'good' }
			]
		});
	});

	test('W8: nothing answered is lost: what fits carries over, the rest stays readable as it was asked, all in history', async () => {
		const { server, qa, record, tablet, read, publish, move } = await world();
		await tablet.sends(
			answers(record, 'CJ1.1', 'safe', first),
			answers(record, 'CJ2.1', 'yes', first),
			answers(record, 'CJ2.2', 'good', first)
		);
		await publish();
		expect(await move()).toMatchObject({ ok: true });
		const after = await read();
		expect(after.head).toMatchObject({
			template: { id: 'small', ver: 2 },
			earlier: [{ id: 'small', ver: 1 }],
			state: 'begun'
		});
		expect(['CJ1.1', 'CJ2.1', 'CJ2.2'].map((key) => after.fields.get(`answer/${key}`)?.value)).toEqual([
			'safe',
			'yes',
			null
		]);
		expect(readSetAside(after)).toMatchObject([
			{ key: 'CJ1.1', value: 'safe' },
			{ key: 'CJ2.2', value: 'good' }
		]);
		expect(readSetAside(after)[0]?.text).toBe(
			aTemplate()
				.sections.flatMap(({ questions }) => questions)
				.find(({ id }) => id === 'CJ1.1')?.text
		);
		const history = await readHistory(qa, record);
		expect(history.filter(({ name }) => name === 'audit.upgrade').map(({ key }) => key)).toEqual([
			'answer/CJ2.2',
			expect.stringMatching(/^upgrade\//)
		]);
		const bodies = await server.database.db.selectFrom('change_body').select('body').execute();
		expect(bodies.some(({ body }) => body.includes('audit.upgrade'))).toBe(true);
	});

	test('W8: what waited on a tablet on the version before is taken when it comes, also of a question that has gone', async () => {
		const { record, tablet, read, publish, move } = await world();
		await publish();
		await move();
		expect(
			await tablet.sends(
				answers(record, 'CJ2.1', 'partly', first),
				answers(record, 'CJ1.1', 'concern', first),
				answers(record, 'CJ2.90', 'yes', first)
			)
		).toMatchObject([{ st: 'applied' }, { st: 'applied' }, { st: 'applied' }]);
		const after = await read();
		expect(after.fields.get('answer/CJ1.1')?.value).toBe('concern');
		expect(
			await tablet.sends(
				answers(record, 'CJ2.2', 'good', first),
				answers(record, 'CJ2.1', 'yes', { tpl: { id: 'small', ver: 7 } })
			)
		).toMatchObject([
			{ st: 'parked', code: 'SCHEMA_INVALID' },
			{ st: 'parked', code: 'TEMPLATE_UNKNOWN' }
		]);
		await tablet.pulls();
		expect(tablet.holding(record)).toMatchObject({ head: { template: { ver: 2 } } });
		expect(
			await tablet.sends(
				answers(record, 'CJ2.1', 'yes', {
					tpl: { id: 'small', ver: 2 },
					base: tablet.holding(record)?.fields.get('answer/CJ2.1')?.ver
				})
			)
		).toMatchObject([{ st: 'applied' }]);
	});

	test('a submitted audit stays as it was judged; one that changed meanwhile is looked at once more', async () => {
		const { qa, record, tablet, publish, move, read } = await world();
		await publish();
		const { ver } = await read();
		await tablet.sends(answers(record, 'CJ2.1', 'yes', first));
		expect(await upgrade(qa, record.id, ver)).toMatchObject({ problem: { code: 'upgrade.changed' } });
		await tablet.sends({ name: 'audit.submit', record, args: { why: 'Done' }, ...first });
		expect(await seeUpgrade(qa, record.id)).toBeNull();
		expect(await move()).toMatchObject({ problem: { code: 'upgrade.submitted' } });
	});

	test('twice is once, and only a QA manager moves an audit', async () => {
		const { server, ada, qa, record, publish, move } = await world();
		await publish();
		const other = server.acting(ada);
		for (const act of [
			() => upgrade(other, record.id, 1),
			() => seeUpgrade(other, record.id),
			() => listOlder(other, 'small')
		])
			await expect(act()).rejects.toMatchObject({ status: 403 });
		expect(await move()).toMatchObject({ ok: true });
		expect(await move()).toMatchObject({ problem: { code: 'upgrade.nothing-newer' } });
		expect(await listOlder(qa, 'small')).toEqual([]);
		await expect(upgrade(qa, crypto.randomUUID(), 1)).rejects.toMatchObject({ status: 404 });
	});
});
