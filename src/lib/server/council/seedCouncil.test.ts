import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carries } from '#lib/domain/access/carries.ts';
import { actionStates, type ActionHead, type AuditHead } from '#lib/domain/changes/RecordState.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import { drawsAgain } from '#lib/domain/sampling/replaceCase.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import type { Database } from '../db/connection.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { findPersonByUsername, listPeople } from '../people/people.repository.ts';
import { listServices, listTeams } from '../people/teams.repository.ts';
import { findSample, findSamples } from '../samples/samples.repository.ts';
import { stateFrom } from '../records/recordRows.ts';
import { demoDomain, demoSignIns, type DemoSignIn } from './marchbrook.ts';
import { seedCouncil } from './seedCouncil.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const today = dayInEngland(new Date(now).toISOString());
let database: Database;

beforeAll(async () => {
	database = await testDatabase();
	await seedCouncil({
		database,
		templates: shippedTemplates(),
		password: 'heron-alder-otter-ford-11',
		now,
		children: 5000
	});
});
afterAll(() => database.close());

async function heads<Head>(kind: 'audit' | 'action') {
	const rows = await database.db.selectFrom('record').selectAll().where('kind', '=', kind).execute();
	return rows.map((row) => ({ record: stateFrom(row), head: stateFrom(row).head as Head }));
}

async function person(username: DemoSignIn) {
	const found = await findPersonByUsername(database.db, `${username}@${demoDomain}`);
	if (found === null) throw new Error(username);
	return found;
}

describe('Marchbrook', () => {
	test('has 4 services, 16 teams with managers, 120 people and the twelve sign-ins', async () => {
		expect(await listServices(database.db)).toHaveLength(4);
		const teams = await listTeams(database.db);
		expect(teams).toHaveLength(16);
		expect(teams.every((team) => team.manager !== null && team.service !== null)).toBe(true);
		const people = await listPeople(database.db);
		expect(people).toHaveLength(120);
		expect(new Set(people.map((one) => one.name)).size).toBe(120);
		for (const [username] of demoSignIns) expect((await person(username)).status).toBe('active');
	});

	test('has a caseload of 5,000 children and no name among them', async () => {
		const cases = await database.db.selectFrom('frame_case').selectAll().execute();
		expect(cases).toHaveLength(5000);
		expect(cases.every((one) => one.case_ref.startsWith('9X-'))).toBe(true);
	});

	test('has six months of audits of all grades', async () => {
		const audits = await heads<AuditHead>('audit');
		expect(audits.length).toBeGreaterThan(400);
		const months = new Set(audits.map(({ head }) => head.submittedAt?.slice(0, 7)).filter(Boolean));
		expect(months.size).toBeGreaterThanOrEqual(6);
		const grades = new Set(audits.map(({ head }) => head.grade).filter(Boolean));
		expect([...grades].sort()).toEqual(['good', 'inadequate', 'outstanding', 'requires-improvement']);
	});

	test('has actions in every state that a loop passes through', async () => {
		const states = new Set((await heads<ActionHead>('action')).map(({ head }) => head.state));
		for (const state of actionStates) {
			if (state !== 'draft' && state !== 'impact-checked') expect([...states]).toContain(state);
		}
	});

	test('has nobody auditing the children of their own team, or verifying their own work', async () => {
		const people = new Map((await listPeople(database.db)).map((one) => [one.id, one]));
		const managers = new Map((await listTeams(database.db)).map((team) => [team.id, team.manager]));
		for (const { head } of await heads<AuditHead>('audit')) {
			expect(head.worker).not.toBe(head.auditor);
			if (head.template.id.startsWith('cj')) {
				expect(managers.get(head.team ?? '')).not.toBe(head.auditor);
				if (head.team !== null) expect(people.get(head.auditor)?.team).not.toBe(head.team);
			}
		}
		for (const { head } of await heads<ActionHead>('action')) expect(head.verifier).not.toBe(head.owner);
	});

	test('keeps samples that draw again the same', async () => {
		const samples = await findSamples(database.db, null);
		expect(samples.length).toBeGreaterThan(30);
		for (const { id } of samples.slice(0, 5)) {
			const kept = await findSample(database.db, id);
			expect(kept !== null && drawsAgain(kept.sample)).toBe(true);
		}
	});

	test('keeps a log whose chain holds', async () => {
		expect(await verifyLog(database.db)).toMatchObject({ ok: true });
	});
});

describe('work waits for', () => {
	const carried = async (username: DemoSignIn) => {
		const who = await person(username);
		const all = [...(await heads<AuditHead>('audit')), ...(await heads<ActionHead>('action'))];
		return { who, records: all.filter(({ record }) => carries(who, record, today)) };
	};

	test('the auditor: a child journey not begun, one begun, and an alert', async () => {
		const { who, records } = await carried('auditor');
		const mine = records
			.map(({ head }) => head)
			.filter((head): head is AuditHead => 'auditor' in head && head.auditor === who.id);
		expect(
			mine.filter((head) => head.state === 'allocated' && head.template.id.startsWith('cj')).length
		).toBeGreaterThan(0);
		expect(mine.filter((head) => head.state === 'begun').length).toBeGreaterThan(0);
		expect(mine.some((head) => head.openAlerts === 1)).toBe(true);
	});

	test('the service manager: a dip sample of ten', async () => {
		const { who, records } = await carried('sm');
		const dips = records
			.map(({ head }) => head)
			.filter(
				(head): head is AuditHead => 'auditor' in head && head.auditor === who.id && head.template.id === 't29-dip'
			);
		const current = dips.filter((head) => head.dueOn >= today);
		expect(current).toHaveLength(10);
		expect(current.filter((head) => head.state === 'submitted')).toHaveLength(2);
	});

	test('the team manager of Riverside: open actions from audits by others', async () => {
		const { who, records } = await carried('tm.north');
		const open = records
			.map(({ head }) => head)
			.filter(
				(head): head is ActionHead =>
					'owner' in head && head.owner === who.id && ['issued', 'accepted', 'in-progress'].includes(head.state)
			);
		expect(open.length).toBeGreaterThan(0);
		expect(open.every((head) => head.raisedBy !== who.id)).toBe(true);
	});

	test.each(['moderator', 'guest', 'tm.south'] as const)('%s: an audit', async (username) => {
		const { who, records } = await carried(username);
		expect(records.some(({ head }) => 'auditor' in head && head.auditor === who.id)).toBe(true);
	});

	test('the worker: actions of their own or audits of their cases', async () => {
		expect((await carried('worker')).records.length).toBeGreaterThan(0);
	});

	test.each(['admin', 'board'] as const)('%s sees no case', async (username) => {
		expect((await carried(username)).records).toEqual([]);
	});
});
