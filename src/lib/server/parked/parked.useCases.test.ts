import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { findRecord } from '../records/records.repository.ts';
import { answers, as, aServer, north, type Draft } from '../../../../tests/fixtures/builders.ts';
import { applyParked, discardParked, listParked } from './parked.useCases.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const people = { ada: await server.person([as('auditor')]), qa: await server.person([as('qa-manager')]) };
		const tablet = await server.tablet(people.ada);
		const audit = (await server.audit({ auditor: (await server.person([as('auditor')])).id })).record;
		const park = async (draft: Draft) => {
			await tablet.sends(draft);
			const [parked] = (await listParked(server.acting(people.ada))).slice(-1);
			return parked?.id ?? '';
		};
		return { server, ...people, tablet, audit, park };
	}

	test('I12: recovered work is listed for its author and for QA managers', async () => {
		const { server, ada, qa, audit, park } = await world();
		await park(answers(audit, 'CJ2.1', 'yes'));
		const listed = await listParked(server.acting(qa));
		expect(listed).toMatchObject([
			{ head: { code: 'NO_PERMISSION', by: ada.id, about: audit, change: { args: { value: 'yes' } } } }
		]);
		expect(await listParked(server.acting(ada))).toHaveLength(1);
		expect(await listParked(server.acting(await server.person([as('director')])))).toEqual([]);
	});

	test('W1: a QA manager applies recovered work in its author’s name, and it leaves the tablets', async () => {
		const { server, ada, qa, tablet, audit, park } = await world();
		const id = await park(answers(audit, 'CJ2.1', 'yes'));
		await tablet.pulls();
		expect(tablet.holding({ kind: 'parked', id })).toBeDefined();
		expect(await applyParked(server.acting(qa), id)).toEqual({ ok: true, value: { ver: 2 } });
		expect((await findRecord(server.database.db, audit))?.state.fields.get('answer/CJ2.1')).toMatchObject({
			value: 'yes',
			by: ada.id
		});
		await tablet.pulls();
		expect(tablet.holding({ kind: 'parked', id })).toBeUndefined();
	});

	test('M2: what was answered since stays beside the recovered value', async () => {
		const { server, qa, audit, park } = await world();
		const id = await park(answers(audit, 'CJ2.1', 'yes'));
		const auditor = (await findRecord(server.database.db, audit))?.state.head as { auditor: string };
		const theirs = await server.tablet({ ...qa, id: auditor.auditor });
		await theirs.sends(answers(audit, 'CJ2.1', 'no'));
		expect(await applyParked(server.acting(qa), id)).toMatchObject({ ok: true });
		expect((await findRecord(server.database.db, audit))?.state.fields.get('answer/CJ2.1')).toMatchObject({
			value: 'yes',
			other: [{ value: 'no' }]
		});
	});

	test('what can still not be applied stays waiting, with the reason', async () => {
		const { server, qa, audit, park } = await world();
		const id = await park(answers(audit, 'NO.1', 'yes'));
		expect(await applyParked(server.acting(qa), id)).toMatchObject({ ok: false, problem: { code: 'SCHEMA_INVALID' } });
		expect(await listParked(server.acting(qa))).toHaveLength(1);
	});

	test('nobody waves through a verification that its owner was refused', async () => {
		const { server, ada, qa, park } = await world();
		const action = (await server.action({ ...north, owner: ada.id, state: 'done', verifier: null, worker: null }))
			.record;
		const id = await park({ name: 'action.verify', record: action, args: { verdict: 'verified', note: 'All fine' } });
		expect(await applyParked(server.acting(qa), id)).toMatchObject({ ok: false, problem: { code: 'NO_PERMISSION' } });
	});

	test('a QA manager does not let in what they themselves were refused', async () => {
		const { server, qa, audit } = await world();
		await (await server.tablet(qa)).sends(answers(audit, 'CJ2.1', 'yes'));
		const [parked] = await listParked(server.acting(qa));
		expect(await applyParked(server.acting(qa), parked?.id ?? '')).toMatchObject({
			ok: false,
			problem: { code: 'NO_PERMISSION' }
		});
	});

	test('discarding needs a reason, is logged, and happens once', async () => {
		const { server, qa, audit, park } = await world();
		const id = await park(answers(audit, 'CJ2.1', 'yes'));
		expect(await discardParked(server.acting(qa), id, ' ')).toMatchObject({
			ok: false,
			problem: { code: 'parked.reason-missing' }
		});
		expect(await discardParked(server.acting(qa), id, 'Told by phone')).toMatchObject({ ok: true });
		expect(await discardParked(server.acting(qa), id, 'Again')).toMatchObject({
			ok: false,
			problem: { code: 'parked.settled' }
		});
		expect(await applyParked(server.acting(qa), id)).toMatchObject({ ok: false, problem: { code: 'parked.settled' } });
		const bodies = await server.database.db.selectFrom('change_body').select('body').orderBy('seq').execute();
		expect(bodies.at(-1)?.body).toContain('Told by phone');
		expect((await findRecord(server.database.db, { kind: 'parked', id }))?.state.head).toMatchObject({
			state: 'discarded'
		});
	});

	test('its author may not decide, a stranger is not told it is there', async () => {
		const { server, ada, audit, park } = await world();
		const id = await park(answers(audit, 'CJ2.1', 'yes'));
		await expect(applyParked(server.acting(ada), id)).rejects.toMatchObject({ status: 403 });
		const stranger = server.acting(await server.person([as('auditor')]));
		await expect(discardParked(stranger, id, 'x')).rejects.toMatchObject({ status: 404 });
		await expect(applyParked(stranger, crypto.randomUUID())).rejects.toMatchObject({ status: 404 });
	});
});
