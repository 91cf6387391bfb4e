import { expect, test } from 'vitest';
import type { ParkedHead } from '#lib/domain/changes/RecordState.ts';
import { changeHash } from '#lib/protocol/hashes.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { findRecord } from '../records/records.repository.ts';
import { answers, as, aServer, noon, taken } from '../../../../tests/fixtures/builders.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		const audit = await server.audit({ auditor: ada.id, state: 'allocated' });
		const tablet = await server.tablet(ada);
		const rows = {
			parked: async () => {
				const found = await server.database.db
					.selectFrom('record')
					.select('head')
					.where('kind', '=', 'parked')
					.orderBy('created_at')
					.execute();
				return found.map((row) => JSON.parse(row.head) as ParkedHead);
			},
			history: () => server.database.db.selectFrom('record_history').selectAll().orderBy('log_seq').execute(),
			field: async (key: string) => (await findRecord(server.database.db, audit.record))?.state.fields.get(key)
		};
		return { server, ada, audit: audit.record, tablet, rows };
	}

	test('W2: a change is applied, versioned, logged and kept in history', async () => {
		const { server, audit, tablet, rows } = await world();
		const results = await tablet.sends(answers(audit, 'CJ2.1', 'yes'), answers(audit, 'CJ2.2', 'good'));
		expect(results).toEqual([
			{ n: 1, st: 'applied', ver: 2 },
			{ n: 2, st: 'applied', ver: 3 }
		]);
		expect(await rows.field('answer/CJ2.1')).toMatchObject({ value: 'yes', ver: 2, client: tablet.clientId });
		expect((await rows.history()).map(({ key, how, n }) => [key, how, n])).toEqual([
			['answer/CJ2.1', 'written', 1],
			['answer/CJ2.2', 'written', 2]
		]);
		expect(await verifyLog(server.database.db)).toEqual({ ok: true, entries: 2 });
	});

	test('W2: the first answer begins the audit, in its head and in the columns lists narrow by', async () => {
		const { server, audit, tablet } = await world();
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		const row = await server.database.db
			.selectFrom('record')
			.select(['state', 'head'])
			.where('id', '=', audit.id)
			.executeTakeFirstOrThrow();
		expect(row.state).toBe('begun');
		expect(JSON.parse(row.head)).toMatchObject({ state: 'begun' });
	});

	test('P1: an empty push is answered', async () => {
		const { tablet } = await world();
		expect(taken(await tablet.push([]))).toMatchObject({ lastN: 0, results: [], durableN: 0, directives: [] });
	});

	test('W2, P3: the same change again is a duplicate with its first outcome', async () => {
		const { audit, tablet } = await world();
		const change = await tablet.change(answers(audit, 'CJ2.1', 'yes'));
		await tablet.push([change]);
		expect(taken(await tablet.push([change])).results).toEqual([{ n: 1, st: 'dup', was: 'applied', ver: 2 }]);
		expect(taken(await tablet.push([change])).lastN).toBe(1);
	});

	test('P3: a duplicate of a parked change and of a conflict tells code and other side again', async () => {
		const { server, ada, audit, tablet } = await world();
		const second = await server.tablet(ada);
		await second.sends(answers(audit, 'CJ2.1', 'no'));
		const changes = [
			await tablet.change(answers(audit, 'CJ2.1', 'yes')),
			await tablet.change(answers(audit, 'NO.1', 'x'))
		];
		const first = taken(await tablet.push(changes)).results;
		expect(first).toMatchObject([
			{ st: 'conflict', other: { value: 'no', ver: 2 } },
			{ st: 'parked', code: 'SCHEMA_INVALID' }
		]);
		expect(taken(await tablet.push(changes)).results).toEqual(
			first.map(({ st, ...rest }) => ({ ...rest, st: 'dup', was: st }))
		);
	});

	test('P2: a FORK in the middle keeps what came before and tells it', async () => {
		const { audit, tablet, rows } = await world();
		const [one, two] = [
			await tablet.change(answers(audit, 'CJ2.1', 'yes')),
			await tablet.change(answers(audit, 'CJ2.2', 'good'))
		];
		await tablet.push([one, two]);
		const forked = { ...answers(audit, 'CJ2.2', 'inadequate'), n: 2 };
		const outcome = await tablet.push([one, await tablet.change(forked)]);
		expect(outcome.status).toBe(409);
		expect(outcome.answer).toEqual({
			code: 'FORK',
			n: 2,
			lastN: 2,
			results: [{ n: 1, st: 'dup', was: 'applied', ver: 2 }]
		});
		expect((await rows.field('answer/CJ2.2'))?.value).toBe('good');
	});

	test('P2: a GAP in the middle keeps what came before and says what is needed', async () => {
		const { audit, tablet, rows } = await world();
		const one = await tablet.change(answers(audit, 'CJ2.1', 'yes'));
		const three = await tablet.change({ ...answers(audit, 'CJ2.2', 'good'), n: 3 });
		const outcome = await tablet.push([one, three]);
		expect(outcome).toEqual({
			status: 409,
			answer: { code: 'GAP', need: 2, lastN: 1, results: [{ n: 1, st: 'applied', ver: 2 }] }
		});
		expect((await rows.field('answer/CJ2.1'))?.value).toBe('yes');
		expect(await rows.field('answer/CJ2.2')).toBeUndefined();
	});

	test('P2: a change renumbered after a FORK, also from a new client, gets its stored result', async () => {
		const { server, ada, audit, tablet, rows } = await world();
		const one = await tablet.change(answers(audit, 'CJ2.1', 'yes'));
		await tablet.push([one]);
		const renumbered = await server.tablet(ada);
		const [result] = await renumbered.sends({ ...answers(audit, 'CJ2.1', 'yes'), id: one.id });
		expect(result).toEqual({ n: 1, st: 'dup', was: 'applied', ver: 2 });
		expect(await rows.history()).toHaveLength(1);
		expect(taken(await renumbered.push([])).lastN).toBe(1);
	});

	test('P2: one id for two different acts loses neither: the second is parked', async () => {
		const { audit, tablet, rows } = await world();
		const one = await tablet.change(answers(audit, 'CJ2.1', 'yes'));
		await tablet.push([one]);
		const [result] = await tablet.sends({ ...answers(audit, 'CJ2.1', 'no'), id: one.id });
		expect(result).toEqual({ n: 2, st: 'parked', code: 'SCHEMA_INVALID' });
		expect((await rows.parked())[0]?.change).toMatchObject({ args: { question: 'CJ2.1', value: 'no' } });
	});

	test('P2: the same id sent by another person is theirs alone', async () => {
		const { server, audit, tablet } = await world();
		const one = await tablet.change(answers(audit, 'CJ2.1', 'yes'));
		await tablet.push([one]);
		const ben = await server.person([as('auditor')]);
		const his = await server.audit({ auditor: ben.id });
		const [result] = await (await server.tablet(ben)).sends({ ...answers(his.record, 'CJ2.1', 'yes'), id: one.id });
		expect(result).toMatchObject({ st: 'applied' });
	});

	test('P6: an equal value writes nothing and stands in history', async () => {
		const { server, ada, audit, tablet, rows } = await world();
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		server.clock.now += 1000;
		const other = await server.tablet(ada);
		expect(await other.sends(answers(audit, 'CJ2.1', 'yes'))).toEqual([{ n: 1, st: 'applied', ver: 2 }]);
		expect(await rows.field('answer/CJ2.1')).toMatchObject({
			ver: 2,
			client: tablet.clientId,
			at: new Date(noon).toISOString()
		});
		expect((await rows.history()).map(({ how, client_id: client }) => [how, client])).toEqual([
			['written', tablet.clientId],
			['equal', other.clientId]
		]);
	});

	test('P6: clearing an answer leaves the field, empty, with a new version', async () => {
		const { audit, tablet, rows } = await world();
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		await tablet.sends({ name: 'answer.clear', record: audit, args: { question: 'CJ2.1' }, base: 2 });
		expect(await rows.field('answer/CJ2.1')).toMatchObject({ value: null, ver: 3 });
	});

	test('M2, P6: two tablets write one field unseen: both values stay until someone chooses', async () => {
		const { server, ada, audit, tablet, rows } = await world();
		const second = await server.tablet(ada);
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		expect(await second.sends(answers(audit, 'CJ2.1', 'no'))).toMatchObject([
			{ st: 'conflict', ver: 3, other: { value: 'yes', by: ada.id, ver: 2 } }
		]);
		expect((await rows.field('answer/CJ2.1'))?.other).toMatchObject([{ value: 'yes' }]);
		await second.sends({
			name: 'conflict.resolve',
			record: audit,
			args: { key: 'answer/CJ2.1', keep: 'other' },
			base: 3
		});
		const settled = await rows.field('answer/CJ2.1');
		expect(settled).toMatchObject({ value: 'yes', ver: 4 });
		expect(settled?.other).toBeUndefined();
	});

	test('P3: a base above the version of the field is SCHEMA_INVALID', async () => {
		const { audit, tablet } = await world();
		expect(await tablet.sends(answers(audit, 'CJ2.1', 'yes', { base: 7 }))).toEqual([
			{ n: 1, st: 'parked', code: 'SCHEMA_INVALID' }
		]);
	});

	test('M3: a clock hours off is told beside the value and decides nothing', async () => {
		const { audit, tablet, rows } = await world();
		const at = '2026-03-12T07:00:00.000Z';
		await tablet.sends(answers(audit, 'CJ2.1', 'yes', { at }), answers(audit, 'CJ2.2', 'good'));
		expect(await rows.field('answer/CJ2.1')).toMatchObject({ at: new Date(noon).toISOString(), deviceAt: at });
		expect((await rows.field('answer/CJ2.2'))?.deviceAt).toBeUndefined();
	});

	test.each([
		['a wrong hash', { h: '0'.repeat(64) }],
		['a NUL in its text', { args: { question: 'CJ2.5', value: 'a\u0000b' } }],
		['a lone surrogate in its text', { args: { question: 'CJ2.5', value: 'a\ud800b' } }],
		['a NUL in its name', { name: 'answer\u0000set' }],
		['a NUL in its record', { record: { kind: 'audit', id: 'x\u0000y' } }],
		['an id that is no key', { id: 'a\u0000b' }],
		['a time that is none', { at: 'yesterday' }],
		['an unknown name', { name: 'answer.guess' }],
		['a value of another kind', { args: { question: 'CJ2.1', value: 'perhaps' } }],
		['no arguments', { args: null }]
	])('P1: %s parks the change as SCHEMA_INVALID, with a copy, and the queue goes on', async (_, wrong) => {
		const { audit, tablet, rows, server } = await world();
		const results = await tablet.sends(
			{ ...answers(audit, 'CJ2.1', 'yes'), ...wrong },
			answers(audit, 'CJ2.2', 'good')
		);
		expect(results).toMatchObject([{ st: 'parked', code: 'SCHEMA_INVALID' }, { st: 'applied' }]);
		const change = (await rows.parked())[0]?.change as Record<string, unknown>;
		for (const [key, value] of Object.entries(wrong)) expect(change[key]).toEqual(value);
		expect(server.reported).toEqual([]);
		expect(await verifyLog(server.database.db)).toMatchObject({ ok: true });
	});

	test('P1: the hash is over unknown members too, which are otherwise ignored', async () => {
		const { audit, tablet } = await world();
		const whole = { ...(await tablet.change(answers(audit, 'CJ2.1', 'yes'))), mood: { of: ['the', 'day'] } };
		expect(taken(await tablet.push([whole])).results).toMatchObject([{ code: 'SCHEMA_INVALID' }]);
		const right = { ...(await tablet.change(answers(audit, 'CJ2.1', 'yes'))), mood: 'fine' };
		expect(taken(await tablet.push([{ ...right, h: await changeHash(right) }])).results).toMatchObject([
			{ st: 'applied' }
		]);
	});

	test('P1: a change over 64 KiB is parked TOO_LARGE, whole', async () => {
		const { audit, tablet, rows } = await world();
		const text = 'x'.repeat(70_000);
		expect(await tablet.sends({ name: 'note.set', record: audit, args: { question: 'CJ2.1', text } })).toMatchObject([
			{ code: 'TOO_LARGE' }
		]);
		expect((await rows.parked())[0]?.change).toMatchObject({ args: { text } });
	});

	test('W1: a change nested beyond all reason is parked and the queue goes on', async () => {
		const { audit, tablet } = await world();
		const deep: unknown = JSON.parse('['.repeat(3000) + ']'.repeat(3000));
		const results = await tablet.sends({ ...answers(audit, 'CJ2.1', deep), h: 'x' }, answers(audit, 'CJ2.2', 'good'));
		expect(results).toMatchObject([{ code: 'SCHEMA_INVALID' }, { st: 'applied' }]);
	});

	test('W1: a change that breaks the server is parked SERVER_ERROR and the queue goes on', async () => {
		const { audit, tablet, server, rows } = await world();
		await server.database.db
			.updateTable('record_field')
			.set({ value: '{broken' })
			.where('kind', '=', 'template')
			.execute();
		const results = await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		expect(results).toEqual([{ n: 1, st: 'parked', code: 'SERVER_ERROR' }]);
		expect(server.reported).toHaveLength(1);
		expect((await rows.parked())[0]).toMatchObject({ code: 'SERVER_ERROR', state: 'waiting', about: audit });
		expect(
			await tablet.sends({
				name: 'feedback.add',
				record: audit,
				args: { id: crypto.randomUUID(), from: 'child', text: 'ok' }
			})
		).toHaveLength(1);
	});

	test('P8: an unknown record and one of someone else are parked NO_PERMISSION alike', async () => {
		const { server, tablet, audit } = await world();
		const others = await server.audit({ auditor: (await server.person([as('auditor')])).id });
		const results = await tablet.sends(
			answers({ kind: 'audit', id: crypto.randomUUID() }, 'CJ2.1', 'yes'),
			answers(others.record, 'CJ2.1', 'yes'),
			answers({ kind: 'audit', id: 'no id' }, 'CJ2.1', 'yes'),
			answers({ kind: 'galaxy', id: audit.id }, 'CJ2.1', 'yes'),
			{ ...answers(others.record, 'CJ2.1', 'yes'), args: 'nonsense' }
		);
		expect(results.map(({ st, code }) => [st, code])).toEqual(results.map(() => ['parked', 'NO_PERMISSION']));
	});

	test('P9: a submitted audit takes feedback, alerts and actions; all else is parked RECORD_LOCKED', async () => {
		const { server, ada, tablet } = await world();
		const audit = (
			await server.audit({ auditor: ada.id, state: 'submitted', submittedAt: new Date(noon).toISOString() })
		).record;
		const alert = crypto.randomUUID();
		const results = await tablet.sends(
			answers(audit, 'CJ2.1', 'yes'),
			{ name: 'feedback.add', record: audit, args: { id: crypto.randomUUID(), from: 'parent', text: 'Thank you' } },
			{ name: 'alert.raise', record: audit, args: { id: alert, concern: 'Not seen for weeks' } },
			{ name: 'alert.tell', record: audit, args: { id: alert, whom: 'Duty manager', how: 'phone' } },
			{ name: 'audit.withdraw', record: audit, args: { reason: 'More to add' } },
			answers(audit, 'CJ2.1', 'yes')
		);
		expect(results.map(({ st, code }) => code ?? st)).toEqual([
			'RECORD_LOCKED',
			'applied',
			'applied',
			'applied',
			'applied',
			'applied'
		]);
	});

	test('W2: a template other than the audit began with is parked TEMPLATE_UNKNOWN', async () => {
		const { audit, tablet } = await world();
		const results = await tablet.sends(
			answers(audit, 'CJ2.1', 'yes', { tpl: { id: 'small', ver: 9 } }),
			answers(audit, 'CJ2.1', 'yes', { tpl: { id: 'nobody', ver: 1 } }),
			answers(audit, 'CJ2.1', 'yes', { tpl: { id: 'small', ver: 1 } })
		);
		expect(results.map(({ st, code }) => code ?? st)).toEqual(['TEMPLATE_UNKNOWN', 'TEMPLATE_UNKNOWN', 'applied']);
	});

	test('W1: what is sent of a deleted record is parked RECORD_DELETED for those who might see it', async () => {
		const { server, audit, tablet } = await world();
		await server.database.db.updateTable('record').set({ deleted_why: 'deleted' }).where('id', '=', audit.id).execute();
		expect(await tablet.sends(answers(audit, 'CJ2.1', 'yes'))).toMatchObject([{ code: 'RECORD_DELETED' }]);
	});

	test('W1: someone deactivated or past their last day has their work parked, not lost', async () => {
		const { server, audit, ada, tablet, rows } = await world();
		await server.database.db.updateTable('person').set({ status: 'deactivated' }).where('id', '=', ada.id).execute();
		expect(await tablet.sends(answers(audit, 'CJ2.1', 'yes'))).toEqual([
			{ n: 1, st: 'parked', code: 'USER_DEACTIVATED' }
		]);
		await server.database.db
			.updateTable('person')
			.set({ status: 'active', until_on: '2026-03-11' })
			.where('id', '=', ada.id)
			.execute();
		expect(await tablet.sends(answers(audit, 'CJ2.1', 'yes'))).toEqual([
			{ n: 2, st: 'parked', code: 'USER_DEACTIVATED' }
		]);
		expect(await rows.parked()).toMatchObject([{ by: ada.id }, { by: ada.id }]);
	});

	test('W2: permission is that of now, not of when the tablet was offline', async () => {
		const { server, audit, tablet } = await world();
		const [change, ben] = [await tablet.change(answers(audit, 'CJ2.1', 'yes')), await server.person([as('auditor')])];
		const row = await findRecord(server.database.db, audit);
		await server.database.db
			.updateTable('record')
			.set({ head: JSON.stringify({ ...row?.state.head, auditor: ben.id }), auditor_id: ben.id })
			.where('id', '=', audit.id)
			.execute();
		expect(taken(await tablet.push([change])).results).toMatchObject([{ code: 'NO_PERMISSION' }]);
	});

	test('P11: raising an action brings a record into being; raising it again under its id does not', async () => {
		const { server, ada, audit, tablet } = await world();
		const [owner, id] = [crypto.randomUUID(), crypto.randomUUID()];
		const args = { id, level: 'child', finding: 'f', what: 'w', difference: 'd', owner, dueOn: '2026-04-01' };
		expect(await tablet.sends({ name: 'action.raise', record: audit, args })).toMatchObject([{ st: 'applied' }]);
		const action = await findRecord(server.database.db, { kind: 'action', id });
		expect(action?.state).toMatchObject({
			ver: 1,
			head: { state: 'issued', owner, verifier: ada.id, audit: audit.id }
		});
		const other = await server.audit({ auditor: ada.id });
		expect(
			await tablet.sends({ name: 'action.raise', record: other.record, args: { ...args, what: 'taken over' } })
		).toMatchObject([{ st: 'parked' }]);
		expect((await findRecord(server.database.db, { kind: 'action', id }))?.state.head).toMatchObject({ what: 'w' });
	});

	test('W7: another epoch is told before anything is applied', async () => {
		const { audit, tablet, rows } = await world();
		const change = await tablet.change(answers(audit, 'CJ2.1', 'yes'));
		for (const epoch of [crypto.randomUUID(), null]) {
			expect(await tablet.push([change], { epoch })).toEqual({
				status: 409,
				answer: { code: 'EPOCH', epoch: tablet.state.epoch }
			});
		}
		expect(await rows.history()).toEqual([]);
	});

	test.each([
		['a missing member', { build: undefined }],
		['a client that is no id', { clientId: 'me' }],
		['changes that are no list', { changes: {} }],
		['a change that is no object', { changes: ['x'] }],
		['an n of zero', { changes: [{ n: 0, id: 'x', at: '', name: '', record: { kind: '', id: '' }, args: {}, h: '' }] }],
		[
			'an n that is no whole number',
			{ changes: [{ n: 1.5, id: 'x', at: '', name: '', record: { kind: '', id: '' }, args: {}, h: '' }] }
		],
		['a client never registered', { clientId: crypto.randomUUID() }],
		['a protocol that is no number', { proto: 'one' }]
	])('P1: %s is 422', async (_, wrong) => {
		const { tablet } = await world();
		await expect(tablet.push([], wrong)).rejects.toMatchObject({ status: 422 });
	});

	test('W8, P4: another protocol is 426, whatever its shape; too many changes 413; a foreign client 403', async () => {
		const { server, tablet } = await world();
		await expect(tablet.push([], { proto: 2, changes: 'other' })).rejects.toMatchObject({
			status: 426,
			code: 'UPGRADE'
		});
		const many = Array.from({ length: 501 }, (_, index) => ({
			n: index + 1,
			id: 'x',
			at: '',
			name: '',
			record: { kind: '', id: '' },
			args: {},
			h: ''
		}));
		await expect(tablet.push(many)).rejects.toMatchObject({ status: 413 });
		const other = await server.tablet(await server.person([as('auditor')]));
		await expect(other.push([], { clientId: tablet.clientId })).rejects.toMatchObject({
			status: 403,
			code: 'NOT_YOUR_CLIENT'
		});
		await server.database.db
			.updateTable('device')
			.set({ revoked_at: noon })
			.where('id', '=', tablet.deviceId)
			.execute();
		await expect(tablet.push([])).rejects.toMatchObject({ status: 403, code: 'DEVICE_REVOKED' });
	});

	test('W2: two requests with the same changes at once write them once', async () => {
		const { audit, tablet, rows } = await world();
		const changes = [
			await tablet.change(answers(audit, 'CJ2.1', 'yes')),
			await tablet.change(answers(audit, 'CJ2.2', 'good'))
		];
		const outcomes = await Promise.all([tablet.push(changes), tablet.push(changes), tablet.push(changes)]);
		expect(outcomes.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(await rows.history()).toHaveLength(2);
	});

	test('W3: several tablets writing one record at once take versions without gap or double', async () => {
		const { server, ada, audit, rows } = await world();
		const tablets = await Promise.all(Array.from({ length: 5 }, () => server.tablet(ada)));
		const questions = ['CJ2.1', 'CJ2.2', 'CJ2.3'];
		const values: Record<string, string> = { 'CJ2.1': 'yes', 'CJ2.2': 'good', 'CJ2.3': 'achieved' };
		const raise = (id: string) => ({ name: 'feedback.add', record: audit, args: { id, from: 'child', text: id } });
		const results = await Promise.all(
			tablets.map((tablet) =>
				tablet.sends(...questions.map((one) => answers(audit, one, values[one])), raise(crypto.randomUUID()))
			)
		);
		expect(results.flat().every(({ st }) => st === 'applied')).toBe(true);
		const written = (await rows.history()).filter(({ how }) => how === 'written').map(({ ver }) => ver);
		expect(written).toEqual(written.map((_, index) => index + 2));
		expect(written).toHaveLength(8);
		expect(await verifyLog(server.database.db)).toEqual({ ok: true, entries: 20 });
	});

	test('I3: what one client wrote in a field stands in history in the order of n', async () => {
		const { server, ada, audit, tablet, rows } = await world();
		const second = await server.tablet(ada);
		for (const value of ['yes', 'no', 'partly', 'partly', 'na']) {
			await tablet.sends(answers(audit, 'CJ2.1', value));
			await second.sends(answers(audit, 'CJ2.1', value === 'no' ? 'yes' : 'no'));
		}
		const own = (await rows.history()).filter((row) => row.client_id === tablet.clientId);
		expect(own.map(({ n, value }) => [n, JSON.parse(value)])).toEqual([
			[1, 'yes'],
			[2, 'no'],
			[3, 'partly'],
			[4, 'partly'],
			[5, 'na']
		]);
	});
});

test('a Postgres deadlock and a busy SQLite file pass; a broken change does not', async () => {
	const { isTransient } = await import('../db/isTransient.ts');
	expect(isTransient(Object.assign(new Error('deadlock'), { code: '40P01' }))).toBe(true);
	expect(isTransient(Object.assign(new Error('busy'), { code: 'ERR_SQLITE_ERROR', errcode: 517 }))).toBe(true);
	expect(isTransient(Object.assign(new Error('constraint'), { code: 'ERR_SQLITE_ERROR', errcode: 1555 }))).toBe(false);
	expect(isTransient('deadlock')).toBe(false);
});
