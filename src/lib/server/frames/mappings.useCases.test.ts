import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer } from '../../../../tests/fixtures/builders.ts';
import { recallMapping, saveMapping } from './mappings.useCases.ts';

const headers = 'a'.repeat(64);
const mapping = { columns: { caseRef: 0, team: 3, cppStartedOn: 7 }, stage: 'child-protection' };

forEachDatabase((open) => {
	test('a mapping is kept for the same headers, the latest counts, and nothing that is none is taken', async () => {
		const server = await aServer(await open());
		const acting = server.acting(await server.person([as('qa-manager')]));
		expect(await recallMapping(acting, headers)).toBeNull();
		expect(await saveMapping(acting, { headers, mapping })).toMatchObject({ ok: true });
		expect(await recallMapping(acting, headers)).toEqual(mapping);
		await saveMapping(acting, { headers, mapping: { ...mapping, stage: 'looked-after' } });
		expect(await recallMapping(acting, headers)).toEqual({ ...mapping, stage: 'looked-after' });
		expect(await recallMapping(acting, 'b'.repeat(64))).toBeNull();
		expect(await recallMapping(acting, 'Child name')).toBeNull();
		for (const wrong of [
			null,
			{ headers: 'Child name|Team', mapping },
			{ headers, mapping: { ...mapping, columns: { surname: 2 } } },
			{ headers, mapping: { ...mapping, columns: { caseRef: -1 } } },
			{ headers, mapping, rows: [['9X-1']] }
		]) {
			expect(await saveMapping(acting, wrong)).toMatchObject({ ok: false, problem: { code: 'mapping.invalid' } });
		}
		const other = server.acting(await server.person([as('service-manager')]));
		await expect(saveMapping(other, { headers, mapping })).rejects.toMatchObject({ status: 403 });
		await expect(recallMapping(other, headers)).rejects.toMatchObject({ status: 403 });
	});
});
