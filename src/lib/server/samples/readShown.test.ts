import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, north } from '../../../../tests/fixtures/builders.ts';
import { aCaseload, simpleRule } from '../../../../tests/fixtures/frames.ts';
import { allocateSample } from '../audits/audits.useCases.ts';
import { acceptFrame } from '../frames/frames.useCases.ts';
import { observedShare, readShown } from './readShown.ts';
import { drawAndKeep, readSample } from './samples.useCases.ts';

const submitted = { ...north, state: 'submitted' as const, template: { id: 'small', ver: 1 } };
const order = { name: 'S', template: { id: 'small', ver: 1 }, seed: '417-heron' };

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const qa = server.acting(await server.person([as('qa-manager')]));
		await acceptFrame(qa, { cases: aCaseload(20), takenOn: '2026-03-09', source: 'Annex A' });
		return { server, qa };
	}

	test('how audits by these questions came out in twelve months: with the moderated grade where there is one', async () => {
		const { server, qa } = await world();
		await server.audit({ ...submitted, submittedAt: '2026-03-01T10:00:00.000Z', grade: 'good' });
		await server.audit({ ...submitted, submittedAt: '2026-02-01T10:00:00.000Z', grade: 'inadequate' });
		const moderated = { grade: 'requires-improvement', at: '2026-03-03T10:00:00.000Z', by: 'someone' };
		await server.audit({ ...submitted, submittedAt: '2026-03-02T10:00:00.000Z', grade: 'outstanding', moderated });
		await server.audit({ ...submitted, submittedAt: '2025-03-01T10:00:00.000Z', grade: 'good' });
		await server.audit({
			...submitted,
			submittedAt: '2026-03-01T10:00:00.000Z',
			grade: 'good',
			template: { id: 'other', ver: 1 }
		});
		await server.audit({ ...north, state: 'begun', template: { id: 'small', ver: 1 } });
		expect(await observedShare(qa, 'small')).toEqual({ good: 1, of: 3 });
		expect(await observedShare(qa, 'none')).toEqual({ good: 0, of: 0 });
	});

	test('a sample shows nothing until one of its audits is graded, and nothing to whoever may not see them all', async () => {
		const { server, qa } = await world();
		const auditor = await server.person([as('auditor')]);
		const drawn = await drawAndKeep(qa, { ...order, rule: simpleRule(4) });
		const id = drawn.ok ? drawn.value.id : '';
		const cases = drawn.ok ? drawn.value.cases.map(({ caseRef }) => caseRef) : [];
		await allocateSample(qa, {
			sampleId: id,
			dueOn: '2026-03-26',
			allocations: cases.map((caseRef) => ({ caseRef, auditor: auditor.id }))
		});
		expect(await readShown(qa, await readSample(qa, id))).toBeNull();
		const { db } = server.database;
		const [first] = (await readSample(qa, id)).cases;
		const row = await db
			.selectFrom('record')
			.select('head')
			.where('id', '=', first?.audit ?? '')
			.executeTakeFirstOrThrow();
		const head = {
			...(JSON.parse(row.head) as object),
			state: 'submitted',
			submittedAt: '2026-03-12T11:00:00.000Z',
			grade: 'good'
		};
		await db
			.updateTable('record')
			.set({ head: JSON.stringify(head), state: 'submitted' })
			.where('id', '=', first?.audit ?? '')
			.execute();
		expect(await readShown(qa, await readSample(qa, id))).toMatchObject({
			good: 1,
			graded: 1,
			drawn: 4,
			whole: { covered: 20 }
		});
		const stranger = server.acting(await server.person([as('service-manager', { service: north.service })]));
		expect(await readShown(stranger, await readSample(qa, id))).toBeNull();
	});
});
