import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { anAction, anAudit, id } from '../../../../tests/fixtures/records.ts';
import { noteAccess, noteCases } from './accessLog.ts';

const access = { at: Date.UTC(2026, 2, 12, 9), personId: id(10), clientId: 'tablet-1', act: 'pull' };

forEachDatabase((open) => {
	test('who was shown which case, in which version, by which tablet, and nothing of what it said', async () => {
		const { db } = await open();
		const audit = anAudit({}, { 'note/CJ2.1': { ver: 7, value: 'quillonmarsh', by: id(10), at: '', client: null } });
		await noteAccess(db, access, [audit, anAction({ caseRef: undefined })]);
		const rows = await db.selectFrom('access_log').selectAll().orderBy('kind').execute();
		expect(rows).toMatchObject([
			{ kind: 'action', id: id(2), case_ref: null, ver: 1 },
			{ kind: 'audit', id: id(1), case_ref: '9X-104823', ver: 7, person_id: id(10), client_id: 'tablet-1', act: 'pull' }
		]);
		expect(rows.every(({ at }) => at === access.at)).toBe(true);
		expect(JSON.stringify(rows)).not.toContain('quillonmarsh');
	});

	test('a list of teams or templates is nobody’s case and is not noted', async () => {
		const { db } = await open();
		const team = {
			record: { kind: 'team', id: id(101) },
			ver: 1,
			head: { name: 'Riverside', service: null, manager: null },
			fields: new Map()
		} as never;
		await noteAccess(db, access, [team]);
		await noteAccess(db, access, []);
		expect(await db.selectFrom('access_log').selectAll().execute()).toEqual([]);
	});

	test('the cases of a sample are noted one by one, however many', async () => {
		const { db } = await open();
		const refs = Array.from({ length: 1_203 }, (_, at) => `9X-${100_000 + at}`);
		await noteCases(db, { ...access, clientId: null, act: 'page' }, { kind: 'sample', id: id(9) }, refs);
		const rows = await db.selectFrom('access_log').selectAll().execute();
		expect(new Set(rows.map((row) => row.case_ref))).toEqual(new Set(refs));
		expect(rows).toHaveLength(refs.length);
		expect(rows[0]).toMatchObject({ kind: 'sample', id: id(9), ver: null, client_id: null, act: 'page' });
	});
});
