import { expect, test } from 'vitest';
import type { Grant } from '#lib/domain/access/Person.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { openSessions } from '../auth/sessions.ts';
import { signIn } from '../auth/signIn.ts';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import type { PersonDetails } from './checkPerson.ts';
import type { Saved } from './people.errors.ts';
import { addPerson, changePerson, deactivatePerson, reactivatePerson } from './people.useCases.ts';
import { resetPassword, seePeople, seePerson } from './people.useCases.ts';
import { saveService, saveTeam } from './teams.repository.ts';
import { addTestPerson, asAdministrator } from './testPeople.ts';

const now = Date.now();
const limits = { sessionIdleMs: 3_600_000, sessionAbsoluteMs: 36_000_000 };
const auditor: Grant = { role: 'auditor', scope: { kind: 'own' } };

const ruth: PersonDetails = {
	username: 'Ruth.Fenn@demo.example',
	name: '  Ruth   Fenn ',
	email: 'ruth.fenn@demo.example',
	phone: null,
	team: 'north',
	until: null,
	grants: [auditor, { role: 'team-manager', scope: { kind: 'team', id: 'north' } }]
};

async function anOffice(database: Database) {
	const person = await addTestPerson(database, { name: 'Dana Whitlock', grants: asAdministrator });
	await saveService(database.db, { id: 'safeguarding', name: 'Safeguarding', head: null });
	await saveTeam(database.db, { id: 'north', name: 'North', service: 'safeguarding', manager: null });
	const sessions = openSessions(database, limits);
	const enter = (username: string, password: string) =>
		signIn({ database, sessions, now, username, password, place: { userAgent: '', address: '' }, oldToken: null });
	return { database, person, now, sessions, enter };
}

function codes(saved: Saved<unknown, string>): string[] {
	return saved.ok ? [] : saved.problems.map(({ field, code }) => `${field} ${code}`);
}

function valueOf<Value>(saved: Saved<Value, string>): Value {
	if (!saved.ok) throw new Error(codes(saved).join());
	return saved.value;
}

