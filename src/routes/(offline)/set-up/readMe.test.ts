import { expect, test } from 'vitest';
import { readMe } from './readMe.ts';

const person = {
	id: '0198c0de-0000-7000-8000-000000000001',
	username: 'auditor@demo.example',
	name: 'Dana Whitlock',
	grants: [{ role: 'auditor', scope: { kind: 'own' } }],
	team: null,
	status: 'active',
	until: null,
	permVer: 1
};
const answering =
	(body: unknown, status = 200): typeof fetch =>
	async () =>
		Response.json(body, { status });

test('who is signed in is told with their council', async () => {
	const read = await readMe(answering({ person, council: 'Marchbrook' }));
	expect(read).toEqual({ ok: true, value: { person, council: 'Marchbrook' } });
});

test('someone who is signed out is told apart from no signal', async () => {
	expect(await readMe(answering({ code: 'SIGN_IN' }, 401))).toMatchObject({ problem: { code: 'signed-out' } });
	const noNetwork: typeof fetch = async () => Promise.reject(new TypeError('network'));
	expect(await readMe(noNetwork)).toMatchObject({ problem: { code: 'no-signal' } });
});

test('an answer that is not ours counts as no signal', async () => {
	expect(await readMe(async () => new Response('<h1>Welcome to the hotel</h1>'))).toMatchObject({
		problem: { code: 'no-signal' }
	});
	expect(await readMe(answering({ person: {}, council: 'x' }))).toMatchObject({ problem: { code: 'no-signal' } });
	expect(await readMe(answering({ code: 'SERVER_ERROR' }, 500))).toMatchObject({ problem: { code: 'no-signal' } });
});
