import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, north, south } from '../../../../tests/fixtures/builders.ts';
import { listPutForward } from './listPutForward.ts';

const dip = {
	...north,
	state: 'submitted' as const,
	template: { id: 't29-dip', ver: 1 },
	submittedAt: '2026-03-01T10:00:00.000Z',
	sampleName: 'Seen and planned for'
};
const said = (value: string) => ({ 'answer/T29.6': { ver: 1, value, by: 'someone', at: '2026-03-01T09:00:00.000Z' } });

forEachDatabase((open) => {
	test('a child put forward is listed to who may see it and draw, until a full audit is open', async () => {
		const server = await aServer(await open());
		const qa = server.acting(await server.person([as('qa-manager')]));
		const far = server.acting(await server.person([as('service-manager', { service: south.service })]));
		const auditor = server.acting(await server.person([as('auditor')]));
		await server.audit({ ...dip, caseRef: '9X-1' }, said('no'));
		await server.audit({ ...dip, caseRef: '9X-2' }, said('yes'));
		expect(await listPutForward(qa)).toMatchObject([{ caseRef: '9X-1', sampleName: 'Seen and planned for' }]);
		expect(await listPutForward(far)).toEqual([]);
		await expect(listPutForward(auditor)).rejects.toMatchObject({ status: 403 });
		await server.audit({ ...north, state: 'allocated', caseRef: '9X-1', template: { id: 'cj', ver: 1 } });
		expect(await listPutForward(qa)).toEqual([]);
	});
});
