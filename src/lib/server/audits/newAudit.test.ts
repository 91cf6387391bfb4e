import { describe, expect, test } from 'vitest';
import { roles, type Role } from '#lib/domain/access/Person.ts';
import type { SamplingRule } from '#lib/domain/sampling/SamplingRule.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { readNameTies, nameKey, type NameTies } from '../frames/nameTies.ts';
import { saveTieRow } from '../frames/frames.repository.ts';
import type { KeptSample } from '../samples/samples.repository.ts';
import { readAuditPast, standingsOf, type AuditPast } from '../samples/standings.ts';
import { as, aServer, noon, north, south } from '../../../../tests/fixtures/builders.ts';
import { aFrameCase, simpleRule } from '../../../../tests/fixtures/frames.ts';
import { aPerson, id } from '../../../../tests/fixtures/records.ts';
import { usualCapacity } from '#lib/domain/programme/RegisterEntry.ts';
import { caseToAllocate, findAuditor, findAuditors, mayBeAuditor } from './auditors.ts';
import { newAudit } from './newAudit.ts';

const ties: NameTies = {
	team: () => ({ target: north.team, how: 'exact' }),
	worker: (name) => (name === 'Joe Pryce' ? { target: id(11), how: 'exact' } : { target: null, how: 'none' }),
	place: (name) => (name === null ? { team: null, service: null, manager: null } : { ...north, manager: id(20) })
};
const given = { auditor: id(10), dueOn: '2026-03-27', template: { id: 'small', ver: 1 } };

function kept(rule: Partial<SamplingRule> = {}): KeptSample {
	const sample = { rule: { ...simpleRule(1), ...rule }, frame: { takenOn: '2026-03-09' } } as KeptSample['sample'];
	return { id: 's', name: 'Plans', template: given.template, state: 'drawn', sample, cases: [] };
}

describe('a new audit', () => {
	test('has all that a tablet needs to begin, and nothing judged', () => {
		const one = aFrameCase(1, { worker: 'Joe Pryce', ageBand: '12-15', uasc: true });
		const audit = newAudit(id(1), kept(), one, ties, given);
		expect(audit).toMatchObject({ record: { kind: 'audit', id: id(1) }, ver: 1, fields: new Map() });
		expect(audit.head).toMatchObject({
			...given,
			...north,
			state: 'allocated',
			caseRef: '9X-100001',
			worker: id(11),
			workerName: null,
			sample: 's',
			sampleName: 'Plans',
			openAlerts: 0
		});
		expect(audit.head.case).toMatchObject({ ageBand: '12-15', uasc: true, importedOn: '2026-03-09' });
		expect(audit.head.case).not.toHaveProperty('worker');
	});

	test('names the worker as the import does where nobody here has that name', () => {
		const { head } = newAudit(id(1), kept(), aFrameCase(1, { worker: 'Agency Worker' }), ties, given);
		expect([head.worker, head.workerName]).toEqual([null, 'Agency Worker']);
		expect(newAudit(id(1), kept(), aFrameCase(1), ties, given).head.workerName).toBe(null);
	});

	test.each([
		['simple-random', false, 'random'],
		['systematic', false, 'random'],
		['whole-cohort', false, 'random'],
		['stratified', false, 'stratified'],
		['nominated', false, 'nominated'],
		['risk-weighted', false, 'risk-weighted'],
		['simple-random', true, 're-audit'],
		['nominated', true, 're-audit']
	] as const)('drawn by %s, re-audit %s, came by the route %s', (kind, isReaudit, route) => {
		const method = { kind } as SamplingRule['method'];
		expect(newAudit(id(1), kept({ method, isReaudit }), aFrameCase(1), ties, given).head.route).toBe(route);
	});
});

describe('who may be given audits', () => {
	const auditing: Role[] = [
		'auditor',
		'service-manager',
		'team-manager',
		'qa-manager',
		'moderator',
		'head-of-service',
		'director',
		'guest'
	];

	test.each(roles.map((role) => [role, auditing.includes(role)] as const))('%s: %s', (role, may) => {
		expect(mayBeAuditor(aPerson([as(role)]), noon)).toBe(may);
		expect(mayBeAuditor(aPerson([as(role)], { status: 'deactivated' }), noon)).toBe(false);
		expect(mayBeAuditor(aPerson([as(role)], { until: '2026-03-11' }), noon)).toBe(false);
	});

	test('each with the teams they may not look at, what they carry and what they have', async () => {
		const server = await aServer(await testDatabase());
		const { db } = server.database;
		const manager = await server.person([as('team-manager', south)], { team: north.team });
		await server.person([as('practitioner')]);
		await server.audit({ auditor: manager.id, state: 'begun' });
		await server.audit({ auditor: manager.id, state: 'submitted', submittedAt: new Date(noon).toISOString() });
		const past = await readAuditPast(db);
		const [found, ...others] = await findAuditors(db, past, noon);
		expect(others).toEqual([]);
		expect(found).toMatchObject({ id: manager.id, capacity: usualCapacity, load: 2 });
		expect([...(found?.teams ?? [])].sort()).toEqual([north.team, south.team].sort());
		expect(await findAuditor(db, { id: manager.id, capacity: 3 }, past, noon)).toMatchObject({ capacity: 3 });
		expect(await findAuditor(db, { id: id(99) }, past, noon)).toBe(null);
	});

	test('a case comes with everyone who stands too near it', () => {
		const past: AuditPast = {
			standings: new Map(),
			auditorsOf: new Map([
				['9x100001', [id(10)]],
				['9X-100001', [id(10)]],
				['9x-100001', [id(10)]]
			]),
			workerLastAuditedOn: new Map([[id(11), '2026-01-05']]),
			loads: new Map(),
			submittedOn: new Map()
		};
		expect(caseToAllocate(aFrameCase(1, { worker: 'Joe Pryce' }), ties, past)).toMatchObject({
			caseRef: '9X-100001',
			team: north.team,
			worker: id(11),
			supervisor: id(20),
			workerLastAuditedOn: '2026-01-05'
		});
		expect(caseToAllocate(aFrameCase(1, { team: null }), ties, past)).toMatchObject({ team: null, supervisor: null });
	});
});

