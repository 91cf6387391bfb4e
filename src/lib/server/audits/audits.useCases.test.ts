import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { saveTeam } from '../people/teams.repository.ts';
import { findRecord } from '../records/records.repository.ts';
import { answers, as, aServer, noon, north, south } from '../../../../tests/fixtures/builders.ts';
import { aFrameCase, simpleRule } from '../../../../tests/fixtures/frames.ts';
import { acceptFrame } from '../frames/frames.useCases.ts';
import { drawAndKeep, listSamples, readSample } from '../samples/samples.useCases.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { publishShipped } from '../templates/templates.useCases.ts';
import { allocateSample, listAuditors, proposeAllocation, reallocate } from './audits.useCases.ts';
import { listAudits } from './listAudits.ts';

forEachDatabase((open) => {
	async function world(size = 4) {
		const server = await aServer(await open());
		const qa = await server.person([as('qa-manager')]);
		const sam = await server.person([as('practitioner')], { name: 'Sam Okafor', team: north.team });
		const manager = await server.person([as('team-manager', north)]);
		const [ada, ben] = [await server.person([as('auditor')]), await server.person([as('auditor')])];
		await saveTeam(server.database.db, {
			id: north.team,
			name: 'Riverside',
			service: north.service,
			manager: manager.id
		});
		const acting = server.acting(qa);
		const cases = Array.from({ length: size }, (_, index) =>
			aFrameCase(index, { worker: index === 0 ? 'Sam Okafor' : 'Agency Worker', team: 'Riverside' })
		);
		await acceptFrame(acting, { cases, takenOn: '2026-03-09', source: 'Annex A' });
		const rule = { ...simpleRule(size), method: { kind: 'whole-cohort' } };
		const drawn = await drawAndKeep(acting, {
			name: 'Plans',
			template: { id: 'small', ver: 1 },
			rule,
			seed: '417-heron'
		});
		if (!drawn.ok) throw new Error(drawn.problem.code);
		const refs = drawn.value.cases.map(({ caseRef }) => caseRef);
		const give = (caseRef: string, auditor: string, dueOn = '2026-03-27') =>
			allocateSample(acting, { sampleId: drawn.value.id, dueOn, allocations: [{ caseRef, auditor }] });
		return { server, qa, sam, manager, ada, ben, acting, sample: drawn.value, refs, give };
	}

	test('by rule, the cases are shared out evenly among those who may have them', async () => {
		const { acting, sample, ada, ben, manager } = await world();
		const wish = {
			sampleId: sample.id,
			dueOn: '2026-03-27',
			auditors: [{ id: ada.id }, { id: ben.id }, { id: manager.id }]
		};
		const proposed = await proposeAllocation(acting, wish);
		if (!proposed.ok) throw new Error(proposed.problem.code);
		expect(proposed.value.allocated).toHaveLength(4);
		const given = new Map(proposed.value.loads.map((load) => [load.auditor, load.given]));
		expect([given.get(ada.id), given.get(ben.id), given.get(manager.id)]).toEqual([2, 2, 0]);
		expect(await listAudits(acting)).toMatchObject({ total: 0 });
	});

	test('allocating makes the audits, with all a tablet needs to begin', async () => {
		const { server, acting, sample, ada, sam } = await world();
		const proposed = await proposeAllocation(acting, {
			sampleId: sample.id,
			dueOn: '2026-03-27',
			auditors: [{ id: ada.id }]
		});
		if (!proposed.ok) throw new Error(proposed.problem.code);
		const allocations = proposed.value.allocated.map(({ caseRef, auditor }) => ({ caseRef, auditor }));
		const made = await allocateSample(acting, { sampleId: sample.id, dueOn: '2026-03-27', allocations });
		expect(made).toMatchObject({ ok: true, value: { left: 0, audits: { length: 4 } } });
		const tablet = await server.tablet(ada);
		await tablet.pulls();
		const heads = [...tablet.state.held.values()]
			.filter(({ record }) => record.kind === 'audit')
			.map(({ head }) => head);
		expect(heads).toHaveLength(4);
		expect(heads.find((head) => 'caseRef' in head && head.caseRef === '9X-100000')).toEqual({
			state: 'allocated',
			template: { id: 'small', ver: 1 },
			caseRef: '9X-100000',
			team: north.team,
			service: north.service,
			worker: sam.id,
			workerName: null,
			auditor: ada.id,
			dueOn: '2026-03-27',
			sample: sample.id,
			sampleName: 'Plans',
			route: 'random',
			case: {
				stage: 'child-protection',
				ageBand: '8-11',
				planType: 'child-protection',
				legalStatus: null,
				uasc: false,
				disability: false,
				dates: { cppStartedOn: '2026-01-12' },
				importedOn: '2026-03-09'
			},
			openAlerts: 0
		});
		expect(heads.some((head) => 'workerName' in head && head.workerName === 'Agency Worker')).toBe(true);
		expect(await listSamples(acting)).toMatchObject([{ state: 'allocated', cases: 4, submitted: 0 }]);
		expect((await readSample(acting, sample.id)).cases.every(({ audit }) => audit !== null)).toBe(true);
	});

	test('a sample can be allocated in parts, no case twice', async () => {
		const { refs, give, ada } = await world();
		expect(await give(refs[0] ?? '', ada.id)).toMatchObject({ value: { left: 3 } });
		expect(await give(refs[0] ?? '', ada.id)).toMatchObject({ problem: { code: 'allocation.already' } });
		expect(await give('9X-999999', ada.id)).toMatchObject({ problem: { code: 'allocation.not-in-sample' } });
	});

	test('never to the child’s own worker or their manager, and nothing is made', async () => {
		const { server, acting, refs, give, manager, sam } = await world();
		await server.database.db
			.insertInto('person_grant')
			.values({ person_id: sam.id, role: 'auditor', scope_kind: 'own', scope_id: '' })
			.execute();
		expect(await give('9X-100000', sam.id)).toMatchObject({
			problem: { code: 'allocation.own-case', facts: { caseRef: '9X-100000' } }
		});
		expect(await give(refs[1] ?? '', sam.id)).toMatchObject({ problem: { code: 'allocation.own-team' } });
		expect(await give(refs[1] ?? '', manager.id)).toMatchObject({ problem: { code: 'allocation.supervises-worker' } });
		expect((await listAudits(acting)).total).toBe(0);
	});

	test('one refused case in a batch and none is made', async () => {
		const { acting, sample, refs, ada, manager } = await world();
		const allocations = [
			{ caseRef: refs[0] ?? '', auditor: ada.id },
			{ caseRef: refs[1] ?? '', auditor: manager.id }
		];
		expect(await allocateSample(acting, { sampleId: sample.id, dueOn: '2026-03-27', allocations })).toMatchObject({
			ok: false
		});
		const twice = [
			{ caseRef: refs[0] ?? '', auditor: ada.id },
			{ caseRef: refs[0] ?? '', auditor: ada.id }
		];
		expect(
			await allocateSample(acting, { sampleId: sample.id, dueOn: '2026-03-27', allocations: twice })
		).toMatchObject({ problem: { code: 'allocation.duplicate-case' } });
		expect((await listAudits(acting)).total).toBe(0);
	});

	test('a due date in the past, or that is no day, is refused; today is not', async () => {
		const { acting, sample, refs, give, ada } = await world();
		expect(await give(refs[0] ?? '', ada.id, '2026-03-11')).toMatchObject({
			problem: { code: 'allocation.due-in-past' }
		});
		expect(await give(refs[0] ?? '', ada.id, 'soon')).toMatchObject({ problem: { code: 'allocation.not-a-day' } });
		const wish = { sampleId: sample.id, dueOn: '2026-03-11', auditors: [{ id: ada.id }] };
		expect(await proposeAllocation(acting, wish)).toMatchObject({ problem: { code: 'allocation.due-in-past' } });
		expect(await give(refs[0] ?? '', ada.id, '2026-03-12')).toMatchObject({ ok: true });
	});

	test('only to those whose work it can be, while they work here', async () => {
		const { server, acting, refs, give, sam } = await world();
		const gone = await server.person([as('auditor')], { status: 'deactivated' });
		const past = await server.person([as('guest')], { until: '2026-03-11' });
		const board = await server.person([as('board')]);
		for (const id of [gone.id, past.id, board.id, sam.id, crypto.randomUUID()]) {
			expect(await give(refs[0] ?? '', id)).toMatchObject({ problem: { code: 'allocation.cannot-audit' } });
			const listed = await listAuditors(acting);
			expect(listed.some((one) => one.id === id)).toBe(false);
		}
	});

	test('reallocating moves the audit and keeps the work and the grades of the one before', async () => {
		const { server, acting, refs, give, ada, ben } = await world();
		const made = await give(refs[1] ?? '', ada.id);
		const id = (made.ok && made.value.audits[0]?.id) || '';
		const audit = { kind: 'audit', id } as const;
		const [hers, his] = [await server.tablet(ada), await server.tablet(ben)];
		await hers.sends(answers(audit, 'CJ2.1', 'yes'), {
			name: 'grade.set',
			record: audit,
			args: { section: 'CJ2', grade: 'good', reason: '' }
		});
		await hers.pulls();
		expect(
			await reallocate(acting, { auditId: id, auditor: ben.id, dueOn: '2026-04-02', reason: 'Leave' })
		).toMatchObject({ ok: true });
		await hers.pulls();
		await his.pulls();
		expect(hers.holding(audit)).toBeUndefined();
		expect(his.holding(audit)).toMatchObject({
			ver: 4,
			head: { auditor: ben.id, dueOn: '2026-04-02', state: 'begun' }
		});
		expect(his.holding(audit)?.fields.get('answer/CJ2.1')).toMatchObject({ value: 'yes', by: ada.id });
		expect([...(his.holding(audit)?.fields.keys() ?? [])]).toContain(`grade/CJ2/${ada.id}`);
		expect(await hers.sends(answers(audit, 'CJ2.2', 'good'))).toMatchObject([{ st: 'parked', code: 'NO_PERMISSION' }]);
	});

	test('reallocating asks the same questions as allocating', async () => {
		const { server, acting, refs, give, ada, ben, manager } = await world();
		const made = await give(refs[1] ?? '', ada.id);
		const auditId = (made.ok && made.value.audits[0]?.id) || '';
		const move = (more: object) => reallocate(acting, { auditId, auditor: ben.id, reason: 'Leave', ...more });
		expect(await move({ reason: ' ' })).toMatchObject({ problem: { code: 'allocation.reason-missing' } });
		expect(await move({ auditor: manager.id })).toMatchObject({ problem: { code: 'allocation.supervises-worker' } });
		expect(await move({ dueOn: '2026-01-01' })).toMatchObject({ problem: { code: 'allocation.due-in-past' } });
		await expect(move({ auditId: crypto.randomUUID() })).rejects.toMatchObject({ status: 404 });
		const tablet = await server.tablet(ada);
		await tablet.sends({ name: 'audit.submit', record: { kind: 'audit', id: auditId }, args: { why: '' } });
		expect(await move({})).toMatchObject({ problem: { code: 'allocation.submitted' } });
		expect((await findRecord(server.database.db, { kind: 'audit', id: auditId }))?.state.head).toMatchObject({
			auditor: ada.id
		});
	});

	test('lists narrow by state, auditor, sample and team, soonest due first, a page at a time', async () => {
		const { server, acting, ada, ben } = await world();
		await server.audit({ auditor: ada.id, dueOn: '2026-03-20', ...north, caseRef: '9X-1' });
		await server.audit({ auditor: ada.id, dueOn: '2026-03-01', ...south, caseRef: '9X-2', sample: 's' });
		await server.audit({
			auditor: ben.id,
			dueOn: '2026-03-10',
			...north,
			caseRef: '9X-3',
			state: 'submitted',
			submittedAt: new Date(noon).toISOString()
		});
		const refs = async (filter: object) => (await listAudits(acting, filter)).audits.map(({ head }) => head.caseRef);
		expect(await refs({})).toEqual(['9X-2', '9X-3', '9X-1']);
		expect(await refs({ state: 'open' })).toEqual(['9X-2', '9X-1']);
		expect(await refs({ state: 'overdue' })).toEqual(['9X-2']);
		expect(await refs({ state: 'submitted' })).toEqual(['9X-3']);
		expect(await refs({ auditor: ben.id })).toEqual(['9X-3']);
		expect(await refs({ sample: 's' })).toEqual(['9X-2']);
		expect(await refs({ team: south.team })).toEqual(['9X-2']);
		expect(await refs({ service: north.service })).toEqual(['9X-3', '9X-1']);
		expect(await refs({ limit: 1, offset: 1 })).toEqual(['9X-3']);
		expect((await listAudits(acting, { limit: 1 })).total).toBe(3);
	});

	test('a service manager takes the sample they drew for themselves, and gives none to others', async () => {
		const { server, sample, ada, refs } = await world();
		const helen = await server.person([as('service-manager', north)]);
		const acting = server.acting(helen);
		const give = (sampleId: string, auditor: string) =>
			allocateSample(acting, { sampleId, dueOn: '2026-03-27', allocations: [{ caseRef: refs[1] ?? '', auditor }] });
		expect((await listAuditors(acting)).map(({ id }) => id)).toEqual([helen.id]);
		await expect(give(sample.id, helen.id)).rejects.toMatchObject({ status: 404 });
		const own = await drawAndKeep(acting, {
			name: 'Ten of the month',
			template: { id: 'small', ver: 1 },
			rule: { ...simpleRule(4), exclusions: [], method: { kind: 'whole-cohort' } },
			seed: '418-heron'
		});
		if (!own.ok) throw new Error(own.problem.code);
		await expect(give(own.value.id, ada.id)).rejects.toMatchObject({ status: 403 });
		expect(await give(own.value.id, helen.id)).toMatchObject({ ok: true });
		const [made] = (await listAudits(acting)).audits;
		await expect(
			reallocate(acting, { auditId: made?.record.id ?? '', auditor: ada.id, reason: 'x' })
		).rejects.toMatchObject({
			status: 403
		});
	});

	test('of the Child Journey each child gets the variant of their stage', async () => {
		const server = await aServer(await open());
		const qa = await server.person([as('qa-manager')]);
		const ada = await server.person([as('auditor')]);
		const acting = server.acting(qa);
		await publishShipped(server.database, shippedTemplates(), noon);
		const stages = ['child-protection', 'care-leaver', 'section-47'] as const;
		const cases = stages.map((stage, index) => aFrameCase(index, { stage }));
		await acceptFrame(acting, { cases, takenOn: '2026-03-09', source: 'Annex A' });
		const drawn = await drawAndKeep(acting, {
			name: 'Child journeys',
			template: { id: 'cj', ver: 1 },
			rule: { ...simpleRule(3), method: { kind: 'whole-cohort' } },
			seed: '417-heron'
		});
		if (!drawn.ok) throw new Error(drawn.problem.code);
		const allocations = cases.map(({ caseRef }) => ({ caseRef, auditor: ada.id }));
		expect(await allocateSample(acting, { sampleId: drawn.value.id, dueOn: '2026-03-27', allocations })).toMatchObject({
			ok: true
		});
		const { audits } = await listAudits(acting);
		const used = new Map(audits.map(({ head }) => [head.caseRef, head.template.id]));
		expect(cases.map(({ caseRef }) => used.get(caseRef))).toEqual(['cj-cp', 'cj-cl', 'cj']);
	});

	test('only who allocates may', async () => {
		const { server, sample, ada } = await world();
		for (const role of ['auditor', 'director', 'administrator'] as const) {
			const acting = server.acting(await server.person([as(role)]));
			for (const act of [
				() => listAuditors(acting),
				() => proposeAllocation(acting, { sampleId: sample.id, dueOn: '2026-03-27', auditors: [] }),
				() => allocateSample(acting, { sampleId: sample.id, dueOn: '2026-03-27', allocations: [] }),
				() => reallocate(acting, { auditId: 'x', auditor: ada.id, reason: 'x' })
			]) {
				await expect(act()).rejects.toMatchObject({ status: 403 });
			}
		}
	});
});
