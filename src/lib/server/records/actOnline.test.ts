import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { answers, as, aServer, noon, north } from '../../../../tests/fixtures/builders.ts';
import { actOnline } from './actOnline.ts';
import { readHistory, readRecord } from './readRecord.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const owner = await server.person([as('team-manager', north)]);
		const verifier = await server.person([as('service-manager', { service: north.service })]);
		const record = (
			await server.action({ owner: owner.id, verifier: verifier.id, raisedBy: verifier.id, worker: null })
		).record;
		return { server, owner, verifier, record };
	}

	test('an act on a page does what the same change from a tablet does', async () => {
		const { server, owner, verifier, record } = await world();
		const complete = { record, name: 'action.complete', args: { note: 'Done', evidence: [] } };
		expect(await actOnline(server.acting(owner), complete)).toEqual({
			ok: true,
			value: { ver: 2, outcome: 'applied' }
		});
		const verify = {
			record,
			name: 'action.verify',
			args: { verdict: 'verified', note: 'Seen', difference: 'He is safer' }
		};
		expect(await actOnline(server.acting(verifier), verify)).toMatchObject({ ok: true });
		const state = await readRecord(server.acting(verifier), record);
		expect(state.head).toMatchObject({ state: 'verified', stateSince: new Date(noon).toISOString() });
		expect(state.fields.get('state')).toMatchObject({ value: 'verified', client: null });
		expect(await verifyLog(server.database.db)).toEqual({ ok: true, entries: 2 });
	});

	test('nobody verifies their own work, and what is refused leaves nothing behind', async () => {
		const { server, owner, record } = await world();
		await actOnline(server.acting(owner), { record, name: 'action.complete', args: { note: 'Done' } });
		const verify = { record, name: 'action.verify', args: { verdict: 'verified', note: 'Trust me' } };
		expect(await actOnline(server.acting(owner), verify)).toMatchObject({
			ok: false,
			problem: { code: 'NO_PERMISSION' }
		});
		expect(await server.database.db.selectFrom('record').select('id').where('kind', '=', 'parked').execute()).toEqual(
			[]
		);
		expect(await verifyLog(server.database.db)).toEqual({ ok: true, entries: 1 });
	});

	test('an act that the state does not allow, malformed or of someone deactivated is told, not kept', async () => {
		const { server, owner, verifier, record } = await world();
		const code = async (acting: ReturnType<typeof server.acting>, name: string, args: unknown) => {
			const acted = await actOnline(acting, { record, name, args });
			return acted.ok ? 'ok' : acted.problem.code;
		};
		expect(await code(server.acting(verifier), 'action.verify', { verdict: 'verified', note: 'x' })).toBe(
			'RECORD_LOCKED'
		);
		expect(await code(server.acting(owner), 'action.complete', { note: '' })).toBe('SCHEMA_INVALID');
		expect(await code(server.acting(owner), 'action.complete', { note: 'a\u0000b' })).toBe('SCHEMA_INVALID');
		expect(await code(server.acting({ ...owner, status: 'deactivated' }), 'action.accept', {})).toBe(
			'USER_DEACTIVATED'
		);
	});

	test('M2: an online act on what was changed unseen keeps both values', async () => {
		const { server } = await world();
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id })).record;
		await (await server.tablet(ada)).sends(answers(audit, 'CJ2.1', 'yes'));
		const acted = await actOnline(server.acting(ada), {
			record: audit,
			name: 'answer.set',
			args: { question: 'CJ2.1', value: 'no' }
		});
		expect(acted).toEqual({ ok: true, value: { ver: 3, outcome: 'conflict' } });
	});

	test('M6: history tells who wrote what, when and how, in order', async () => {
		const { server, owner, verifier, record } = await world();
		await actOnline(server.acting(owner), { record, name: 'action.accept', args: {} });
		await actOnline(server.acting(verifier), {
			record,
			name: 'action.extend',
			args: { dueOn: '2026-04-30', reason: 'Leave' }
		});
		const history = await readHistory(server.acting(owner), record);
		expect(history.map(({ by, name, key, how }) => [by, name, key.split('/')[0], how])).toEqual([
			[owner.id, 'action.accept', 'state', 'written'],
			[verifier.id, 'action.extend', 'dueOn', 'written'],
			[verifier.id, 'action.extend', 'progress', 'written']
		]);
	});

	test('what is not there and what is not theirs are both not found', async () => {
		const { server, record } = await world();
		const stranger = server.acting(await server.person([as('auditor')]));
		await expect(readRecord(stranger, record)).rejects.toMatchObject({ status: 404, code: 'NOT_FOUND' });
		await expect(readRecord(stranger, { ...record, id: crypto.randomUUID() })).rejects.toMatchObject({
			status: 404,
			code: 'NOT_FOUND'
		});
		await expect(readRecord(stranger, { ...record, id: 'a\u0000b' })).rejects.toMatchObject({ status: 404 });
	});

	test('that a record was opened is noted', async () => {
		const { server, owner, record } = await world();
		await readRecord(server.acting(owner), record);
		expect(await server.database.db.selectFrom('access_log').selectAll().execute()).toMatchObject([
			{ act: 'page', person_id: owner.id, id: record.id, client_id: null }
		]);
	});
});
