import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { carries, neededOf } from '#lib/domain/access/carries.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { PulledRecord } from '#lib/protocol/pull.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { listCarried } from '../records/carriedRecords.ts';
import { stateFrom } from '../records/recordRows.ts';
import { answers, as, aServer, noon, north, south, type TestServer } from '../../../../tests/fixtures/builders.ts';

const dayMs = 86_400_000;
const refs = (put: readonly PulledRecord[], kind: string) =>
	put.filter(({ record }) => record.kind === kind).map(({ record }) => record.id);

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id, state: 'allocated' })).record;
		const tablet = await server.tablet(ada);
		return { server, ada, audit, tablet };
	}

	const takeAway = (server: TestServer, id: string, auditor: string) =>
		server.database.transaction(async (trx) => {
			const row = await trx.selectFrom('record').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
			const head = JSON.stringify({ ...JSON.parse(row.head), auditor });
			await trx
				.updateTable('record')
				.set({ head, auditor_id: auditor, ver: row.ver + 1 })
				.where('id', '=', id)
				.execute();
		});

	test('W4: a first pull brings whole what the person may see, and names no client', async () => {
		const { ada, audit, tablet } = await world();
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		const answer = await tablet.pull();
		const put = answer.put.find(({ record }) => record.id === audit.id);
		expect(put).toMatchObject({ full: true, from: 0, ver: 2, head: { state: 'begun', caseRef: '9X-104823' } });
		expect(put?.fields).toEqual([
			{ key: 'answer/CJ2.1', ver: 2, value: 'yes', by: ada.id, at: new Date(noon).toISOString() }
		]);
		expect(answer).toMatchObject({
			reset: false,
			seq: 1,
			more: false,
			gone: [],
			durableN: 0,
			permVer: 1,
			directives: []
		});
		expect(answer.lease.offlineUntil).toBe(new Date(noon + 14 * dayMs).toISOString());
		expect(JSON.stringify(answer)).not.toContain(tablet.clientId);
	});

	test('W4: an older version gets the newer fields only, an equal one nothing', async () => {
		const { audit, tablet } = await world();
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		await tablet.pulls();
		expect((await tablet.pull()).put).toEqual([]);
		await tablet.sends(answers(audit, 'CJ2.2', 'good'));
		const [put] = (await tablet.pull()).put;
		expect(put).toMatchObject({ full: false, from: 2, ver: 3 });
		expect(put?.fields.map(({ key }) => key)).toEqual(['answer/CJ2.2']);
	});

	test('W5, P7: the digest covers every field at its version, cleared ones too, by code unit', async () => {
		const { audit, tablet } = await world();
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'), answers(audit, 'CJ2.3', 'achieved'));
		await tablet.sends({ name: 'answer.clear', record: audit, args: { question: 'CJ2.1' }, base: 2 });
		await tablet.pulls();
		await tablet.sends({ name: 'note.set', record: audit, args: { question: 'CJ2.1', text: 'é' } });
		const [put] = (await tablet.pull()).put;
		const lines = ['answer/CJ2.1:4', 'answer/CJ2.3:3', 'note/CJ2.1:5'].join('\n');
		expect(put?.digest).toBe(createHash('sha256').update(lines).digest('hex').slice(0, 32));
	});

	test('W5: what has no fields has the digest of nothing', async () => {
		const { ada, tablet } = await world();
		const put = (await tablet.pull()).put.find(({ record }) => record.id === ada.id);
		expect(put).toMatchObject({ record: { kind: 'person' }, fields: [], head: { name: ada.name, roles: ['auditor'] } });
		expect(put?.digest).toBe(createHash('sha256').update('').digest('hex').slice(0, 32));
	});

	test('P7: a version above the server’s brings the record whole', async () => {
		const { audit, tablet } = await world();
		const { put } = await tablet.pull({ have: { [`audit:${audit.id}`]: 99 } });
		expect(put.find(({ record }) => record.id === audit.id)).toMatchObject({ full: true, from: 0, ver: 1 });
	});

	test('W4: another epoch resets, and everything comes whole whatever the tablet says it has', async () => {
		const { audit, tablet } = await world();
		await tablet.pulls();
		for (const epoch of [crypto.randomUUID(), null]) {
			const answer = await tablet.pull({ epoch });
			expect(answer).toMatchObject({ reset: true, epoch: tablet.state.epoch });
			expect(answer.put.find(({ record }) => record.id === audit.id)?.full).toBe(true);
		}
	});

	test('P7: pages hold at least one record, follow from what the tablet then has, and tell what is gone once', async () => {
		const { server, ada, tablet } = await world();
		for (let made = 0; made < 5; made++) await server.audit({ auditor: ada.id });
		const lost = `audit:${crypto.randomUUID()}`;
		tablet.state.have = { [lost]: 3 };
		const answers = await tablet.pulls({ limitBytes: 1 });
		expect(answers.map(({ put }) => put.length)).toEqual(answers.map(() => 1));
		expect(answers.map(({ more }) => more)).toEqual(answers.map((_, index) => index < answers.length - 1));
		expect(answers.map(({ gone }) => gone.length)).toEqual(answers.map((_, index) => (index === 0 ? 1 : 0)));
		expect(new Set(answers.map(({ seq }) => seq)).size).toBe(answers.length);
		expect(
			refs(
				answers.flatMap(({ put }) => put),
				'audit'
			)
		).toHaveLength(6);
		expect((await tablet.pull()).put).toEqual([]);
	});

	test('P7: a page takes as many records as fit', async () => {
		const { tablet } = await world();
		const all = await tablet.pull();
		const two = all.put.slice(0, 2).reduce((sum, one) => sum + JSON.stringify(one).length, 0);
		expect((await tablet.pull({ limitBytes: two })).put).toHaveLength(2);
		expect((await tablet.pull({ limitBytes: two - 1 })).put).toHaveLength(1);
	});

	test('P8: what was never held is revoked whether it exists or not', async () => {
		const { server, tablet } = await world();
		const other = (await server.audit({ auditor: (await server.person([as('auditor')])).id })).record;
		const have = {
			[`audit:${other.id}`]: 1,
			[`audit:${crypto.randomUUID()}`]: 1,
			'galaxy:x': 1,
			nonsense: 1,
			'audit:a\u0000b': 1
		};
		const { gone } = await tablet.pull({ have });
		expect(gone).toHaveLength(5);
		expect(gone.every(({ why }) => why === 'revoked')).toBe(true);
	});

	test('W6: an audit given to someone else is gone from the first tablet and comes to the other', async () => {
		const { server, audit, tablet } = await world();
		const ben = await server.person([as('auditor')]);
		const his = await server.tablet(ben);
		await tablet.pulls();
		await takeAway(server, audit.id, ben.id);
		const [answer] = await tablet.pulls();
		expect(answer?.gone).toEqual([
			{ record: { kind: 'audit', id: audit.id }, why: 'revoked' },
			{ record: { kind: 'template', id: 'small~1' }, why: 'closed' }
		]);
		expect(
			refs(
				(await his.pulls()).flatMap(({ put }) => put),
				'template'
			)
		).toEqual(['small~1']);
		expect(his.holding(audit)?.head).toMatchObject({ auditor: ben.id });
	});

	test('W4: what has ended long ago is closed, what was deleted is deleted, to those who may see it', async () => {
		const { server, ada, tablet } = await world();
		const at = (days: number) => new Date(noon - days * dayMs).toISOString();
		const kept = (await server.audit({ auditor: ada.id, state: 'submitted', submittedAt: at(31) })).record;
		const closed = (await server.audit({ auditor: ada.id, state: 'submitted', submittedAt: at(32) })).record;
		const alerted = (await server.audit({ auditor: ada.id, state: 'submitted', submittedAt: at(99), openAlerts: 1 }))
			.record;
		const deleted = (await server.audit({ auditor: ada.id })).record;
		await server.database.db
			.updateTable('record')
			.set({ deleted_why: 'retention' })
			.where('id', '=', deleted.id)
			.execute();
		const answer = await tablet.pull({ have: { [`audit:${closed.id}`]: 1, [`audit:${deleted.id}`]: 1 } });
		expect(answer.gone.map(({ why }) => why).sort()).toEqual(['closed', 'retention']);
		expect(refs(answer.put, 'audit')).toEqual(expect.arrayContaining([kept.id, alerted.id]));
		expect(refs(answer.put, 'audit')).not.toContain(closed.id);
	});

	test('P10: a parked change is pulled by its author and by QA managers, and by nobody else', async () => {
		const { server, audit, tablet } = await world();
		const people = {
			qa: await server.person([as('qa-manager')]),
			director: await server.person([as('director')]),
			ben: await server.person([as('auditor')])
		};
		await tablet.sends(answers(audit, 'NO.1', 'x'));
		const pulledBy = async (person: Person) => refs((await (await server.tablet(person)).pull()).put, 'parked').length;
		expect(refs((await tablet.pull()).put, 'parked')).toHaveLength(1);
		expect([await pulledBy(people.qa), await pulledBy(people.director), await pulledBy(people.ben)]).toEqual([1, 0, 0]);
	});

	test('P6: a conflict is told with the other values, newest first, until it is resolved', async () => {
		const { server, ada, audit, tablet } = await world();
		const others = [await server.tablet(ada), await server.tablet(ada)];
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		await others[0]?.sends(answers(audit, 'CJ2.1', 'no'));
		await others[1]?.sends(answers(audit, 'CJ2.1', 'partly'));
		await tablet.pulls();
		expect(tablet.holding(audit)?.fields.get('answer/CJ2.1')).toMatchObject({
			value: 'partly',
			conflict: true,
			other: [
				{ value: 'no', by: ada.id, ver: 3 },
				{ value: 'yes', by: ada.id, ver: 2 }
			]
		});
		await tablet.sends({
			name: 'conflict.resolve',
			record: audit,
			args: { key: 'answer/CJ2.1', keep: 'value' },
			base: 4
		});
		await tablet.pulls();
		expect(tablet.holding(audit)?.fields.get('answer/CJ2.1')).not.toHaveProperty('conflict');
	});

	test('P5: the tablet’s time is told where it was more than five minutes off', async () => {
		const { audit, tablet } = await world();
		const at = new Date(noon - 5 * 60_000 - 1).toISOString();
		await tablet.sends(
			answers(audit, 'CJ2.1', 'yes', { at }),
			answers(audit, 'CJ2.2', 'good', { at: new Date(noon - 5 * 60_000).toISOString() })
		);
		await tablet.pulls();
		expect(tablet.holding(audit)?.fields.get('answer/CJ2.1')).toMatchObject({
			at: new Date(noon).toISOString(),
			deviceAt: at
		});
		expect(tablet.holding(audit)?.fields.get('answer/CJ2.2')).not.toHaveProperty('deviceAt');
	});

	test('a template comes as one field that holds all of it', async () => {
		const { tablet } = await world();
		await tablet.pulls();
		const held = tablet.holding({ kind: 'template', id: 'small~1' });
		expect(held?.head).toEqual({
			state: 'published',
			template: { id: 'small', ver: 1 },
			title: 'A small audit',
			short: 'Small'
		});
		expect(held?.fields.get('template')?.value).toMatchObject({ id: 'small', version: 1, sections: expect.any(Array) });
	});

	test('a change of a person or team reaches tablets without anyone saying so; a team that is no more goes', async () => {
		const { server, ada, tablet } = await world();
		await tablet.pulls();
		await server.database.db.updateTable('person').set({ phone: '01632 960001' }).where('id', '=', ada.id).execute();
		await server.database.db.updateTable('team').set({ name: 'Lakeside' }).where('id', '=', north.team).execute();
		await server.database.db.deleteFrom('team').where('id', '=', south.team).execute();
		const answer = await tablet.pull();
		expect(answer.put.map(({ record, ver, head }) => [record.kind, ver, head.phone ?? head.name])).toEqual([
			['person', 2, '01632 960001'],
			['team', 2, 'Lakeside']
		]);
		expect(answer.gone).toEqual([{ record: { kind: 'team', id: south.team }, why: 'deleted' }]);
	});

	test('W10: someone deactivated or past their last day sees nothing, and all they held is revoked', async () => {
		const { server, ada, tablet } = await world();
		await tablet.pulls();
		await server.database.db.updateTable('person').set({ until_on: '2026-03-11' }).where('id', '=', ada.id).execute();
		const [answer] = await tablet.pulls();
		expect(answer?.put).toEqual([]);
		expect(answer?.gone.length).toBeGreaterThan(3);
		expect(answer?.gone.every(({ why }) => why === 'revoked')).toBe(true);
		expect(tablet.state.held.size).toBe(0);
	});

	test('security 7: who was shown which case is noted, and not what it said', async () => {
		const { server, ada, audit, tablet } = await world();
		await tablet.pulls();
		const rows = await server.database.db.selectFrom('access_log').selectAll().execute();
		expect(rows).toMatchObject([
			{
				person_id: ada.id,
				client_id: tablet.clientId,
				act: 'pull',
				kind: 'audit',
				id: audit.id,
				case_ref: '9X-104823',
				ver: 1
			}
		]);
	});

	test('P1, P4: a pull from a client not registered is 422, of someone else 403, of another protocol 426', async () => {
		const { server, tablet } = await world();
		const other = await server.tablet(await server.person([as('auditor')]));
		await expect(tablet.pull({ clientId: crypto.randomUUID() })).rejects.toMatchObject({ status: 422 });
		await expect(tablet.pull({ clientId: other.clientId })).rejects.toMatchObject({
			status: 403,
			code: 'NOT_YOUR_CLIENT'
		});
		await expect(tablet.pull({ proto: 2 })).rejects.toMatchObject({ status: 426, code: 'UPGRADE' });
		await expect(tablet.pull({ have: [] })).rejects.toMatchObject({ status: 422 });
		await expect(tablet.pull({ limitBytes: 0 })).rejects.toMatchObject({ status: 422 });
	});

	test('W10: for every role SQL lets through at least what the policy does', async () => {
		const server = await aServer(await open());
		const roles = [
			'auditor',
			'service-manager',
			'team-manager',
			'practitioner',
			'qa-manager',
			'moderator',
			'head-of-service',
			'director',
			'board',
			'guest',
			'administrator'
		] as const;
		const people: Person[] = [];
		for (const role of roles)
			for (const place of [undefined, { team: north.team }, { service: south.service }])
				people.push(await server.person([as(role, place)]));
		for (const [index, person] of people.entries()) {
			const place = index % 2 === 0 ? north : south;
			const other = people[(index * 7 + 1) % people.length]?.id ?? '';
			const ended = new Date(noon - (index + 10) * dayMs).toISOString();
			await server.audit({
				...place,
				auditor: person.id,
				worker: other,
				state: index % 3 === 0 ? 'submitted' : 'begun',
				...(index % 3 === 0 ? { submittedAt: ended } : {})
			});
			await server.action({
				...place,
				owner: other,
				verifier: person.id,
				raisedBy: other,
				worker: null,
				state: index % 3 === 0 ? 'verified' : 'issued',
				stateSince: ended
			});
		}
		const rows = await server.database.db.selectFrom('record').selectAll().execute();
		for (const person of people) {
			const wanted = neededOf(
				rows.map((row) => stateFrom(row)).filter((record) => carries(person, record, '2026-03-12'))
			);
			const got = await listCarried(server.database.db, person, noon);
			expect(got.map(({ record }) => record.id).sort()).toEqual(wanted.map(({ record }) => record.id).sort());
		}
	});
});
