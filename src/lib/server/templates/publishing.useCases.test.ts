import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { answers, as, aServer, aTemplate } from '../../../../tests/fixtures/builders.ts';
import { savePublishingRules, seePublishingRules } from '../settings/publishingRules.ts';
import { beginDraft, beginFromShipped, keepDraft, readDraft, saveDraft } from './drafts.useCases.ts';
import { seeLibrary, seeTemplate } from './library.useCases.ts';
import { publishDraft, takeBack } from './publishing.useCases.ts';
import { bringBack, retire, usesOf } from './retiring.useCases.ts';
import { keepInReserve, listTemplates, publishShipped, readTemplate } from './templates.useCases.ts';

const day = 86_400_000;
/** The small template has no place where an overall grade is given; so it gives none. */
const sound = { grading: { overall: false, suggestion: 'lower-median' as const, caps: [] } };

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const [ada, ben] = [await server.person([as('qa-manager')]), await server.person([as('qa-manager')])];
		const admin = await server.person([as('administrator')]);
		const office = () => ({ database: server.database, person: admin, now: server.clock.now });
		const standings = async () =>
			(await listTemplates(server.acting(ada))).map(({ ref, standing }) => `${ref.id} ${ref.ver} ${standing}`).sort();
		/** A second version of the small template, kept as a draft. */
		async function drafted(title = 'A small audit, bettered', more = {}) {
			await beginDraft(server.acting(ada), { id: 'small', ver: 1 });
			await keepDraft(server.acting(ada), 'small', { revision: 1, draft: aTemplate({ ...sound, title, ...more }) });
		}
		const wish = (more = {}) => ({
			templateId: 'small',
			revision: 2,
			note: 'Better words',
			effectiveOn: '2026-03-12',
			...more
		});
		const publish = (who = ada, more = {}) => publishDraft(server.acting(who), wish(more));
		return { server, ada, ben, admin, office, standings, drafted, publish };
	}

	test('a draft becomes the next version at once, with who, why and a hash in the log; the draft is gone', async () => {
		const { server, ada, drafted, publish, standings } = await world();
		await drafted();
		expect(await publish()).toMatchObject({ value: { did: 'published', refs: [{ id: 'small', ver: 2 }] } });
		expect(await standings()).toEqual(['small 1 superseded', 'small 2 in-use']);
		expect(await readTemplate(server.acting(ada), { id: 'small', ver: 2 })).toEqual(
			aTemplate({ ...sound, title: 'A small audit, bettered', version: 2 })
		);
		await expect(readDraft(server.acting(ada), 'small')).rejects.toMatchObject({ status: 404 });
		expect((await seeTemplate(server.acting(ada), 'small')).versions).toMatchObject([
			{ version: 2, standing: 'in-use', note: 'Better words', publishedBy: ada.id, proposedBy: null },
			{ version: 1, standing: 'superseded', note: null, publishedBy: null }
		]);
		const [body] = await server.database.db.selectFrom('change_body').select('body').orderBy('seq', 'desc').execute();
		expect(body?.body).toMatch(/"hashes":\["[0-9a-f]{64}"\].*"template.publish"/);
	});

	test('W8: a version from a later day is not used before it, and is from that day on with nothing done', async () => {
		const { server, ada, drafted, publish, standings } = await world();
		await drafted();
		expect(await publish(ada, { effectiveOn: '2026-03-14' })).toMatchObject({ ok: true });
		expect(await standings()).toEqual(['small 1 in-use', 'small 2 coming']);
		server.clock.now += 2 * day;
		expect(await standings()).toEqual(['small 1 superseded', 'small 2 in-use']);
		expect(await seeLibrary(server.acting(ada))).toMatchObject([
			{ id: 'small', version: 2, state: 'in-use', from: null }
		]);
	});

	test('where two people are needed the second is never the first, and publishes what was put forward', async () => {
		const { server, ada, ben, office, drafted, publish } = await world();
		await savePublishingRules(office(), { twoPeople: true });
		await drafted();
		expect(await publish()).toMatchObject({ value: { did: 'put-forward' } });
		expect(await publish()).toMatchObject({ problem: { code: 'publish.needs-second' } });
		expect(await publish(ben, { note: '', effectiveOn: '' })).toMatchObject({ value: { did: 'published' } });
		expect((await seeTemplate(server.acting(ada), 'small')).versions[0]).toMatchObject({
			note: 'Better words',
			publishedBy: ben.id,
			proposedBy: ada.id
		});
	});

	test('what was put forward falls when the draft is changed or taken back', async () => {
		const { server, ada, ben, office, drafted, publish } = await world();
		await savePublishingRules(office(), { twoPeople: true });
		await drafted();
		await publish();
		await keepDraft(server.acting(ben), 'small', {
			revision: 2,
			draft: aTemplate({ ...sound, title: 'Ben’s hand in it' })
		});
		expect((await readDraft(server.acting(ada), 'small')).proposal).toBeNull();
		expect(await publish(ben, { revision: 3 })).toMatchObject({ value: { did: 'put-forward' } });
		await takeBack(server.acting(ben), 'small');
		expect((await readDraft(server.acting(ada), 'small')).proposal).toBeNull();
	});

	test('a second person who comes late publishes from that day, not from one that is past', async () => {
		const { server, ben, office, drafted, publish } = await world();
		await savePublishingRules(office(), { twoPeople: true });
		await drafted();
		await publish();
		server.clock.now += 3 * day;
		expect(await publish(ben)).toMatchObject({ value: { did: 'published', effectiveOn: '2026-03-15' } });
	});

	test.each([
		[{ note: ' ' }, 'publish.note-missing'],
		[{ effectiveOn: 'soon' }, 'publish.not-a-day'],
		[{ effectiveOn: '2026-03-11' }, 'publish.day-past'],
		[{ revision: 1 }, 'draft.changed'],
		[{ templateId: 'none' }, 'draft.gone']
	])('%j is refused (%s) and nothing is half published', async (more, code) => {
		const { ada, drafted, publish, standings } = await world();
		await drafted();
		expect(await publish(ada, more)).toMatchObject({ problem: { code } });
		expect(await standings()).toEqual(['small 1 in-use']);
	});

	test('a draft with gaps is not published, however it got there', async () => {
		const { drafted, publish, standings } = await world();
		await drafted('', { sections: [] });
		expect(await publish()).toMatchObject({ problem: { code: 'publish.has-problems', facts: { count: 2 } } });
		expect(await standings()).toEqual(['small 1 in-use']);
	});

	test('a themed set is published with its short form, both or neither', async () => {
		const { server, ada, standings } = await world();
		const [section] = aTemplate().sections;
		const questions = section?.questions.map((question, index) => ({ ...question, dip: index === 0 })) ?? [];
		const themed = aTemplate({
			id: 'brought',
			family: 'themed',
			title: 'Themed',
			sections: [{ ...section, questions } as never],
			...sound
		});
		await saveDraft(server.acting(ada), themed);
		const wish = { templateId: 'brought', revision: 1, note: 'First', effectiveOn: '2026-03-12' };
		expect(await publishDraft(server.acting(ada), wish)).toMatchObject({
			value: { refs: [{ id: 'brought' }, { id: 'brought-dip', ver: 1 }] }
		});
		expect(await seeTemplate(server.acting(ada), 'brought-dip')).toMatchObject({
			shortFormOf: 'brought',
			template: { title: 'Dip sample: Themed' }
		});
		await beginDraft(server.acting(ada), { id: 'brought', ver: 1 });
		const without = {
			...themed,
			sections: [{ ...section, questions: questions.map((one) => ({ ...one, dip: false })) }]
		};
		await keepDraft(server.acting(ada), 'brought', { revision: 1, draft: without });
		await publishDraft(server.acting(ada), { ...wish, revision: 2 });
		expect(await standings()).toEqual([
			'brought 1 superseded',
			'brought 2 in-use',
			'brought-dip 1 retired',
			'small 1 in-use'
		]);
	});

	test('what ships later is never put over the council’s own version, but offered', async () => {
		const { server, ada, drafted, publish, standings } = await world();
		await drafted();
		await publish();
		expect(
			await publishShipped(
				server.database,
				[aTemplate(), aTemplate({ version: 2 }), aTemplate({ version: 3 })],
				server.clock.now
			)
		).toBe(0);
		expect(await standings()).toEqual(['small 1 superseded', 'small 2 in-use']);
		await expect(beginFromShipped(server.acting(ada), 'small')).rejects.toMatchObject({ status: 404 });
	});

	test('a set that ships in reserve is offered to nobody until it is brought into use, and stays as it was then', async () => {
		const { server, ada, standings } = await world();
		const reserved = [aTemplate({ id: 'family-help' })];
		expect(await keepInReserve(server.database, reserved, server.clock.now)).toBe(1);
		expect(await standings()).toEqual(['family-help 1 retired', 'small 1 in-use']);
		await bringBack(server.acting(ada), 'family-help');
		expect(await keepInReserve(server.database, reserved, server.clock.now)).toBe(0);
		expect(await standings()).toEqual(['family-help 1 in-use', 'small 1 in-use']);
	});

	test('retiring says what still uses it; those audits go on, and no sample is drawn for it', async () => {
		const { server, ada, standings } = await world();
		const auditor = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: auditor.id })).record;
		expect(await usesOf(server.acting(ada), 'small')).toEqual({ audits: [{ version: 1, count: 1 }], samples: [] });
		expect(await retire(server.acting(ada), 'small', ' ')).toMatchObject({
			problem: { code: 'retire.reason-missing' }
		});
		expect(await retire(server.acting(ada), 'small', 'The law changed')).toMatchObject({ ok: true });
		expect(await standings()).toEqual(['small 1 retired']);
		const tablet = await server.tablet(auditor);
		await tablet.pulls();
		expect(await tablet.sends(answers(audit, 'CJ2.1', 'yes'))).toMatchObject([{ st: 'applied' }]);
		expect(await retire(server.acting(ada), 'small', 'Again')).toMatchObject({
			problem: { code: 'retire.not-in-use' }
		});
		expect(await bringBack(server.acting(ada), 'small')).toMatchObject({ ok: true });
		expect(await bringBack(server.acting(ada), 'small')).toMatchObject({ problem: { code: 'bring-back.in-use' } });
		expect(await standings()).toEqual(['small 1 in-use']);
	});

	test('QA managers publish and retire; only an administrator says whether two are needed; readers read', async () => {
		const { server, ada, office, drafted } = await world();
		await drafted();
		const auditor = server.acting(await server.person([as('auditor')]));
		const board = server.acting(await server.person([as('board')]));
		for (const act of [
			() => publishDraft(auditor, { templateId: 'small', revision: 2, note: 'x', effectiveOn: '2026-03-12' }),
			() => takeBack(auditor, 'small'),
			() => retire(auditor, 'small', 'x'),
			() => bringBack(auditor, 'small'),
			() => usesOf(auditor, 'small'),
			() => seeLibrary(board)
		])
			await expect(act()).rejects.toMatchObject({ status: 403 });
		await expect(savePublishingRules({ ...office(), person: ada }, { twoPeople: false })).rejects.toMatchObject({
			status: 404
		});
		expect(await seePublishingRules(office())).toEqual({ twoPeople: false });
		expect(await seeLibrary(auditor)).toMatchObject([{ id: 'small', hasDraft: false, state: 'in-use' }]);
		expect((await seeTemplate(auditor, 'small')).draft).toBeNull();
		await expect(seeTemplate(auditor, 'none')).rejects.toMatchObject({ status: 404 });
	});
});