describe('what earlier audits say', () => {
	const day = (daysAgo: number) => new Date(noon - daysAgo * 86_400_000).toISOString();

	test('of a child is the latest day, of whichever spelling, and whether an audit goes on', async () => {
		const server = await aServer(await testDatabase());
		for (const [caseRef, ago] of [
			['9X-100001', 40],
			['9x-100001', 10],
			['9X-100001', 90]
		] as const)
			await server.audit({ caseRef, state: 'submitted', submittedAt: day(ago), worker: id(11), auditor: id(ago) });
		await server.audit({ caseRef: '9X-100002', state: 'begun', auditor: id(10) });
		const past = await readAuditPast(server.database.db);
		const standings = standingsOf([aFrameCase(1), aFrameCase(2), aFrameCase(3)], past, {
			worker: () => ({ target: null, how: 'none' })
		});
		expect(Object.fromEntries(standings)).toEqual({
			'9X-100001': { lastAuditedOn: '2026-03-02' },
			'9X-100002': { isInOpenSample: true }
		});
		expect(past.workerLastAuditedOn.get(id(11))).toBe('2026-03-02');
		expect(Object.fromEntries(past.loads)).toEqual({ [id(10)]: 1 });
		const three = [...past.auditorsOf.values()].find((of) => of.length === 3) ?? [];
		expect([...three].sort()).toEqual([id(10), id(40), id(90)]);
	});

	test('a day is a day in England, not in Greenwich', async () => {
		const server = await aServer(await testDatabase());
		await server.audit({ caseRef: '9X-100001', state: 'submitted', submittedAt: '2026-07-01T23:30:00.000Z' });
		const past = await readAuditPast(server.database.db);
		expect([...past.standings.values()]).toEqual([{ lastAuditedOn: '2026-07-02' }]);
	});
});

describe('names of the import', () => {
	test.each([
		['Joe  Pryce', 'joe pryce'],
		['\u00a0JOE\u00a0Pryce ', 'joe pryce'],
		['Ｊoe Pryce', 'joe pryce'],
		['Joe\tPryce\n', 'joe pryce']
	])('%j is the name %j', (typed, key) => {
		expect(nameKey(typed)).toBe(key);
	});

	test('stand for the only one of that name who works here', async () => {
		const server = await aServer(await testDatabase());
		const joe = await server.person([as('practitioner')], { name: 'Joe Pryce' });
		await server.person([as('practitioner')], { name: 'Left Already', status: 'deactivated' });
		for (const twin of [1, 2])
			await server.person([as('practitioner')], { name: twin === 1 ? 'Sam Gill' : 'sam gill' });
		const names = await readNameTies(server.database.db);
		expect(names.worker('JOE PRYCE')).toEqual({ target: joe.id, how: 'exact' });
		for (const name of ['Left Already', 'Sam Gill', 'Nobody', null])
			expect(names.worker(name)).toEqual({ target: null, how: 'none' });
		expect(names.place('riverside')).toEqual({ ...north, manager: null });
		expect(names.place('Elsewhere')).toEqual({ team: null, service: null, manager: null });
	});

	test('stand for whom a hand tied them to, even if that is nobody', async () => {
		const server = await aServer(await testDatabase());
		const qa = await server.person([as('qa-manager')]);
		const tie = { tied_by: qa.id, tied_at: noon };
		await server.database.transaction(async (trx) => {
			await saveTieRow(trx, { kind: 'team', name_key: 'locality 3', target_id: south.team, ...tie });
			await saveTieRow(trx, { kind: 'team', name_key: 'riverside', target_id: null, ...tie });
		});
		const names = await readNameTies(server.database.db);
		expect(names.place('Locality 3')).toMatchObject(south);
		expect(names.team('Riverside')).toEqual({ target: null, how: 'hand' });
		expect(names.worker('Locality 3').how).toBe('none');
	});
});
