import { expect, test } from 'vitest';
import { drawsAgain } from '#lib/domain/sampling/replaceCase.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, noon, north } from '../../../../tests/fixtures/builders.ts';
import { aCaseload, aFrameCase, simpleRule } from '../../../../tests/fixtures/frames.ts';
import { acceptFrame } from '../frames/frames.useCases.ts';
import { publishShipped } from '../templates/templates.useCases.ts';
import { aTemplate } from '../../../../tests/fixtures/builders.ts';
import { saveSetting } from '../settings/settings.repository.ts';
import { readStatement } from './readStatement.ts';
import { drawAndKeep, listFrameValues, listSamples, planSample, readSample, replaceDrawn } from './samples.useCases.ts';

const order = { name: 'Plans, March', template: { id: 'small', ver: 1 }, rule: simpleRule(5), seed: '417-heron' };
const dayMs = 86_400_000;

forEachDatabase((open) => {
	async function world(cases = aCaseload(20)) {
		const server = await aServer(await open());
		const qa = await server.person([as('qa-manager')]);
		const acting = server.acting(qa);
		await acceptFrame(acting, { cases, takenOn: '2026-03-09', source: 'Annex A' });
		return { server, qa, acting };
	}

	async function draw(acting: Parameters<typeof drawAndKeep>[0], more: object = {}) {
		const drawn = await drawAndKeep(acting, { ...order, ...more });
		if (!drawn.ok) throw new Error(drawn.problem.code);
		return drawn.value;
	}

	test('a sample is drawn, kept, and read back with its statement', async () => {
		const { acting, qa, server } = await world();
		const kept = await draw(acting);
		expect(kept.cases).toHaveLength(5);
		expect(await readSample(acting, kept.id)).toMatchObject({
			id: kept.id,
			name: 'Plans, March',
			state: 'drawn',
			sample: kept.sample,
			cases: kept.cases,
			statement: {
				size: 5,
				drawnFrom: 20,
				seed: '417-heron',
				drawnBy: qa.id,
				frame: { takenOn: '2026-03-09', daysOld: 3 }
			}
		});
		expect(drawsAgain((await readSample(acting, kept.id)).sample)).toBe(true);
		await saveSetting(server.database.db, 'council-name', 'Marchbrook');
		expect(await readStatement(acting, kept.id)).toMatchObject({
			name: 'Plans, March',
			template: { title: aTemplate().title, version: 1 },
			council: 'Marchbrook',
			statement: { seed: '417-heron' },
			names: { [qa.id]: qa.name }
		});
		const other = server.acting(await server.person([as('service-manager')]));
		await expect(readStatement(other, kept.id)).rejects.toMatchObject({ status: 404 });
	});

	test('the same caseload, rule and seed draw the same cases', async () => {
		const { acting } = await world();
		const plain = { ...simpleRule(5), exclusions: [] };
		const refs = async (seed: string) =>
			(await draw(acting, { rule: plain, seed })).cases.map(({ caseRef }) => caseRef);
		const first = await refs('417-heron');
		expect(await refs('417-heron')).toEqual(first);
		expect(await refs('418-heron')).not.toEqual(first);
	});

	test('who was audited within twelve months or stands in an open sample is left out, with the reason', async () => {
		const { server, acting } = await world();
		const submitted = (caseRef: string, days: number) =>
			server.audit({ caseRef, state: 'submitted', submittedAt: new Date(noon - days * dayMs).toISOString() });
		await submitted('9X-100000', 300);
		await submitted('9X-100001', 400);
		await server.audit({ caseRef: '9X-100002', state: 'begun' });
		const kept = await draw(acting);
		const plan = await planSample(acting, simpleRule(5));
		if (!plan.ok) throw new Error(plan.problem.code);
		const excluded = new Map(plan.value.excluded.map(({ caseRef, reason }) => [caseRef, reason]));
		expect(excluded.get('9X-100000')).toBe('audited-recently');
		expect(excluded.has('9X-100001')).toBe(kept.cases.some(({ caseRef }) => caseRef === '9X-100001'));
		expect(excluded.get('9X-100002')).toBe('in-open-sample');
		for (const { caseRef } of kept.cases) expect(excluded.get(caseRef)).toBe('in-open-sample');
		expect(plan.value).toMatchObject({ frame: { size: 20 }, matched: 20 });
	});

	test('a worker audited within three months is spared where the rule says so, by whom their name is tied to', async () => {
		const cases = [aFrameCase(1, { worker: 'Sam Okafor' }), aFrameCase(2, { worker: 'sam  okafor' }), aFrameCase(3)];
		const { server, acting } = await world(cases);
		const sam = await server.person([as('practitioner')], { name: 'Sam Okafor' });
		const submittedAt = new Date(noon - 30 * dayMs).toISOString();
		await server.audit({ caseRef: '9X-7', state: 'submitted', submittedAt, worker: sam.id });
		const rule = { ...simpleRule(1), exclusions: [{ reason: 'worker-audited-recently', months: 3 }] };
		const kept = await draw(acting, { rule });
		expect(kept.sample.excluded.map(({ caseRef }) => caseRef)).toEqual(['9X-100001', '9X-100002']);
		expect(await listFrameValues(acting)).toMatchObject({ workers: ['sam  okafor', 'Sam Okafor'], placements: [] });
	});

	test('two spellings of one case number are one child', async () => {
		const { server, acting } = await world([aFrameCase(1, { caseRef: '9X-77a' }), aFrameCase(2)]);
		await server.audit({ caseRef: '9x-77A', state: 'submitted', submittedAt: new Date(noon - dayMs).toISOString() });
		expect((await draw(acting, { rule: simpleRule(1) })).sample.excluded).toEqual([
			{ caseRef: '9X-77a', reason: 'audited-recently' }
		]);
	});

	test('that the cases of a sample were looked at is noted', async () => {
		const { server, acting, qa } = await world();
		const kept = await draw(acting);
		await readSample(acting, kept.id);
		const rows = await server.database.db
			.selectFrom('access_log')
			.select(['kind', 'id', 'case_ref', 'person_id'])
			.orderBy('seq')
			.execute();
		expect(rows).toEqual(
			kept.cases.map(({ caseRef }) => ({ kind: 'sample', id: kept.id, case_ref: caseRef, person_id: qa.id }))
		);
	});

	test('a case that cannot be looked at is replaced by the next of the draw, with who and why', async () => {
		const { acting, qa } = await world();
		const kept = await draw(acting);
		const out = kept.cases[1]?.caseRef ?? '';
		const replaced = await replaceDrawn(acting, { sampleId: kept.id, caseRef: out, reason: 'Moved away' });
		if (!replaced.ok) throw new Error(replaced.problem.code);
		expect(replaced.value.sample.replacements).toMatchObject([{ out, reason: 'Moved away', by: qa.id }]);
		expect(replaced.value.cases.map(({ caseRef }) => caseRef)).not.toContain(out);
		const { id, cases, sample } = await readSample(acting, kept.id);
		expect([id, cases, sample]).toEqual([kept.id, replaced.value.cases, replaced.value.sample]);
		expect(await replaceDrawn(acting, { sampleId: kept.id, caseRef: out, reason: 'x' })).toMatchObject({
			problem: { code: 'sampling.not-in-sample' }
		});
		expect(
			await replaceDrawn(acting, { sampleId: kept.id, caseRef: cases[0]?.caseRef ?? '', reason: ' ' })
		).toMatchObject({ problem: { code: 'sampling.reason-needed' } });
	});

	test.each([
		['no name', { name: '  ' }, 'sample.name-missing'],
		['a template nobody published', { template: { id: 'small', ver: 7 } }, 'sample.template-unknown'],
		[
			'a rule of no known method',
			{ rule: { ...simpleRule(5), method: { kind: 'my-favourites' } } },
			'sample.rule-invalid'
		],
		['a seed that is none', { seed: 'lucky' }, 'sampling.seed-not-valid']
	])('%s is told', async (_, wrong, code) => {
		const { acting } = await world();
		expect(await drawAndKeep(acting, { ...order, ...wrong })).toMatchObject({ ok: false, problem: { code } });
		expect(await listSamples(acting)).toEqual([]);
	});

	test('without a caseload nothing is drawn', async () => {
		const server = await aServer(await open());
		const acting = server.acting(await server.person([as('qa-manager')]));
		expect(await drawAndKeep(acting, order)).toMatchObject({ problem: { code: 'sample.no-frame' } });
		expect(await planSample(acting, simpleRule(5))).toMatchObject({ problem: { code: 'sample.no-frame' } });
	});

	test('W8: a retired template begins no new sample', async () => {
		const { server, acting } = await world();
		await publishShipped(server.database, [aTemplate({ version: 2 })], noon);
		expect(await drawAndKeep(acting, order)).toMatchObject({ problem: { code: 'sample.template-retired' } });
		expect(await drawAndKeep(acting, { ...order, template: { id: 'small', ver: 2 } })).toMatchObject({ ok: true });
	});

	test('a service manager draws from their own service and sees their own samples', async () => {
		const { server, acting } = await world();
		const sm = server.acting(await server.person([as('service-manager', { service: north.service })]));
		const kept = await draw(sm, { rule: { ...simpleRule(1), method: { kind: 'whole-cohort' } } });
		expect(new Set(kept.cases.map(({ facts }) => facts.team))).toEqual(new Set(['Riverside']));
		const others = await draw(acting);
		expect((await listSamples(sm)).map(({ id }) => id)).toEqual([kept.id]);
		expect((await listSamples(acting)).map(({ id }) => id).sort()).toEqual([kept.id, others.id].sort());
		await expect(readSample(sm, others.id)).rejects.toMatchObject({ status: 404 });
		await expect(replaceDrawn(sm, { sampleId: others.id, caseRef: 'x', reason: 'x' })).rejects.toMatchObject({
			status: 404
		});
	});

	test('who may not draw may do nothing with samples', async () => {
		const { server } = await world([aFrameCase(1)]);
		for (const role of ['auditor', 'team-manager', 'administrator', 'board', 'director'] as const) {
			const acting = server.acting(await server.person([as(role)]));
			for (const act of [
				() => planSample(acting, simpleRule(1)),
				() => drawAndKeep(acting, order),
				() => listSamples(acting),
				() => readSample(acting, 'x')
			]) {
				await expect(act()).rejects.toMatchObject({ status: 403 });
			}
		}
	});
});