forEachDatabase((open) => {
	test('a person is added with their roles, and comes in with the password made for them', async () => {
		const office = await anOffice(await open());
		const { id, password } = valueOf(await addPerson(office, ruth));
		expect(await seePerson(office, id)).toMatchObject({
			username: 'ruth.fenn@demo.example',
			name: 'Ruth Fenn',
			team: 'north',
			status: 'active',
			permVer: 1,
			mustChange: true
		});
		expect(new Set((await seePerson(office, id)).grants)).toEqual(new Set(ruth.grants));
		expect((await office.enter(ruth.username, password)).person.id).toBe(id);
	});

	test('people are listed by name', async () => {
		const office = await anOffice(await open());
		for (const name of ['Zoe Hale', 'alex Ivory', 'Élodie March']) await addTestPerson(office.database, { name });
		const names = (await seePeople(office)).map((person) => person.name);
		expect(names).toEqual(['alex Ivory', 'Dana Whitlock', 'Élodie March', 'Zoe Hale']);
	});

	test('one name is one person', async () => {
		const office = await anOffice(await open());
		await addPerson(office, ruth);
		expect(codes(await addPerson(office, { ...ruth, username: ' RUTH.FENN@demo.example' }))).toEqual([
			'username person.username-taken'
		]);
	});

	test('all that is wrong is said at once, each beside its control', async () => {
		const office = await anOffice(await open());
		const wrong = { ...ruth, username: ' ', name: '', email: 'ruth', until: '2026-02-30', team: 'nowhere', grants: [] };
		expect(codes(await addPerson(office, wrong))).toEqual([
			'username person.username-missing',
			'name person.name-missing',
			'email person.email-wrong',
			'until person.until-wrong',
			'role person.role-missing',
			'team person.team-unknown'
		]);
	});

	test('a guest has a last day, and a role reaches only what there is', async () => {
		const office = await anOffice(await open());
		const guest: Grant = { role: 'guest', scope: { kind: 'own' } };
		const lost: Grant = { role: 'service-manager', scope: { kind: 'service', id: 'gone' } };
		expect(codes(await addPerson(office, { ...ruth, grants: [guest, lost] }))).toEqual([
			'until person.guest-needs-until',
			'role person.scope-unknown'
		]);
	});

	test('a manager manages something', async () => {
		const office = await anOffice(await open());
		const ofNothing: Grant = { role: 'team-manager', scope: { kind: 'own' } };
		expect(codes(await addPerson(office, { ...ruth, grants: [ofNothing] }))).toEqual(['role person.scope-missing']);
	});

	test('a change of roles raises the version and asks their sessions for a new token', async () => {
		const office = await anOffice(await open());
		const { id, password } = valueOf(await addPerson(office, ruth));
		const { token } = await office.enter(ruth.username, password);
		valueOf(await changePerson(office, id, { ...ruth, grants: [auditor] }));
		const seen = must(await office.sessions.find(token), 'the session');
		expect(seen.person.grants).toEqual([auditor]);
		expect(seen.person.permVer).toBe(2);
		expect(seen.rotateDue).toBe(true);
	});

	test('who is deactivated is out at once, and in again when reactivated', async () => {
		const office = await anOffice(await open());
		const { id, password } = valueOf(await addPerson(office, ruth));
		const { token } = await office.enter(ruth.username, password);
		valueOf(await deactivatePerson(office, id));
		expect(await office.sessions.find(token)).toBeNull();
		await expect(office.enter(ruth.username, password)).rejects.toThrow('WRONG_CREDENTIALS');
		await reactivatePerson(office, id);
		expect(await office.sessions.find(token)).toBeNull();
		const { person } = await office.enter(ruth.username, password);
		expect(person.permVer).toBe(3);
	});

	test('the last administrator stays one', async () => {
		const office = await anOffice(await open());
		const asAuditor = { ...office.person, grants: [auditor] };
		expect(codes(await changePerson(office, office.person.id, asAuditor))).toEqual(['role person.last-administrator']);
		expect(codes(await deactivatePerson(office, office.person.id))).toEqual(['status person.last-administrator']);
		const second = await addTestPerson(office.database, { grants: asAdministrator });
		expect(codes(await deactivatePerson(office, second.id))).toEqual([]);
		expect(codes(await deactivatePerson(office, office.person.id))).toEqual(['status person.last-administrator']);
	});

	test('a reset password replaces the old one, ends the sessions and lifts the wait', async () => {
		const office = await anOffice(await open());
		const { id, password } = valueOf(await addPerson(office, ruth));
		const { token } = await office.enter(ruth.username, password);
		for (let i = 0; i < 5; i += 1) await expect(office.enter(ruth.username, 'wrong')).rejects.toThrow();
		const fresh = await resetPassword(office, id);
		expect(await office.sessions.find(token)).toBeNull();
		await expect(office.enter(ruth.username, password)).rejects.toThrow('WRONG_CREDENTIALS');
		expect((await office.enter(ruth.username, fresh)).person.mustChange).toBe(true);
	});

	test('what an administrator does stands in the log, without names', async () => {
		const office = await anOffice(await open());
		const { id } = valueOf(await addPerson(office, ruth));
		await changePerson(office, id, { ...ruth, grants: [auditor] });
		await deactivatePerson(office, id);
		await reactivatePerson(office, id);
		await resetPassword(office, id);
		await addPerson(office, { ...ruth, name: '' });
		const { db } = office.database;
		const bodies = (await db.selectFrom('change_body').select('body').orderBy('seq').execute()).map((row) => row.body);
		const names = bodies.map((body) => (JSON.parse(body) as { name: string }).name);
		expect(names).toEqual(['add', 'change', 'deactivate', 'reactivate', 'password'].map((name) => `people.${name}`));
		expect(bodies.every((body) => body.includes(id) && !body.toLowerCase().includes('ruth'))).toBe(true);
		expect(await verifyLog(db)).toEqual({ ok: true, entries: 5 });
	});

	test('to anyone but an administrator none of it exists', async () => {
		const office = await anOffice(await open());
		const nobody = { ...office, person: null };
		const manager = await addTestPerson(office.database, {
			grants: [{ role: 'qa-manager', scope: { kind: 'council' } }]
		});
		const gone = { ...office.person, status: 'deactivated' as const };
		for (const person of [null, manager, gone]) {
			const as = { ...nobody, person };
			await expect(seePeople(as)).rejects.toThrow('NOT_FOUND');
			await expect(seePerson(as, manager.id)).rejects.toThrow('NOT_FOUND');
			await expect(addPerson(as, ruth)).rejects.toThrow('NOT_FOUND');
			await expect(changePerson(as, manager.id, ruth)).rejects.toThrow('NOT_FOUND');
			await expect(deactivatePerson(as, manager.id)).rejects.toThrow('NOT_FOUND');
			await expect(reactivatePerson(as, manager.id)).rejects.toThrow('NOT_FOUND');
			await expect(resetPassword(as, manager.id)).rejects.toThrow('NOT_FOUND');
		}
		expect((await seePerson(office, manager.id)).permVer).toBe(1);
	});

	test('nobody is found under an id that is not there', async () => {
		const office = await anOffice(await open());
		await expect(seePerson(office, 'nobody')).rejects.toThrow('NOT_FOUND');
		await expect(changePerson(office, 'nobody', ruth)).rejects.toThrow('NOT_FOUND');
		await expect(deactivatePerson(office, 'nobody')).rejects.toThrow('NOT_FOUND');
	});
});
