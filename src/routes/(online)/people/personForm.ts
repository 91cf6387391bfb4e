import type { Grant } from '#lib/domain/access/Person.ts';
import { dateOf, textOf } from '../readForm.ts';
import { readGrants } from './readPerson.ts';

export type PersonForm = {
	readonly username: string;
	readonly name: string;
	readonly email: string | null;
	readonly phone: string | null;
	readonly team: string | null;
	readonly until: string | null;
	readonly grants: readonly Grant[];
};

/** What an administrator wrote. A last day that is no date goes on as one, so that the same check refuses it. */
export function readPersonForm(form: FormData): PersonForm {
	const optional = (name: string) => textOf(form, name) || null;
	const all = (name: string) => form.getAll(name).map((value) => (typeof value === 'string' ? value : ''));
	const until = dateOf(form, 'until');
	return {
		username: textOf(form, 'username').slice(0, 200),
		name: textOf(form, 'name').slice(0, 200),
		email: optional('email'),
		phone: optional('phone'),
		team: optional('team'),
		until: until.problem === null ? until.day : 'no date',
		grants: readGrants(all('role'), all('scope'), optional('team'))
	};
}
