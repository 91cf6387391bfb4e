import { expect, test } from 'vitest';
import { ownersFrom } from './owners.ts';

const teamName = (team: string | null) => (team === 't1' ? 'Riverside' : '');
const person = (name: string, more: object = {}) => ({
	id: name,
	name,
	roles: [],
	team: null,
	status: 'active',
	...more
});

test('owners stand by name, with what they do and where', () => {
	const owners = ownersFrom(
		[person('Tom Hallam'), person('Priya Raman', { roles: ['team-manager'], team: 't1' })],
		teamName
	);
	expect(owners).toEqual([
		{ id: 'Priya Raman', name: 'Priya Raman', about: 'Team manager, Riverside' },
		{ id: 'Tom Hallam', name: 'Tom Hallam' }
	]);
});

test('someone who has left owns nothing new', () => {
	expect(ownersFrom([person('Leah Osei', { status: 'deactivated' })], teamName)).toEqual([]);
});
