import { describe, expect, test } from 'vitest';
import { roles, type Grant, type Role } from '#lib/domain/access/Person.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { aPerson } from '../../../../tests/fixtures/records.ts';
import { checkPerson, type PersonDetails } from './checkPerson.ts';
import { plainUsername } from './people.repository.ts';
import {
	addPerson,
	changePerson,
	deactivatePerson,
	reactivatePerson,
	resetPassword,
	seePeople,
	seePerson
} from './people.useCases.ts';
import { dropService, dropTeam, keepService, keepTeam, seeTeams } from './teams.useCases.ts';
import { saveService, saveTeam } from './teams.repository.ts';
import { addTestPerson } from './testPeople.ts';

const own = { kind: 'own' } as const;
const details: PersonDetails = {
	username: 'ruth.fenn',
	name: 'Ruth Fenn',
	email: 'ruth.fenn@demo.example',
	phone: null,
	team: 'north',
	until: null,
	grants: [{ role: 'auditor', scope: own }]
};
const grant = (role: Role, scope: Grant['scope'] = own): Pick<PersonDetails, 'grants'> => ({
	grants: [{ role, scope }]
});

async function aCouncil() {
	const database = await testDatabase();
	await saveService(database.db, { id: 'safeguarding', name: 'Safeguarding', head: null });
	await saveTeam(database.db, { id: 'north', name: 'North', service: 'safeguarding', manager: null });
	const there = await addTestPerson(database, { username: 'dana.whitlock' });
	return { database, there };
}

describe('what an administrator writes about a person', () => {
	test.each<[string, Partial<PersonDetails>, string[]]>([
		['nothing wrong', {}, []],
		['no sign-in name', { username: '  ' }, ['username person.username-missing']],
		['a sign-in name that is taken', { username: 'dana.whitlock' }, ['username person.username-taken']],
		['one taken in other letters', { username: ' DANA.Whitlock ' }, ['username person.username-taken']],
		['no name', { name: ' \t ' }, ['name person.name-missing']],
		['an address that is none', { email: 'ruth at home' }, ['email person.email-wrong']],
		['no address', { email: null }, []],
		['a last day that is none', { until: '2026-02-30' }, ['until person.until-wrong']],
		['no role', { grants: [] }, ['role person.role-missing']],
		['a manager of nothing', grant('team-manager'), ['role person.scope-missing']],
		['a service manager of nothing', grant('service-manager'), ['role person.scope-missing']],
		['a manager of a team there is', grant('team-manager', { kind: 'team', id: 'north' }), []],
		['of a team there is not', grant('team-manager', { kind: 'team', id: 'east' }), ['role person.scope-unknown']],
		['of a service there is', grant('service-manager', { kind: 'service', id: 'safeguarding' }), []],
		[
			'of a team as if it were a service',
			grant('service-manager', { kind: 'service', id: 'north' }),
			['role person.scope-unknown']
		],
		['a guest for ever', grant('guest'), ['until person.guest-needs-until']],
		['a guest until a day', { ...grant('guest'), until: '2026-04-30' }, []],
		['a team there is not', { team: 'east' }, ['team person.team-unknown']],
		['no team', { team: null }, []]
	])('%s', async (_, more, problems) => {
		const { database } = await aCouncil();
		const found = await checkPerson(database.db, null, { ...details, ...more });
		expect(found.map(({ field, code }) => `${field} ${code}`)).toEqual(problems);
	});

	test('may keep their own sign-in name', async () => {
		const { database, there } = await aCouncil();
		expect(await checkPerson(database.db, there.id, { ...details, username: 'dana.whitlock' })).toEqual([]);
	});

	test('all of it at once', async () => {
		const { database } = await aCouncil();
		const all = { ...details, username: '', name: '', email: 'x', until: 'x', team: 'x', grants: [] };
		expect(await checkPerson(database.db, null, all)).toHaveLength(6);
	});
});

test.each([
	['Ruth.Fenn@Demo.Example', 'ruth.fenn@demo.example'],
	['  ruth  ', 'ruth'],
	['ｒｕｔｈ', 'ruth'],
	['ﬁona', 'fiona']
])('a sign-in name typed %j is %j', (typed, plain) => {
	expect(plainUsername(typed)).toBe(plain);
});

describe.each(roles.filter((role) => role !== 'administrator'))('the page of people, to someone who is %s', (role) => {
	test('is not there, whatever they try', async () => {
		const { database, there } = await aCouncil();
		for (const scope of [{ kind: 'council' }, own] as const) {
			const office = { database, person: aPerson([{ role, scope }]), now: Date.now() };
			const team = { id: 'north', name: 'N', service: null, manager: null };
			const tries = [
				() => seePeople(office),
				() => seePerson(office, there.id),
				() => addPerson(office, details),
				() => changePerson(office, there.id, details),
				() => deactivatePerson(office, there.id),
				() => reactivatePerson(office, there.id),
				() => resetPassword(office, there.id),
				() => seeTeams(office),
				() => keepTeam(office, team),
				() => keepService(office, { id: 'safeguarding', name: 'S', head: null }),
				() => dropTeam(office, 'north'),
				() => dropService(office, 'safeguarding')
			];
			for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
		}
		expect(await database.db.selectFrom('change_log').selectAll().execute()).toEqual([]);
	});
});
